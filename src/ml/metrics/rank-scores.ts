import { MillraceError } from '../../base/errors/millrace-error.ts'
import { requireFiniteValues } from '../checks.ts'
import { weightsOf } from './sample-weights.ts'

/** Rows counted from the highest score down, a step for each score that occurs. */
export interface RankedScores {
  /** Falling. */
  readonly thresholds: Float64Array
  /** Weight of positive rows with at least this score. */
  readonly truePositives: Float64Array
  /** Weight of negative rows with at least this score. */
  readonly falsePositives: Float64Array
}

/**
 * Equal scores make one step, so that no order among them can matter. What ROC, precision-recall and gain curves are made of. O(n log n).
 * @param positive non-zero where a row is positive
 * @throws E_ML_EMPTY, E_ML_SHAPE, E_ML_NOT_FINITE; E_ML_ONE_CLASS when no row (of positive weight) is positive, or none negative
 */
export function rankScores(
  positive: ArrayLike<number>,
  scores: ArrayLike<number>,
  sampleWeight?: ArrayLike<number>,
): RankedScores {
  requireFiniteValues('scores', scores)
  if (positive.length !== scores.length) {
    throw new MillraceError('E_ML_SHAPE', `There are ${positive.length} labels but ${scores.length} scores.`)
  }
  const weights = weightsOf(sampleWeight, scores.length)
  const order = Int32Array.from({ length: scores.length }, (_, i) => i)
    .filter((i) => weights[i]! > 0)
    .sort((a, b) => scores[b]! - scores[a]!)
  const thresholds: number[] = []
  const truePositives: number[] = []
  const falsePositives: number[] = []
  let [right, wrong] = [0, 0]
  for (const [place, i] of order.entries()) {
    if (positive[i] !== 0) right += weights[i]!
    else wrong += weights[i]!
    if (place + 1 < order.length && scores[order[place + 1]!] === scores[i]) continue
    thresholds.push(scores[i]!)
    truePositives.push(right)
    falsePositives.push(wrong)
  }
  if (right === 0 || wrong === 0) {
    const count = Array.from(order).filter((i) => positive[i] !== 0).length
    throw new MillraceError(
      'E_ML_ONE_CLASS',
      `${count} of ${order.length} rows are positive: there is nothing to rank.`,
    )
  }
  return {
    thresholds: Float64Array.from(thresholds),
    truePositives: Float64Array.from(truePositives),
    falsePositives: Float64Array.from(falsePositives),
  }
}
