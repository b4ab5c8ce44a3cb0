import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Labels } from '../../base/matrix.ts'
import { confusionMatrix } from './confusion-matrix.ts'
import type { Weighted } from './sample-weights.ts'

/** What a confusion of class i with class j costs: 1; |i - j|; (i - j)². The last two are for ordered classes. */
export type Disagreement = 'any' | 'linear' | 'quadratic'

/**
 * Agreement beyond what the shares of the classes alone would give: `1 - Σ d_ij o_ij / Σ d_ij e_ij`, o the observed shares, e those
 * expected if actual and predicted had nothing to do with one another, d the cost of the disagreement. 1 is agreement, 0 chance.
 *
 * Source: Cohen (1960), weighted (1968); scikit-learn, `cohen_kappa_score`. O(n + K²).
 * @param options.disagreement default `any`
 * @throws E_ML_ONE_CLASS when actual and predicted are all of one and the same class: chance alone would agree; else as `confusionMatrix`
 * @example // actual a a b b, predicted a b b b: 1 - 0.25 / 0.5 = 0.5
 */
export function cohenKappa(
  actual: Labels,
  predicted: Labels,
  options: Weighted & { readonly disagreement?: Disagreement } = {},
): number {
  const { disagreement = 'any' } = options
  const { classes, counts } = confusionMatrix(actual, predicted, options)
  const size = classes.length
  const rows = new Float64Array(size)
  const columns = new Float64Array(size)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      rows[i]! += counts[i * size + j]!
      columns[j]! += counts[i * size + j]!
    }
  }
  const all = rows.reduce((sum, count) => sum + count, 0)
  let [observed, expected] = [0, 0]
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const cost = costOf(disagreement, i, j)
      observed += cost * counts[i * size + j]!
      expected += (cost * rows[i]! * columns[j]!) / all
    }
  }
  if (expected === 0) {
    throw new MillraceError(
      'E_ML_ONE_CLASS',
      'All rows are of one class and predicted as it: chance alone would agree.',
    )
  }
  return 1 - observed / expected
}

function costOf(disagreement: Disagreement, i: number, j: number): number {
  if (disagreement === 'any') return i === j ? 0 : 1
  return disagreement === 'linear' ? Math.abs(i - j) : (i - j) ** 2
}
