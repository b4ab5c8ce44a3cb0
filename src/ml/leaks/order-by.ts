/**
 * Row numbers by rising value; rows without a value are left out, equal ones keep their order. O(n log n).
 * @example orderBy([3, NaN, 1]) // [2, 0]
 */
export function orderBy(values: ArrayLike<number>): Int32Array {
  return Int32Array.from({ length: values.length }, (_, i) => i)
    .filter((i) => !Number.isNaN(values[i]!))
    .sort((a, b) => values[a]! - values[b]! || a - b)
}
