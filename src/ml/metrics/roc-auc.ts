import { rankScores } from './rank-scores.ts'
import type { Weighted } from './sample-weights.ts'

/**
 * The area under the ROC curve: the probability that a positive row has a higher score than a negative one, equal scores counting half.
 * `Σ over steps of (positives of the step) · (negatives below it + half of those of the step) / (P N)`, all counted by weight.
 *
 * Source: Hanley and McNeil, Radiology 143 (1982); Mann and Whitney (1947); scikit-learn, `roc_auc_score`. O(n log n).
 * @param positive non-zero where a row is positive
 * @throws E_ML_EMPTY, E_ML_SHAPE, E_ML_NOT_FINITE; E_ML_ONE_CLASS when no row is positive, or none negative; for bad weights as `weightsOf`
 * @example rocAuc([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]) // 0.75
 */
export function rocAuc(positive: ArrayLike<number>, scores: ArrayLike<number>, options: Weighted = {}): number {
  const { truePositives, falsePositives } = rankScores(positive, scores, options.sampleWeight)
  const [positives, negatives] = [truePositives.at(-1)!, falsePositives.at(-1)!]
  let area = 0
  for (let step = 0; step < truePositives.length; step++) {
    const here = truePositives[step]! - (truePositives[step - 1] ?? 0)
    const below = negatives - falsePositives[step]!
    const beside = falsePositives[step]! - (falsePositives[step - 1] ?? 0)
    area += here * (below + beside / 2)
  }
  return area / (positives * negatives)
}
