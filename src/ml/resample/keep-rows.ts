import { type Labels, type Matrix, matrixColumn } from '../../base/matrix.ts'
import { emptyLike } from './append-rows.ts'
import { classCounts, type Resampled } from './resampled.ts'

/** The rows of a table that are kept, in the order in which they are named. O(kept · columns). */
export function keepRows(features: Matrix, labels: Labels, kept: Int32Array): Resampled {
  const { columns, names } = features
  const rows = kept.length
  const data = emptyLike(features.data, rows * columns)
  for (let j = 0; j < columns; j++) {
    const column = matrixColumn(features, j)
    for (let i = 0; i < rows; i++) data[j * rows + i] = column[kept[i]!]!
  }
  const after = { classes: [...labels.classes], codes: kept.map((row) => labels.codes[row]!) }
  return {
    features: { rows, columns, names: [...names], data },
    labels: after,
    origin: kept,
    synthetic: new Uint8Array(rows),
    counts: classCounts(labels, after),
  }
}
