import type { LayOutColumns } from './neighbor-kernels.ts'

/** The plain twins of `assembly/lay-out.ts`, operation by operation. Each O(points). */
export function layOutColumns(buffer: ArrayBufferLike): LayOutColumns {
  return {
    spreadColumn(column, rowNumbers, points, exact, strideBytes) {
      const values = new Float64Array(buffer, column)
      const numbers = new Int32Array(buffer, rowNumbers, points)
      const rows = new Float64Array(buffer)
      let mean = 0
      for (let i = 0, at = exact / 8; i < points; i++, at += strideBytes / 8) {
        const value = values[numbers[i]!]!
        rows[at] = value
        mean += value / points
      }
      return mean
    },

    largestDeviation(column, points, strideBytes, mean) {
      const rows = new Float64Array(buffer)
      let most = 0
      for (let i = 0, at = column / 8; i < points; i++, at += strideBytes / 8) {
        most = Math.max(most, Math.abs(rows[at]! / 4 - mean / 4))
      }
      return most
    },

    tileColumn(column, points, strideBytes, mean, scale, tiles, tileBytes, row, lengths) {
      const rows = new Float64Array(buffer)
      const singles = new Float32Array(buffer)
      const sums = new Float64Array(buffer, lengths, points)
      for (let i = 0, at = column / 8; i < points; i++, at += strideBytes / 8) {
        const place = (tiles + (i >>> 3) * tileBytes + row * 32) / 4 + (i & 7)
        singles[place] = (rows[at]! / 4 - mean / 4) * scale
        sums[i]! += singles[place]! * singles[place]!
      }
    },

    closeTiles(lengths, points, margin, tiles, tileBytes) {
      const sums = new Float64Array(buffer, lengths, points)
      const singles = new Float32Array(buffer)
      for (let i = 0; i < points || i % 8 !== 0; i++) {
        const least = i < points ? sums[i]! * (1 - margin) : Number.POSITIVE_INFINITY
        singles[(tiles + (i >>> 3) * tileBytes) / 4 + (i & 7)] = i < points ? least - least * 2 ** -22 - 1e-37 : least
      }
    },
  }
}
