import { MillraceError } from '../../base/errors/millrace-error.ts'

/** Deeper trees would overflow the stack of the walk. */
const most = 2000

/** @throws E_ML_PARAMETER for a tree deeper than explanations can go */
export function requireShapDepth(depth: number): void {
  if (depth <= most) return
  throw new MillraceError('E_ML_PARAMETER', `A tree is ${depth} levels deep; explanations go down to ${most}.`, {
    hint: 'Fit with a maxDepth.',
  })
}
