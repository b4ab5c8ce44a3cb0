import { requirePairs } from './paired-values.ts'
import { requireSpread } from './require-spread.ts'
import type { Weighted } from './sample-weights.ts'
import { weightedMean } from './weighted-mean.ts'

/**
 * How much of the spread of the actual values the predictions explain: `1 - Σ w (y - ŷ)² / Σ w (y - ȳ)²`. 1 is perfect, 0 is what the mean
 * of these very rows would get, below 0 is worse than that. On a trending series a high value means little: look at the scaled error.
 *
 * Source: Wright (1921); scikit-learn, `r2_score`. O(n).
 * @throws E_ML_ONE_CLASS when the actual values do not differ; else as `meanAbsoluteError`
 * @example rSquared([1, 2, 3], [1, 2, 4]) // 0.5
 */
export function rSquared(actual: ArrayLike<number>, predicted: ArrayLike<number>, options: Weighted = {}): number {
  const weights = requirePairs(actual, predicted, options.sampleWeight)
  requireSpread(actual, weights)
  const mean = weightedMean(Float64Array.from(actual), weights)
  let [left, all] = [0, 0]
  for (let i = 0; i < actual.length; i++) {
    left += weights[i]! * (actual[i]! - predicted[i]!) ** 2
    all += weights[i]! * (actual[i]! - mean) ** 2
  }
  return 1 - left / all
}
