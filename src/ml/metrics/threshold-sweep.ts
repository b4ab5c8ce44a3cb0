import { rankScores } from './rank-scores.ts'
import type { Weighted } from './sample-weights.ts'

/** What calling rows positive from a threshold on would give. Counts are weights where weights are given. */
export interface ThresholdScores {
  readonly threshold: number
  readonly truePositives: number
  readonly falsePositives: number
  readonly falseNegatives: number
  readonly trueNegatives: number
  readonly accuracy: number
  readonly precision: number
  readonly recall: number
  readonly specificity: number
  readonly f1: number
  /** Recall + specificity - 1 (Youden's J). */
  readonly informedness: number
}

/**
 * All thresholds that the scores have, falling: where to cut when wrong calls and missed rows do not cost the same. O(n log n).
 * @param positive non-zero where a row is positive
 * @throws as `rocAuc`
 * @example thresholdSweep([0, 1], [0.2, 0.7])[0] // threshold 0.7, precision 1, recall 1
 */
export function thresholdSweep(
  positive: ArrayLike<number>,
  scores: ArrayLike<number>,
  options: Weighted = {},
): ThresholdScores[] {
  const { thresholds, truePositives, falsePositives } = rankScores(positive, scores, options.sampleWeight)
  const [positives, negatives] = [truePositives.at(-1)!, falsePositives.at(-1)!]
  return Array.from(thresholds, (threshold, step) => {
    const [right, wrong] = [truePositives[step]!, falsePositives[step]!]
    const [missed, spared] = [positives - right, negatives - wrong]
    const [recall, specificity] = [right / positives, spared / negatives]
    return {
      threshold,
      truePositives: right,
      falsePositives: wrong,
      falseNegatives: missed,
      trueNegatives: spared,
      accuracy: (right + spared) / (positives + negatives),
      precision: right / (right + wrong),
      recall,
      specificity,
      f1: (2 * right) / (2 * right + wrong + missed),
      informedness: recall + specificity - 1,
    }
  })
}
