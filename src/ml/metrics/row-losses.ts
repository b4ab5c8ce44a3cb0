import { weightedMean } from './weighted-mean.ts'

/** A mean loss and what each row adds to it: two models on the same rows are compared row by row. */
export interface RowLosses {
  /** The mean of `perRow`, weighted where weights were given. */
  readonly value: number
  readonly perRow: Float64Array
}

/** O(n). */
export function meanOfRows(perRow: Float64Array, weights?: Float64Array): RowLosses {
  return { value: weightedMean(perRow, weights), perRow }
}
