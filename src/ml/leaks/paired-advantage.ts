import { MillraceError } from '../../base/errors/millrace-error.ts'
import { requireFiniteValues } from '../checks.ts'

export interface PairedAdvantage {
  /** Mean loss of the model minus that of the reference on the same rows: below 0 the model is better. */
  readonly difference: number
  /** Of that mean: the standard deviation of the differences over `√n`. */
  readonly standardError: number
  /** The difference in standard errors; 0 where nothing differs. */
  readonly z: number
  readonly rows: number
}

/**
 * Whether a model is better than a reference, row by row on the same rows: the paired z of their losses. What the rows have in common,
 * easy ones and hard ones, falls out of the differences.
 *
 * Source: Diebold and Mariano, "Comparing predictive accuracy" (1995), for independent rows. O(n).
 * @throws E_ML_SHAPE, E_ML_NOT_FINITE; E_ML_EMPTY with fewer than two rows
 * @example pairedAdvantage([1, 1, 2], [2, 3, 2]) // difference -1, standardError 0.577, z -1.73
 */
export function pairedAdvantage(losses: ArrayLike<number>, reference: ArrayLike<number>): PairedAdvantage {
  const rows = losses.length
  if (rows !== reference.length) {
    throw new MillraceError('E_ML_SHAPE', `There are ${rows} losses, and ${reference.length} of the reference.`)
  }
  if (rows < 2) throw new MillraceError('E_ML_EMPTY', `There are ${rows} rows: a spread needs at least two.`)
  requireFiniteValues('losses', losses)
  requireFiniteValues('losses of the reference', reference)
  let difference = 0
  for (let i = 0; i < rows; i++) difference += (losses[i]! - reference[i]!) / rows
  let squares = 0
  for (let i = 0; i < rows; i++) squares += (losses[i]! - reference[i]! - difference) ** 2
  const standardError = Math.sqrt(squares / (rows - 1) / rows)
  return { difference, standardError, z: difference === 0 ? 0 : difference / standardError, rows }
}
