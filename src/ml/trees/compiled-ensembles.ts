import { MillraceError } from '../../base/errors/millrace-error.ts'
import { canShareMemory } from '../threads/shared-memory.ts'
import { type CompiledEnsemble, compileEnsemble } from './compile-ensemble.ts'
import type { TreeEnsemble } from './tree-ensemble.ts'

interface Forms {
  /** For features that are singles, and for all others; null where it cannot be. */
  singles?: CompiledEnsemble | null
  doubles?: CompiledEnsemble | null
}
const forms = new WeakMap<TreeEnsemble, Forms>()

/**
 * An ensemble compiled for features that are all singles, or for any: once for each ensemble, kept as long as it lives.
 * @returns undefined where kernels cannot be used, or cannot hold it
 */
export function compiledEnsemble(ensemble: TreeEnsemble, singles: boolean): CompiledEnsemble | undefined {
  if (!canShareMemory()) return undefined
  const known = forms.get(ensemble) ?? {}
  forms.set(ensemble, known)
  const form = singles || ensemble.singlePrecision ? 'singles' : 'doubles'
  if (known[form] === undefined) known[form] = compileOrNot(ensemble, form === 'singles')
  return known[form] ?? undefined
}

/** Forgets what was compiled, whose memory somebody may still write to. */
export function forgetCompiled(ensemble: TreeEnsemble): void {
  forms.delete(ensemble)
}

function compileOrNot(ensemble: TreeEnsemble, singles: boolean): CompiledEnsemble | null {
  try {
    return compileEnsemble(ensemble, singles) ?? null
  } catch (error) {
    // Beyond what kernels reach. The plain definition has no such limit.
    if (error instanceof MillraceError && error.code === 'E_ML_MEMORY') return null
    throw error
  }
}
