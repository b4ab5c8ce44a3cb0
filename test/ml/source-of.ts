import type { ColumnSource, Matrix } from '../../src/base/matrix.ts'

/** The columns of a matrix as if each were read from afar: `read` says which, in order. */
export function sourceOf(matrix: Matrix): ColumnSource & { readonly read: number[]; whole: number } {
  const read: number[] = []
  return {
    rows: matrix.rows,
    columns: matrix.columns,
    names: matrix.names,
    read,
    whole: 0,
    async readColumn(j) {
      read.push(j)
      await new Promise(setImmediate)
      return matrix.data.slice(j * matrix.rows, (j + 1) * matrix.rows)
    },
    async readMatrix() {
      this.whole++
      return matrix
    },
  }
}
