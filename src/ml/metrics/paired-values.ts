import { MillraceError } from '../../base/errors/millrace-error.ts'
import { requireFiniteValues } from '../checks.ts'
import { weightsOf } from './sample-weights.ts'

/**
 * Actual and predicted numbers of the same rows, checked.
 * @returns the weights of the rows
 * @throws E_ML_EMPTY for no rows; E_ML_SHAPE for different numbers of rows; E_ML_NOT_FINITE; for bad weights as `weightsOf`
 */
export function requirePairs(
  actual: ArrayLike<number>,
  predicted: ArrayLike<number>,
  sampleWeight?: ArrayLike<number>,
): Float64Array {
  requireFiniteValues('actual values', actual)
  if (actual.length !== predicted.length) {
    throw new MillraceError(
      'E_ML_SHAPE',
      `There are ${actual.length} actual values but ${predicted.length} predictions.`,
    )
  }
  requireFiniteValues('predictions', predicted)
  return weightsOf(sampleWeight, actual.length)
}
