import { createRandom } from '../../base/random.ts'

/**
 * Numbers of rows to find cuts from: one at random from each of `count` stretches of equal length, in ascending order.
 * Nothing periodic in the rows can line up with it, and it is the same each time. All rows when `count` is `rows`. O(count).
 */
export function sampleRows(rows: number, count: number): Uint32Array {
  const random = createRandom(0)
  return Uint32Array.from({ length: count }, (_, i) => {
    const from = Math.floor((i * rows) / count)
    const to = Math.floor(((i + 1) * rows) / count)
    return from + (to - from > 1 ? random.integer(to - from) : 0)
  })
}
