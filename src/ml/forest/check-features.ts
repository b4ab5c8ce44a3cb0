import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { FloatArray, Matrix } from '../../base/matrix.ts'
import { alignFeatures } from '../align-features.ts'
import { requireMatrix } from '../checks.ts'

/**
 * A matrix that a forest can learn from: missing values (NaN) may be in it, infinite ones may not. O(rows · columns).
 * @throws E_ML_EMPTY, E_ML_SHAPE, E_ML_FEATURES; E_ML_NOT_FINITE naming the first infinite value
 */
export function requireForestMatrix(features: Matrix): void {
  requireMatrix(features)
  const { names, rows, data } = features
  for (const [j, name] of names.entries()) refuseInfinity(name, data.subarray(j * rows, (j + 1) * rows))
}

/** The columns of a forest's features, in its order. @throws as `alignFeatures`; E_ML_NOT_FINITE as above */
export function alignForestFeatures(features: Matrix, names: readonly string[]): FloatArray[] {
  const columns = alignFeatures(features, names)
  for (const [j, name] of names.entries()) refuseInfinity(name, columns[j]!)
  return columns
}

function refuseInfinity(name: string, column: FloatArray): void {
  for (let i = 0; i < column.length; i++) {
    if (column[i] !== Number.POSITIVE_INFINITY && column[i] !== Number.NEGATIVE_INFINITY) continue
    throw new MillraceError('E_ML_NOT_FINITE', `The feature "${name}" is ${column[i]} in row ${i + 1}.`, {
      hint: 'Forests take missing values (NaN) but no infinite ones: cap them, or make them missing.',
    })
  }
}
