import { didYouMean } from '../base/did-you-mean.ts'
import { MillraceError } from '../base/errors/millrace-error.ts'
import { type FloatArray, type Matrix, matrixColumn } from '../base/matrix.ts'

/**
 * The columns of `features` that a model was fitted on, in the model's order: found by name, so that neither order
 * nor further columns matter. Views, not copies. O(columns).
 *
 * @throws E_ML_EMPTY for no rows; E_ML_FEATURES naming the first feature that is missing
 */
export function alignFeatures(features: Matrix, names: readonly string[]): FloatArray[] {
  if (features.rows === 0) throw new MillraceError('E_ML_EMPTY', 'There are no rows to predict.')
  const place = new Map(features.names.map((name, j) => [name, j]))
  return names.map((name) => {
    const j = place.get(name)
    if (j !== undefined) return matrixColumn(features, j)
    throw new MillraceError('E_ML_FEATURES', `The model was fitted on "${name}", which the rows do not have.`, {
      hint: didYouMean(name, features.names),
    })
  })
}

/**
 * As `alignFeatures`, and no value may be missing.
 * @throws also E_ML_NOT_FINITE naming the feature and the row
 */
export function alignFiniteFeatures(features: Matrix, names: readonly string[]): FloatArray[] {
  const columns = alignFeatures(features, names)
  for (const [j, column] of columns.entries()) {
    const row = column.findIndex((value) => !Number.isFinite(value))
    if (row < 0) continue
    throw new MillraceError('E_ML_NOT_FINITE', `The feature "${names[j]}" is ${column[row]} in row ${row + 1}.`, {
      hint: 'Fill missing values as in training, for example with an Imputer and PreparedClassifier.',
    })
  }
  return columns
}
