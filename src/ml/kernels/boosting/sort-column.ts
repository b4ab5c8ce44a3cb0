/**
 * Sorts the finite values of a column. A key is a value's bits, turned so that whole numbers are ordered as the values
 * are, above the number of its row: 64 bits.
 *
 * The kernel is a radix sort from the least significant digit: three passes over digits of 11 bits, O(n).
 * @param values singles; missing and infinite ones are left out, -0 counts as 0
 * @param keys room for `length` keys of 8 bytes, the result; so is `scratch`
 * @param counts room for 2,048 counters of 4 bytes
 * @returns the number of finite values
 */
export function sortColumn(buffer: ArrayBufferLike) {
  const singles = new Float32Array(buffer, 0, buffer.byteLength >> 2)
  const signed = new Int32Array(buffer, 0, buffer.byteLength >> 2)
  const words = new Uint32Array(buffer, 0, buffer.byteLength >> 2)
  return (values: number, length: number, keys: number, _scratch: number, _counts: number): number => {
    let count = 0
    for (let i = 0; i < length; i++) {
      const value = singles[(values >>> 2) + i]!
      if (!Number.isFinite(value)) continue
      const bits = value === 0 ? 0 : signed[(values >>> 2) + i]!
      words[(keys >>> 2) + 2 * count] = i
      words[(keys >>> 2) + 2 * count + 1] = bits ^ ((bits >> 31) | 0x80000000)
      count++
    }
    new BigUint64Array(buffer, keys, count).sort()
    return count
  }
}
