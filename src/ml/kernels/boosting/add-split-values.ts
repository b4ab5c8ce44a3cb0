/**
 * Adds the value of one of two leaves to the margin of each row of their parent: what parting the rows and two calls of
 * `addLeafValue` would do, without moving a row. O(rows).
 * @param margins of the leaf's output in row 0, `outputs` singles a row
 * @param order numbers of rows, of which those from `begin` to before `end` are the parent's
 * @param column the bin of the split's feature in row 0, `stride` bytes a row
 * @param goesLeft a byte a bin, 256 of them
 */
export function addSplitValues(buffer: ArrayBufferLike) {
  const bytes = new Uint8Array(buffer)
  const singles = new Float32Array(buffer, 0, buffer.byteLength >> 2)
  const rows = new Uint32Array(buffer, 0, buffer.byteLength >> 2)
  return (
    margins: number,
    outputs: number,
    order: number,
    begin: number,
    end: number,
    column: number,
    stride: number,
    goesLeft: number,
    left: number,
    right: number,
  ): void => {
    for (let i = (order >>> 2) + begin; i < (order >>> 2) + end; i++) {
      const row = rows[i]!
      const isLeft = bytes[goesLeft + bytes[column + row * stride]!] !== 0
      singles[(margins >>> 2) + row * outputs]! += Math.fround(isLeft ? left : right)
    }
  }
}
