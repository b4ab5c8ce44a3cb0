import { rankScores } from './rank-scores.ts'
import type { Weighted } from './sample-weights.ts'

export interface PrecisionRecallCurve {
  /** Rising with the threshold, more or less; the last, above every score, is 1 by convention. */
  readonly precision: Float64Array
  /** Falling from 1 to 0. */
  readonly recall: Float64Array
  /** Rising; rows with a score from the threshold on are called positive. One fewer than points: the last point has none. */
  readonly thresholds: Float64Array
}

/**
 * How far a call can be trusted (precision) against how much is found (recall), for each threshold that the scores have. Do not take its
 * area by trapezoids: `averagePrecision` is the sum that does not flatter.
 *
 * Source: Davis and Goadrich (2006); scikit-learn 1.2.1, `precision_recall_curve`. O(n log n).
 * @param positive non-zero where a row is positive
 * @throws as `rocAuc`
 * @example // scores 0.2 (negative), 0.7 (positive): precision ½ 1 1, recall 1 1 0, thresholds 0.2 0.7
 */
export function precisionRecallCurve(
  positive: ArrayLike<number>,
  scores: ArrayLike<number>,
  options: Weighted = {},
): PrecisionRecallCurve {
  const { thresholds, truePositives, falsePositives } = rankScores(positive, scores, options.sampleWeight)
  const positives = truePositives.at(-1)!
  const precision = truePositives.map((right, step) => right / (right + falsePositives[step]!))
  return {
    precision: Float64Array.of(...precision.reverse(), 1),
    recall: Float64Array.of(...truePositives.map((right) => right / positives).reverse(), 0),
    thresholds: thresholds.slice().reverse(),
  }
}
