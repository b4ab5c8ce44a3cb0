import { MillraceError } from '../base/errors/millrace-error.ts'
import { type ColumnSource, type FloatArray, type Matrix, matrixColumn } from '../base/matrix.ts'

/** Where a fit takes its columns from. */
export interface ColumnReader {
  /** They are not in memory: a column is best used up before the next is read. */
  readonly oneByOne: boolean
  read(j: number): Promise<FloatArray>
}

/** The columns of a matrix, which are there; those of a source, of which the last one read is kept and no other. */
export function readerOf(features: Matrix | ColumnSource): ColumnReader {
  if ('data' in features) return { oneByOne: false, read: async (j) => matrixColumn(features, j) }
  let last: { readonly j: number; readonly column: FloatArray } | undefined
  return {
    oneByOne: true,
    async read(j) {
      if (last?.j === j) return last.column
      last = undefined
      const column = await features.readColumn(j)
      if (column.length !== features.rows) {
        throw new MillraceError(
          'E_ML_SHAPE',
          `The column "${features.names[j]}" has ${column.length} values, and there are ${features.rows} rows.`,
        )
      }
      last = { j, column }
      return column
    },
  }
}
