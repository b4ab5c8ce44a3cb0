import { requirePairs } from './paired-values.ts'
import type { Weighted } from './sample-weights.ts'

/**
 * The largest `|y_i - ŷ_i|` of the rows whose weight is not 0, and which row it is.
 *
 * Source: scikit-learn, `max_error`, which takes no weights. O(n).
 * @throws as `meanAbsoluteError`
 * @example maxError([1, 2], [2, 4]) // { value: 2, row: 1 }
 */
export function maxError(
  actual: ArrayLike<number>,
  predicted: ArrayLike<number>,
  options: Weighted = {},
): { readonly value: number; readonly row: number } {
  const weights = requirePairs(actual, predicted, options.sampleWeight)
  let worst = { value: -1, row: -1 }
  for (let i = 0; i < actual.length; i++) {
    const value = Math.abs(actual[i]! - predicted[i]!)
    if (weights[i]! > 0 && value > worst.value) worst = { value, row: i }
  }
  return worst
}
