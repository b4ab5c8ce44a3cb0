import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Matrix } from '../../base/matrix.ts'
import { requireFiniteMatrix, requireMatrix } from '../checks.ts'

/** Above this ml-xgboost crashes (between 56,000 and 64,000 rows of 20), and ml-random-forest takes hours. */
export const mostRows = 50_000

/** What both packages cannot take. @throws E_ML_PARAMETER for too many rows and for weights; E_ML_NOT_FINITE for a gap */
export function requirePeerData(name: string, features: Matrix, sampleWeight: Float64Array | undefined): void {
  requireMatrix(features)
  if (features.rows > mostRows) {
    throw new MillraceError('E_ML_PARAMETER', `${name} takes ${mostRows} rows at most; these are ${features.rows}.`, {
      hint: 'Take fewer rows, or use randomForest or boosting.',
    })
  }
  if (sampleWeight !== undefined) {
    throw new MillraceError('E_ML_PARAMETER', `${name} knows no sample weights.`, {
      hint: 'Leave them out, or use randomForest or boosting.',
    })
  }
  requireFiniteMatrix(features)
}

/** Rows as lists, as both packages take them. */
export function listsOf({ rows, columns, data }: Matrix): number[][] {
  return Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => data[j * rows + i]!))
}
