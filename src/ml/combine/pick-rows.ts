import type { Labels, Matrix } from '../../base/matrix.ts'

/** Numbers of rows. */
export type RowNumbers = ArrayLike<number>

/** Some rows of a matrix, in the order asked for: a copy. O(rows · columns). */
export function pickRows(features: Matrix, rows: RowNumbers): Matrix {
  const { data } = features
  const picked =
    data instanceof Float32Array
      ? new Float32Array(rows.length * features.columns)
      : new Float64Array(rows.length * features.columns)
  for (let j = 0; j < features.columns; j++) {
    const from = j * features.rows
    const to = j * rows.length
    for (let i = 0; i < rows.length; i++) picked[to + i] = data[from + rows[i]!]!
  }
  return { ...features, rows: rows.length, data: picked }
}

/** Some labels, some values, or some weights, in the order asked for. */
export function pickTarget<Target extends Labels | Float64Array>(target: Target, rows: RowNumbers): Target {
  if (target instanceof Float64Array) return Float64Array.from(rows, (row) => target[row]!) as typeof target
  const { classes, codes } = target as Labels
  return { classes, codes: Int32Array.from(rows, (row) => codes[row]!) } as unknown as Target
}
