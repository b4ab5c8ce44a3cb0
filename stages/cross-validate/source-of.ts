import type { Matrix } from 'millrace'
import type { ColumnSource } from 'millrace/ml'

/** A matrix that is in memory, for who reads columns one by one. */
export function sourceOf(matrix: Matrix): ColumnSource {
  const { rows, columns, names, data } = matrix
  return {
    rows,
    columns,
    names,
    readColumn: async (j) => data.subarray(j * rows, (j + 1) * rows),
    readMatrix: async () => matrix,
  }
}
