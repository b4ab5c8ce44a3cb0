import { requirePairs } from './paired-values.ts'
import { meanOfRows, type RowLosses } from './row-losses.ts'
import type { Weighted } from './sample-weights.ts'

/**
 * Mean of `2 |y_i - ŷ_i| / (|y_i| + |ŷ_i|)`, from 0 to 2; a row of which both are 0 counts 0.
 *
 * Source: Makridakis, "Accuracy measures" (1993), in the form of the M4 competition. O(n).
 * @throws as `meanAbsoluteError`
 * @example symmetricMeanAbsolutePercentageError([2, 4], [1, 5]).value // 0.4444444444444444
 */
export function symmetricMeanAbsolutePercentageError(
  actual: ArrayLike<number>,
  predicted: ArrayLike<number>,
  options: Weighted = {},
): RowLosses {
  const weights = requirePairs(actual, predicted, options.sampleWeight)
  const perRow = Float64Array.from({ length: actual.length }, (_, i) => {
    const size = Math.abs(actual[i]!) + Math.abs(predicted[i]!)
    return size === 0 ? 0 : (2 * Math.abs(actual[i]! - predicted[i]!)) / size
  })
  return meanOfRows(perRow, weights)
}
