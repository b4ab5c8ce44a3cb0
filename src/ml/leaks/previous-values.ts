/** Rows by entity, then time; rows without a time are left out. O(n log n). */
export function timeOrder(time: ArrayLike<number>, entity?: ArrayLike<number>): Int32Array {
  return Int32Array.from({ length: time.length }, (_, i) => i)
    .filter((i) => !Number.isNaN(time[i]!))
    .sort((a, b) => (entity === undefined ? 0 : entity[a]! - entity[b]!) || time[a]! - time[b]! || a - b)
}

/**
 * What stood in the row before of the same entity: NaN for its first. O(n).
 * @param order as `timeOrder` gives it
 * @example previousValues([5, 7, 6], Int32Array.of(0, 1, 2)) // [NaN, 5, 7]
 */
export function previousValues(values: ArrayLike<number>, order: Int32Array, entity?: ArrayLike<number>): Float64Array {
  const before = new Float64Array(values.length).fill(Number.NaN)
  for (let at = 1; at < order.length; at++) {
    const [last, row] = [order[at - 1]!, order[at]!]
    if (entity === undefined || entity[last] === entity[row]) before[row] = values[last]!
  }
  return before
}
