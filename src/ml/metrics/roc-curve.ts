import { rankScores } from './rank-scores.ts'
import type { Weighted } from './sample-weights.ts'

export interface RocCurve {
  /** From 0 to 1, not falling. */
  readonly falsePositiveRate: Float64Array
  readonly truePositiveRate: Float64Array
  /** Falling; rows with a score from the threshold on are called positive. The first is Infinity: none is. */
  readonly thresholds: Float64Array
}

/**
 * The share of negative rows called positive (false positive rate) and of positive rows called positive (true positive
 * rate), for each threshold that the scores have. The area under it, by trapezoids, is `rocAuc`.
 *
 * Source: Fawcett, "An introduction to ROC analysis" (2006); scikit-learn, `roc_curve(drop_intermediate=False)`.
 * O(n log n).
 * @param positive non-zero where a row is positive
 * @throws as `rocAuc`
 * @example rocCurve([0, 1], [0.2, 0.7]) // rates (0, 0), (0, 1), (1, 1) at Infinity, 0.7, 0.2
 */
export function rocCurve(positive: ArrayLike<number>, scores: ArrayLike<number>, options: Weighted = {}): RocCurve {
  const { thresholds, truePositives, falsePositives } = rankScores(positive, scores, options.sampleWeight)
  const [positives, negatives] = [truePositives.at(-1)!, falsePositives.at(-1)!]
  return {
    falsePositiveRate: Float64Array.of(0, ...falsePositives.map((count) => count / negatives)),
    truePositiveRate: Float64Array.of(0, ...truePositives.map((count) => count / positives)),
    thresholds: Float64Array.of(Number.POSITIVE_INFINITY, ...thresholds),
  }
}
