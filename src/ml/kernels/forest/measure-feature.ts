import type { MemoryViews } from './memory-views.ts'
import { sheetAt } from './sheet.ts'

/**
 * Puts the rank of each of the entries `start … end` into `keys`, and notes the least and the greatest that stand for a
 * value (the least is the greater where all are missing). O(entries).
 * @returns how many are missing
 */
export function measureFeature(
  { words }: MemoryViews,
  sheet: number,
  start: number,
  end: number,
  feature: number,
): number {
  const at = (offset: number) => words[(sheet + offset) >>> 2]!
  const columns = at(sheetAt.columns)
  const ranks = (at(sheetAt.ranks) >>> 2) + feature
  const missing = words[(at(sheetAt.missing) >>> 2) + feature]!
  const keys = at(sheetAt.keys) >>> 2
  const entries = at(sheetAt.entries) >>> 2
  let low = 0xffffffff
  let high = 0
  let gaps = 0
  for (let i = start; i < end; i++) {
    const rank = words[ranks + words[entries + 2 * i]! * columns]!
    words[keys + i - start] = rank
    if (rank === missing) {
      gaps++
      continue
    }
    if (rank < low) low = rank
    if (rank > high) high = rank
  }
  words[(sheet + sheetAt.lowRank) >>> 2] = low
  words[(sheet + sheetAt.highRank) >>> 2] = high
  return gaps
}
