import { type FloatArray, type Labels, type Matrix, matrixColumn } from '../../base/matrix.ts'
import { emptyLike } from './append-rows.ts'

/** The rows of a class, upwards. O(n). */
export function rowsOfClass({ codes }: Labels, code: number): Int32Array {
  const found: number[] = []
  // The engine's own search is at full speed from the first call on; a loop of ours would not yet be compiled.
  for (let i = codes.indexOf(code); i >= 0; i = codes.indexOf(code, i + 1)) found.push(i)
  return Int32Array.from(found)
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
