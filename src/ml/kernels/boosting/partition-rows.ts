/**
 * Parts the rows of a node: those that go left come first, both sides keep their order. O(rows).
 *
 * @param order numbers of rows, of which those from `begin` to before `end` are the node's
 * @param column the bin of the split's feature in row 0, `stride` bytes a row
 * @param goesLeft a byte a bin, 256 of them: 1 when its rows go left. It serves numbers, missing values and categories.
 * @param buffer room for the numbers of all rows of the node
 * @returns the place in `order` of the first row that goes right
 */
export function partitionRows(buffer: ArrayBufferLike) {
  const bytes = new Uint8Array(buffer)
  const words = new Uint32Array(buffer, 0, buffer.byteLength >> 2)
  return (
    order: number,
    begin: number,
    end: number,
    column: number,
    stride: number,
    goesLeft: number,
    scratch: number,
  ): number => {
    let left = (order >>> 2) + begin
    let right = scratch >>> 2
    for (let at = left; at < (order >>> 2) + end; at++) {
      const row = words[at]!
      if (bytes[goesLeft + bytes[column + row * stride]!] === 1) words[left++] = row
      else words[right++] = row
    }
    words.copyWithin(left, scratch >>> 2, right)
    return left - (order >>> 2)
  }
}
