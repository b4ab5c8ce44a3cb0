import { type FloatArray, type Labels, type Matrix, matrixColumn } from '../../base/matrix.ts'
import { emptyLike } from './append-rows.ts'

/** The rows of a class, upwards. O(n). */
export function rowsOfClass({ codes }: Labels, code: number): Int32Array {
  let count = 0
  for (let i = 0; i < codes.length; i++) if (codes[i] === code) count++
  const rows = new Int32Array(count)
  for (let i = 0, next = 0; i < codes.length; i++) if (codes[i] === code) rows[next++] = i
  return rows
}

/** The values of some rows. */
export function gather(column: FloatArray, rows: Int32Array): FloatArray {
  const values = emptyLike(column, rows.length)
  for (let i = 0; i < rows.length; i++) values[i] = column[rows[i]!]!
  return values
}

/** All columns of a matrix, of some rows or (as views) of all. */
export function columnsOf(matrix: Matrix, rows?: Int32Array): FloatArray[] {
  return matrix.names.map((_, j) => {
    const column = matrixColumn(matrix, j)
    return rows === undefined ? column : gather(column, rows)
  })
}
