import type { MemoryViews } from './memory-views.ts'
import { sheetAt } from './sheet.ts'

/**
 * Parts the entries `start … end` by the split that the sheet has noted: those that go left first, each side in its order.
 * Leaves a row of each of the two ranks that the threshold lies between. O(entries).
 * @returns where the right side begins
 */
export function splitRows({ words }: MemoryViews, sheet: number, start: number, end: number): number {
  const at = (offset: number) => words[(sheet + offset) >>> 2]!
  const columns = at(sheetAt.columns)
  const feature = at(sheetAt.bestFeature)
  const ranks = (at(sheetAt.ranks) >>> 2) + feature
  const rank = at(sheetAt.bestRank)
  const next = at(sheetAt.nextRank)
  const missing = words[(at(sheetAt.missing) >>> 2) + feature]!
  const missingLeft = at(sheetAt.missingLeft) === 1
  const entries = at(sheetAt.entries) >>> 2
  const spare = at(sheetAt.spare) >>> 2
  let left = entries + 2 * start
  let right = spare
  let low = 0
  let high = 0
  for (let i = start; i < end; i++) {
    const row = words[entries + 2 * i]!
    const item = words[entries + 2 * i + 1]!
    const own = words[ranks + row * columns]!
    if (own === rank) low = row
    if (own === next) high = row
    const goesLeft = own <= rank || (own === missing && missingLeft)
    const to = goesLeft ? left : right
    words[to] = row
    words[to + 1] = item
    if (goesLeft) left += 2
    else right += 2
  }
  words.copyWithin(left, spare, right)
  words[(sheet + sheetAt.lowRow) >>> 2] = low
  words[(sheet + sheetAt.highRow) >>> 2] = high
  return (left - entries) >>> 1
}
