import { MillraceError } from '../../base/errors/millrace-error.ts'
import { requireFiniteValues } from '../checks.ts'

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
export function rocCurve(positive: ArrayLike<number>, scores: ArrayLike<number>): RocCurve {
  requireFiniteValues('scores', scores)
  if (positive.length !== scores.length) {
    throw new MillraceError('E_ML_SHAPE', `There are ${positive.length} labels but ${scores.length} scores.`)
  }
  const order = Int32Array.from({ length: scores.length }, (_, i) => i).sort((a, b) => scores[b]! - scores[a]!)
  const thresholds = [Number.POSITIVE_INFINITY]
  const trueCalls = [0]
  const falseCalls = [0]
  let [right, wrong] = [0, 0]
  for (const [place, i] of order.entries()) {
    if (positive[i] !== 0) right++
    else wrong++
    // A point of the curve after the last of equal scores.
    if (place + 1 < order.length && scores[order[place + 1]!] === scores[i]) continue
    thresholds.push(scores[i]!)
    trueCalls.push(right)
    falseCalls.push(wrong)
  }
  if (right === 0 || wrong === 0) {
    throw new MillraceError('E_ML_ONE_CLASS', `${right} of ${scores.length} rows are positive: there is no curve.`)
  }
  return {
    falsePositiveRate: Float64Array.from(falseCalls, (count) => count / wrong),
    truePositiveRate: Float64Array.from(trueCalls, (count) => count / right),
    thresholds: Float64Array.from(thresholds),
  }
}
