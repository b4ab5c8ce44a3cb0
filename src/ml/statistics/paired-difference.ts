import { MillraceError } from '../../base/errors/millrace-error.ts'
import { requireFiniteValues, requireShare } from '../checks.ts'
import { normalQuantile } from '../metrics/normal-quantile.ts'
import { normalSurvival } from './normal-survival.ts'

export interface PairedDifferenceOptions {
  /** Of the two-sided interval by which a difference is told apart. Default 0.95. */
  readonly level?: number | undefined
  /** The chance with which a difference of size `detectable` is told apart. Default 0.8. */
  readonly power?: number | undefined
}

export interface PairedDifference {
  /** Mean of `a_i - b_i`. */
  readonly mean: number
  /** `s / √n`, s the standard deviation of the differences with n - 1. */
  readonly standardError: number
  /** Two-sided, of a mean that is 0, by the normal approximation. */
  readonly pValue: number
  /** The true difference that so many such rows would tell from 0 with the chance `power`. */
  readonly detectable: number
}

/**
 * What n pairs of losses can tell about the difference of two forecasts: how far it is from 0, and how large it would have
 * to be to be seen. `detectable = (z_{(1 + level) / 2} + z_power) · s / √n`, 2.80 standard errors by default. Rows are taken
 * as independent, and n as large enough for the normal approximation: with few rows of heavy losses it says too much.
 *
 * Source: Diebold and Mariano, "Comparing predictive accuracy" (1995), for one step ahead; Cohen, "Statistical power
 * analysis" (1988), ch. 2. O(n).
 * @throws E_ML_SHAPE for different numbers of rows; E_ML_EMPTY for fewer than two; E_ML_NOT_FINITE, E_ML_PARAMETER
 * @example pairedDifference([1, 2, 3, 4], [0, 0, 0, 0]).mean // 2.5, standardError 0.6454972243679028
 */
export function pairedDifference(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  { level = 0.95, power = 0.8 }: PairedDifferenceOptions = {},
): PairedDifference {
  const n = a.length
  if (b.length !== n) {
    throw new MillraceError('E_ML_SHAPE', `The losses are of ${n} and ${b.length} rows.`, {
      hint: 'Judge both models on the same rows, in the same order.',
    })
  }
  if (n < 2) throw new MillraceError('E_ML_EMPTY', `There are ${n} pairs; a spread needs two.`)
  requireFiniteValues('rows', a)
  requireFiniteValues('rows', b)
  requireShare('level', level)
  requireShare('power', power)
  let mean = 0
  for (let i = 0; i < n; i++) mean += (a[i]! - b[i]!) / n
  let squares = 0
  for (let i = 0; i < n; i++) squares += (a[i]! - b[i]! - mean) ** 2
  const standardError = Math.sqrt(squares / (n - 1) / n)
  // Differences that are all the same are certain, unless they are all 0.
  const certain = mean === 0 ? 1 : 0
  return {
    mean,
    standardError,
    pValue: standardError === 0 ? certain : Math.min(1, 2 * normalSurvival(Math.abs(mean) / standardError)),
    detectable: (normalQuantile((1 + level) / 2) + normalQuantile(power)) * standardError,
  }
}
