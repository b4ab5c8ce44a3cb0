import { MillraceError } from '../base/errors/millrace-error.ts'
import type { Matrix } from '../base/matrix.ts'
import { requireFiniteMatrix, requireFiniteValues, requireMatrix } from './checks.ts'
import { requireSampleWeight } from './class-weight.ts'

/**
 * Features and the numbers to predict belong together: one finite number a row.
 * @throws E_ML_EMPTY, E_ML_SHAPE; E_ML_NOT_FINITE for a target that is missing or infinite
 */
export function requireTarget(features: Matrix, values: Float64Array): void {
  requireMatrix(features)
  requireSameRows(features.rows, values)
}

/** As `requireTarget`, for learners that take no missing features either. */
export function requireFiniteTarget(features: Matrix, values: Float64Array): void {
  requireTarget(features, values)
  requireFiniteMatrix(features)
}

/** One finite number a row. */
export function requireSameRows(rows: number, values: Float64Array): void {
  requireFiniteValues('target values', values)
  if (values.length === rows) return
  throw new MillraceError('E_ML_SHAPE', `There are ${rows} rows but ${values.length} target values.`, {
    hint: 'Take features and target from the same rows.',
  })
}

/**
 * The weights of rows, all 1 without any.
 * @throws E_ML_SHAPE, E_ML_NOT_FINITE, E_ML_PARAMETER for a negative one; E_ML_EMPTY when all are 0
 */
export function requireWeights(rows: number, sampleWeight: Float64Array | undefined): Float64Array {
  if (sampleWeight === undefined) return new Float64Array(rows).fill(1)
  requireSampleWeight(sampleWeight, rows, 'rows')
  return sampleWeight
}
