import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { FloatArray, Matrix } from '../../base/matrix.ts'
import { alignFeatures } from '../align-features.ts'

/** The columns of a forest's features, in its order. @throws as `alignFeatures`; E_ML_NOT_FINITE for an infinite value */
export function alignForestFeatures(features: Matrix, names: readonly string[]): FloatArray[] {
  const columns = alignFeatures(features, names)
  for (const [j, name] of names.entries()) refuseInfinity(name, columns[j]!)
  return columns
}

/** Missing values (NaN) may be in a column, infinite ones may not. @throws E_ML_NOT_FINITE naming the first */
export function refuseInfinity(name: string, column: FloatArray): void {
  for (let i = 0; i < column.length; i++) {
    if (column[i] !== Number.POSITIVE_INFINITY && column[i] !== Number.NEGATIVE_INFINITY) continue
    throw new MillraceError('E_ML_NOT_FINITE', `The feature "${name}" is ${column[i]} in row ${i + 1}.`, {
      hint: 'Forests take missing values (NaN) but no infinite ones: cap them, or make them missing.',
    })
  }
}
