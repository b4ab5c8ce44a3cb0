import { didYouMean } from '../../base/did-you-mean.ts'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import { type FloatArray, type Matrix, matrixColumn } from '../../base/matrix.ts'

/** The named columns: all without names. @throws E_ML_FEATURES for a name that the matrix does not have */
export function columnsOf(features: Matrix, names: readonly string[] | undefined): FloatArray[] {
  return (names ?? features.names).map((name) => {
    const j = features.names.indexOf(name)
    if (j >= 0) return matrixColumn(features, j)
    throw new MillraceError('E_ML_FEATURES', `There is no feature "${name}" to prepare.`, {
      hint: didYouMean(name, features.names),
    })
  })
}

/** Missing values are let through, infinite ones are not. */
export function requireNotInfinite(name: string, values: FloatArray): void {
  for (let i = 0; i < values.length; i++) {
    if (values[i] !== Number.POSITIVE_INFINITY && values[i] !== Number.NEGATIVE_INFINITY) continue
    throw new MillraceError('E_ML_NOT_FINITE', `The feature "${name}" has the value ${values[i]}.`, {
      hint: 'A missing value is NaN; an infinite one comes from a division by zero upstream.',
    })
  }
}

/** The values that are there. */
export function knownValues(name: string, column: FloatArray): Float64Array {
  requireNotInfinite(name, column)
  return Float64Array.from(column).filter((value) => !Number.isNaN(value))
}

export interface NamedColumn {
  readonly name: string
  readonly values: FloatArray
}

/**
 * A matrix in which each named column is replaced, where it stands, by the columns that are made of it. Others stay; of
 * a column that is not there nothing is made: the model says which it needs.
 */
export function replaceColumns(
  features: Matrix,
  names: readonly string[],
  replace: (column: FloatArray, j: number) => readonly NamedColumn[],
): Matrix {
  const place = new Map(names.map((name, j) => [name, j]))
  const replaced = features.names.flatMap((name, at): readonly NamedColumn[] => {
    const j = place.get(name)
    const values = matrixColumn(features, at)
    return j === undefined ? [{ name, values }] : replace(values, j)
  })
  const data = new Float64Array(features.rows * replaced.length)
  for (const [j, { values }] of replaced.entries()) data.set(values, j * features.rows)
  return { rows: features.rows, columns: replaced.length, names: replaced.map(({ name }) => name), data }
}
