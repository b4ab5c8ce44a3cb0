import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Labels } from '../../base/matrix.ts'
import { requireProbabilities } from '../checks.ts'
import type { Probabilities } from '../model.ts'
import { meanOfRows, type RowLosses } from './row-losses.ts'
import { type Weighted, weightsOf } from './sample-weights.ts'

export interface LogLoss extends RowLosses {
  /** Rows whose actual class had a probability below `epsilon`, raised to it: say so where it is not 0. */
  readonly clipped: number
  readonly epsilon: number
}

/**
 * Mean of `-ln p_i`, `p_i` the probability that was given to the actual class of row i (natural logarithm). 0 is
 * perfect, `ln K` a uniform guess. A probability below `epsilon` counts as `epsilon`: without it one p = 0 for what
 * then happens would make the mean infinite; with the default, 2⁻⁵², such a row costs 36.04 nats.
 *
 * Source: Good, "Rational decisions" (1952); scikit-learn 1.2.1, `log_loss` (which also clips at 1 - epsilon and
 * rescales: a difference of the order of epsilon). O(n).
 * @throws E_ML_EMPTY, E_ML_SHAPE, E_ML_LABEL; E_ML_NOT_FINITE or E_ML_PARAMETER for what are not probabilities
 * @example // p = 0.5 and 0.25 for what happened: (ln 2 + ln 4) / 2 = 1.0397207708399179
 */
export function logLoss(
  actual: Labels,
  probabilities: Probabilities,
  options: Weighted & { readonly epsilon?: number } = {},
): LogLoss {
  const { epsilon = Number.EPSILON } = options
  requireProbabilities(actual, probabilities)
  if (!(epsilon > 0 && epsilon < 0.5)) {
    throw new MillraceError('E_ML_PARAMETER', `epsilon is ${epsilon}.`, { hint: 'Use a number above 0 and below ½.' })
  }
  let clipped = 0
  const perRow = Float64Array.from(actual.codes, (code, i) => {
    const p = probabilities.data[i * actual.classes.length + code]!
    if (p < epsilon) clipped++
    // A sum of leaf frequencies may exceed 1 by a rounding error; 0 - x is never -0.
    return 0 - Math.log(Math.min(1, Math.max(epsilon, p)))
  })
  const weights = weightsOf(options.sampleWeight, perRow.length)
  return { ...meanOfRows(perRow, weights), clipped, epsilon }
}
