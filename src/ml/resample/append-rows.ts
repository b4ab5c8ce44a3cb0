import { type FloatArray, type Labels, type Matrix, matrixColumn } from '../../base/matrix.ts'
import type { Resampled } from './resampled.ts'

/** New rows of one class. */
export interface NewRows {
  readonly code: number
  readonly count: number
  /** Writes the values of column `j`, one a new row. */
  write(j: number, out: FloatArray): void
  /** The rows that they are copies of; without, they are made up. */
  readonly origin?: Int32Array
}

/**
 * The given rows in their order, then the new ones, class by class. O(rows · columns).
 * @param before rows of each class
 */
export function appendRows(
  features: Matrix,
  labels: Labels,
  before: Float64Array,
  parts: readonly NewRows[],
): Resampled {
  const { rows, columns, names } = features
  const total = parts.reduce((sum, { count }) => sum + count, rows)
  const data = emptyLike(features.data, total * columns)
  for (let j = 0; j < columns; j++) {
    data.set(matrixColumn(features, j), j * total)
    let next = j * total + rows
    for (const part of parts) {
      part.write(j, data.subarray(next, next + part.count))
      next += part.count
    }
  }
  const codes = new Int32Array(total)
  const origin = new Int32Array(total).fill(-1)
  codes.set(labels.codes)
  for (let i = 0; i < rows; i++) origin[i] = i
  let next = rows
  for (const part of parts) {
    codes.fill(part.code, next, next + part.count)
    if (part.origin !== undefined) origin.set(part.origin, next)
    next += part.count
  }
  const added = (k: number) => parts.reduce((sum, { code, count }) => (code === k ? sum + count : sum), 0)
  return {
    features: { rows: total, columns, names: [...names], data },
    labels: { classes: [...labels.classes], codes },
    origin,
    synthetic: new Uint8Array(total).fill(1, rows),
    counts: labels.classes.map((name, k) => ({ class: name, before: before[k]!, after: before[k]! + added(k) })),
  }
}

/** An array of the same precision. */
export function emptyLike(data: FloatArray, length: number): FloatArray {
  return data instanceof Float32Array ? new Float32Array(length) : new Float64Array(length)
}
