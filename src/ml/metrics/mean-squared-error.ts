import { requirePairs } from './paired-values.ts'
import { meanOfRows, type RowLosses } from './row-losses.ts'
import type { Weighted } from './sample-weights.ts'

/**
 * Mean of `(y_i - ŷ_i)²`, in the unit of the target squared.
 *
 * Source: scikit-learn, `mean_squared_error`. O(n).
 * @throws E_ML_EMPTY, E_ML_SHAPE, E_ML_NOT_FINITE; for bad weights as `weightsOf`
 * @example meanSquaredError([1, 2], [2, 4]).value // 2.5
 */
export function meanSquaredError(
  actual: ArrayLike<number>,
  predicted: ArrayLike<number>,
  options: Weighted = {},
): RowLosses {
  const weights = requirePairs(actual, predicted, options.sampleWeight)
  const perRow = Float64Array.from({ length: actual.length }, (_, i) => (actual[i]! - predicted[i]!) ** 2)
  return meanOfRows(perRow, weights)
}
