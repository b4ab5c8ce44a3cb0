import { MillraceError } from '../../base/errors/millrace-error.ts'

/**
 * Row weights that a forest can grow from: some are positive, and their sum is a number.
 * @throws E_ML_EMPTY, E_ML_PARAMETER
 */
export function requireUsableWeights(weights: Float64Array): void {
  const sum = weights.reduce((total, weight) => total + weight, 0)
  if (sum === 0) throw new MillraceError('E_ML_EMPTY', 'All rows weigh 0: there is nothing to learn from.')
  if (Number.isFinite(sum)) return
  throw new MillraceError('E_ML_PARAMETER', `The weights of all rows sum to ${sum}.`, {
    hint: 'Only their ratios count: divide them all by the greatest.',
  })
}
