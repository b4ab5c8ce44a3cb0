import { MillraceError } from '../../base/errors/millrace-error.ts'
import { requireFiniteValues } from '../checks.ts'
import { weightsOf } from '../metrics/sample-weights.ts'

/** A map from a score of one class to its probability, fitted on rows that the model has not seen. */
export interface Calibrator {
  /** From 0 to 1. */
  apply(score: number): number
}

/** What calibrators are fitted on: one score and one outcome a row. */
export interface CalibrationRows {
  /** Non-zero where the event happened. */
  readonly happened: ArrayLike<number>
  readonly scores: ArrayLike<number>
  readonly sampleWeight?: ArrayLike<number> | undefined
}

/**
 * @returns the weights of the rows
 * @throws E_ML_EMPTY, E_ML_SHAPE, E_ML_NOT_FINITE; E_ML_ONE_CLASS when the event happened in all rows or in none
 */
export function requireCalibrationRows({ happened, scores, sampleWeight }: CalibrationRows): Float64Array {
  requireFiniteValues('scores', scores)
  if (happened.length !== scores.length) {
    throw new MillraceError('E_ML_SHAPE', `There are ${happened.length} outcomes but ${scores.length} scores.`)
  }
  const weights = weightsOf(sampleWeight, scores.length)
  const hits = weights.reduce((sum, weight, i) => sum + (weight > 0 && happened[i] !== 0 ? 1 : 0), 0)
  const rows = weights.reduce((sum, weight) => sum + (weight > 0 ? 1 : 0), 0)
  if (hits === 0 || hits === rows) {
    throw new MillraceError(
      'E_ML_ONE_CLASS',
      `It happened in ${hits} of ${rows} rows: there is nothing to calibrate.`,
      {
        hint: 'Calibrate on more rows, in which each class occurs.',
      },
    )
  }
  return weights
}
