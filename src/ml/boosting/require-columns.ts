import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { FloatArray } from '../../base/matrix.ts'
import type { ColumnReader } from '../column-reader.ts'

/** Missing values are fine, infinite ones are not, nor what becomes infinite as a single. Names the first. */
export async function requireFiniteColumns(reader: ColumnReader, names: readonly string[]): Promise<void> {
  for (const j of names.keys()) {
    const column = await reader.read(j)
    const row = column.findIndex((value) => Math.abs(Math.fround(value)) === Number.POSITIVE_INFINITY)
    if (row < 0) continue
    throw new MillraceError('E_ML_NOT_FINITE', `The feature "${names[j]}" is ${column[row]} in row ${row + 1}.`, {
      hint: 'Boosting takes numbers up to 3.4e38 in size, and NaN for what is missing.',
    })
  }
}

/**
 * How many categories a column has: one more than its greatest number.
 * @throws E_ML_PARAMETER for a value that is no number of a category, or from `most` on
 */
export function countCategories(column: FloatArray, name: string, most: number): number {
  let greatest = -1
  for (let i = 0; i < column.length; i++) {
    const value = column[i]!
    if (Number.isNaN(value)) continue
    if (!(Number.isInteger(value) && value >= 0 && value < most)) {
      throw new MillraceError('E_ML_PARAMETER', `The categorical feature "${name}" is ${value} in row ${i + 1}.`, {
        hint: `Number its categories from 0 to ${most - 1} at most, put rare ones together, or leave it numeric.`,
      })
    }
    greatest = Math.max(greatest, value)
  }
  return Math.max(1, greatest + 1)
}
