import { MillraceError } from '../../base/errors/millrace-error.ts'
import { requireFiniteValues } from '../checks.ts'

/**
 * The area under the ROC curve: the probability that a positive row has a higher score than a negative one, equal
 * scores counting half. From the ranks: `(R₊ - n₊ (n₊ + 1) / 2) / (n₊ n₋)`, `R₊` the sum of the positive rows' ranks,
 * equal scores having their mean rank.
 *
 * Source: Hanley and McNeil, Radiology 143 (1982); Mann and Whitney (1947); scikit-learn, `roc_auc_score`. O(n log n).
 * @param positive non-zero where a row is positive
 * @throws E_ML_EMPTY, E_ML_SHAPE, E_ML_NOT_FINITE; E_ML_ONE_CLASS when no row is positive, or none negative
 * @example rocAuc([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]) // 0.75
 */
export function rocAuc(positive: ArrayLike<number>, scores: ArrayLike<number>): number {
  requireFiniteValues('scores', scores)
  if (positive.length !== scores.length) {
    throw new MillraceError('E_ML_SHAPE', `There are ${positive.length} labels but ${scores.length} scores.`)
  }
  const n = scores.length
  const order = Int32Array.from({ length: n }, (_, i) => i).sort((a, b) => scores[a]! - scores[b]!)
  let positives = 0
  let rankSum = 0
  for (let start = 0; start < n; ) {
    let end = start
    let here = 0
    for (; end < n && scores[order[end]!] === scores[order[start]!]; end++) if (positive[order[end]!] !== 0) here++
    // Ranks start + 1 … end have the mean (start + 1 + end) / 2.
    rankSum += (here * (start + 1 + end)) / 2
    positives += here
    start = end
  }
  const negatives = n - positives
  if (positives === 0 || negatives === 0) {
    throw new MillraceError('E_ML_ONE_CLASS', `${positives} of ${n} rows are positive: there is nothing to rank.`)
  }
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives)
}
