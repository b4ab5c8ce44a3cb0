import { requirePairs } from './paired-values.ts'
import { requireSpread } from './require-spread.ts'
import type { Weighted } from './sample-weights.ts'
import { weightedMean } from './weighted-mean.ts'

/**
 * As `rSquared`, but an error that is the same for all rows costs nothing: `1 - Var(y - ŷ) / Var(y)`. The gap between the two is bias.
 *
 * Source: scikit-learn, `explained_variance_score`. O(n).
 * @throws as `rSquared`
 * @example explainedVariance([1, 2, 3], [2, 3, 4]) // 1, where rSquared gives -0.5
 */
export function explainedVariance(
  actual: ArrayLike<number>,
  predicted: ArrayLike<number>,
  options: Weighted = {},
): number {
  const weights = requirePairs(actual, predicted, options.sampleWeight)
  requireSpread(actual, weights)
  const errors = Float64Array.from({ length: actual.length }, (_, i) => actual[i]! - predicted[i]!)
  const spread = (values: Float64Array) => {
    const mean = weightedMean(values, weights)
    return weightedMean(
      values.map((value) => (value - mean) ** 2),
      weights,
    )
  }
  const all = spread(Float64Array.from(actual))
  return 1 - spread(errors) / all
}
