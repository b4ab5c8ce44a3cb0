import { MillraceError } from '../base/errors/millrace-error.ts'
import type { Matrix } from '../base/matrix.ts'
import { sqlName } from './quote.ts'
import { readCategories } from './read-categories.ts'
import { eachNull, readChunks, vectorNumbers, vectorValidity } from './read-chunks.ts'
import type { Column, Relation } from './relation.ts'

const numeric = /^(BOOLEAN|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL\(.*\))$/

/** @throws E_TABLE_TYPE naming the column and its type when it is neither numeric nor boolean */
export function assertNumeric(column: Column, use: string): void {
  if (numeric.test(column.type)) return
  throw new MillraceError('E_TABLE_TYPE', `Column "${column.name}" is ${column.type} and cannot be ${use}.`, {
    hint: 'Leave the column out, or turn it into numbers in an earlier stage.',
  })
}

/**
 * Numeric and boolean columns as one column-major Float64Array: NULL is NaN, true is 1, false is 0. Columns that have
 * categories are read as codes into them.
 * @throws E_TABLE_TYPE for a column of another type
 */
export async function readMatrix(
  relation: Relation,
  columns: readonly Column[],
  rows: number,
  categories: Readonly<Record<string, readonly string[]>> = {},
): Promise<Matrix & { readonly data: Float64Array }> {
  const isCoded = ({ name }: Column) => Object.hasOwn(categories, name)
  for (const column of columns) if (!isCoded(column)) assertNumeric(column, 'a feature')
  const data = new Float64Array(rows * columns.length)
  const names = columns.map((column) => column.name)
  const expressions = columns.map((column) => {
    const name = sqlName(column.name)
    if (isCoded(column)) return 'CAST(NULL AS DOUBLE)'
    return column.type === 'DOUBLE' ? name : `CAST(${name} AS DOUBLE)`
  })
  if (columns.length > 0) {
    await readChunks(relation.session, `SELECT ${expressions.join(', ')} FROM ${relation.name}`, (chunk, firstRow) => {
      for (let j = 0; j < columns.length; j++) {
        const vector = chunk.getColumnVector(j)
        const start = j * rows + firstRow
        data.set(vectorNumbers(vector) as Float64Array, start)
        eachNull(vectorValidity(vector), chunk.rowCount, (i) => {
          data[start + i] = Number.NaN
        })
      }
    })
  }
  for (const [j, column] of columns.entries()) {
    if (isCoded(column)) data.set(await readCategories(relation, column, rows, categories[column.name]!), j * rows)
  }
  return { rows, columns: columns.length, names, data }
}
