/**
 * Writes the bin of each value of a column: how many cuts are at most the value, so that `bin <= b` exactly where
 * `value < cuts[b]`. O(rows · log2 256).
 *
 * @param values singles; NaN is missing
 * @param bins of the first row, one byte a row, `stride` bytes apart
 * @param cuts 256 singles in ascending order, those behind the last cut infinite
 * @param missingBin the bin of NaN
 * @returns 1 when a value is infinite (such a model could not tell it from the greatest), else 0
 */
export function binColumn(buffer: ArrayBufferLike) {
  const bytes = new Uint8Array(buffer)
  const singles = new Float32Array(buffer, 0, buffer.byteLength >> 2)
  return (values: number, rows: number, bins: number, stride: number, cuts: number, missingBin: number): number => {
    let infinite = 0
    for (let i = 0; i < rows; i++) {
      const value = singles[(values >>> 2) + i]!
      let at = cuts >>> 2
      for (let step = 128; step > 0; step >>= 1) if (singles[at + step - 1]! <= value) at += step
      if (Math.abs(value) === Number.POSITIVE_INFINITY) infinite = 1
      bytes[bins + i * stride] = Number.isNaN(value) ? missingBin : at - (cuts >>> 2)
    }
    return infinite
  }
}
