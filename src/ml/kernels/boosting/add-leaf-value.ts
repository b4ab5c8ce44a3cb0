/**
 * Adds the value of a leaf to the margin of each of its rows, in singles as XGBoost does. O(rows).
 * @param margins of the leaf's output in row 0, `outputs` singles a row
 * @param order numbers of rows, of which those from `begin` to before `end` are the leaf's
 */
export function addLeafValue(buffer: ArrayBufferLike) {
  const singles = new Float32Array(buffer, 0, buffer.byteLength >> 2)
  const rows = new Uint32Array(buffer, 0, buffer.byteLength >> 2)
  return (margins: number, order: number, begin: number, end: number, value: number, outputs: number): void => {
    const single = Math.fround(value)
    for (let i = (order >>> 2) + begin; i < (order >>> 2) + end; i++) {
      singles[(margins >>> 2) + rows[i]! * outputs]! += single
    }
  }
}
