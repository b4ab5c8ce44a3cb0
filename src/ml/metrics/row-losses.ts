/** A mean loss and what each row adds to it: two models on the same rows are compared row by row. */
export interface RowLosses {
  /** The mean of `perRow`. */
  readonly value: number
  readonly perRow: Float64Array
}

/** O(n). */
export function meanOfRows(perRow: Float64Array): RowLosses {
  return { value: perRow.reduce((sum, loss) => sum + loss, 0) / perRow.length, perRow }
}
