import { requirePairs } from './paired-values.ts'
import type { Weighted } from './sample-weights.ts'

/**
 * The median of `|y_i - ŷ_i|`: half of the rows are closer. Outliers do not move it. With weights it is the smallest error at which half of
 * the weight is reached, and the mean with the next one where it is reached exactly.
 *
 * Source: scikit-learn, `median_absolute_error` (without weights the same). O(n log n).
 * @throws as `meanAbsoluteError`
 * @example medianAbsoluteError([1, 2, 3], [1, 4, 30]) // 2
 */
export function medianAbsoluteError(
  actual: ArrayLike<number>,
  predicted: ArrayLike<number>,
  options: Weighted = {},
): number {
  const weights = requirePairs(actual, predicted, options.sampleWeight)
  const rows = Int32Array.from(weights.keys()).filter((i) => weights[i]! > 0)
  const error = (i: number) => Math.abs(actual[i]! - predicted[i]!)
  rows.sort((a, b) => error(a) - error(b))
  const half = rows.reduce((sum, i) => sum + weights[i]!, 0) / 2
  let below = 0
  for (const [place, i] of rows.entries()) {
    below += weights[i]!
    if (below > half) return error(i)
    if (below === half) return (error(i) + error(rows[place + 1]!)) / 2
  }
  return error(rows.at(-1)!)
}
