import { orderBy } from './order-by.ts'

/**
 * The place of each value in their order, from 1; equal values share the mean of their places, NaN stays NaN. O(n log n).
 * @example midRanks([10, 30, 10]) // [1.5, 3, 1.5]
 */
export function midRanks(values: ArrayLike<number>): Float64Array {
  const ranks = new Float64Array(values.length).fill(Number.NaN)
  const order = orderBy(values)
  for (let start = 0, end = 0; start < order.length; start = end) {
    for (end = start; end < order.length && values[order[end]!] === values[order[start]!]; end++);
    for (let i = start; i < end; i++) ranks[order[i]!] = (start + 1 + end) / 2
  }
  return ranks
}
