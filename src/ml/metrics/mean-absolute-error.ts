import { requirePairs } from './paired-values.ts'
import { meanOfRows, type RowLosses } from './row-losses.ts'
import type { Weighted } from './sample-weights.ts'

/**
 * Mean of `|y_i - ŷ_i|`, in the unit of the target.
 *
 * Source: scikit-learn, `mean_absolute_error`. O(n).
 * @throws E_ML_EMPTY, E_ML_SHAPE, E_ML_NOT_FINITE; for bad weights as `weightsOf`
 * @example meanAbsoluteError([1, 2], [2, 4]).value // 1.5
 */
export function meanAbsoluteError(
  actual: ArrayLike<number>,
  predicted: ArrayLike<number>,
  options: Weighted = {},
): RowLosses {
  const weights = requirePairs(actual, predicted, options.sampleWeight)
  const perRow = Float64Array.from({ length: actual.length }, (_, i) => Math.abs(actual[i]! - predicted[i]!))
  return meanOfRows(perRow, weights)
}
