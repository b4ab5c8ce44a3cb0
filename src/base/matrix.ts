/** Doubles, or singles where half the memory counts more than the last digits. */
export type FloatArray = Float64Array | Float32Array

/**
 * A dense table of numbers for learners: one typed array, column after column.
 * The value of row `i`, column `j` is `data[j * rows + i]`. A missing value is NaN.
 */
export interface Matrix {
  readonly rows: number
  readonly columns: number
  /** One name a column, in order. */
  readonly names: readonly string[]
  /** `rows * columns` values, column-major. */
  readonly data: FloatArray
}

/** Class labels as codes into `classes`. The order of `classes` is meaningful where the outcome is ordinal. */
export interface Labels {
  readonly classes: readonly string[]
  /** One code a row, `0 … classes.length - 1`. */
  readonly codes: Int32Array
}

/** The column `j` of a matrix: a view, not a copy. */
export function matrixColumn(matrix: Matrix, j: number): FloatArray {
  return matrix.data.subarray(j * matrix.rows, (j + 1) * matrix.rows)
}

/**
 * A table of numbers that is read a column at a time, such as one that lies in a file: who needs one column after the
 * other never holds all of it. The values are those of a `Matrix`, and reading again gives the same.
 */
export interface ColumnSource {
  readonly rows: number
  readonly columns: number
  /** One name a column, in order. */
  readonly names: readonly string[]
  /** The `rows` values of the column `j`, NaN where one is missing. The caller must not change them. */
  readColumn(j: number): Promise<FloatArray>
  /** All columns at once, for whom they must be. */
  readMatrix(): Promise<Matrix>
}

/** What is in memory as it is; a source read as a whole. */
export async function wholeMatrix(features: Matrix | ColumnSource): Promise<Matrix> {
  return 'data' in features ? features : features.readMatrix()
}
