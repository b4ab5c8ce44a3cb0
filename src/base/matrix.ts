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
