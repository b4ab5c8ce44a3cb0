import type { FloatArray } from '../../../base/matrix.ts'
import { blockStride } from './linear-kernels.ts'

/** Rows of a matrix as a block: `(x - center) · inverse` of each column, zeros behind the last row. O(rows · columns). */
export function loadRows(values: FloatArray, doubles: Float64Array) {
  const size = values.BYTES_PER_ELEMENT
  return (
    data: number,
    columnBytes: number,
    columns: number,
    count: number,
    rows: number,
    center: number,
    inverse: number,
    block: number,
  ): void => {
    for (let j = 0; j < columns; j++) {
      const from = (data + j * columnBytes) / size
      const to = block / 8 + j * blockStride
      const middle = doubles[center / 8 + j]!
      const factor = doubles[inverse / 8 + j]!
      for (let i = 0; i < count; i++) doubles[to + i] = (values[from + i]! - middle) * factor
      doubles.fill(0, to + count, to + rows)
    }
  }
}
