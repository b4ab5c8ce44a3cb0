import { rankScores } from './rank-scores.ts'
import type { Weighted } from './sample-weights.ts'

/**
 * The mean of the precisions at each threshold, weighted by how much recall it adds: `Σ (R_n - R_{n-1}) P_n`. Guessing gives the share of
 * positive rows.
 *
 * Source: Zhu (2004); scikit-learn, `average_precision_score`. O(n log n).
 * @param positive non-zero where a row is positive
 * @throws as `rocAuc`
 * @example averagePrecision([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]) // 0.8333333333333333
 */
export function averagePrecision(
  positive: ArrayLike<number>,
  scores: ArrayLike<number>,
  options: Weighted = {},
): number {
  const { truePositives, falsePositives } = rankScores(positive, scores, options.sampleWeight)
  const positives = truePositives.at(-1)!
  let sum = 0
  for (let step = 0; step < truePositives.length; step++) {
    const right = truePositives[step]!
    sum += ((right - (truePositives[step - 1] ?? 0)) / positives) * (right / (right + falsePositives[step]!))
  }
  return sum
}
