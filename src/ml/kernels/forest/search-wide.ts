import type { MemoryViews } from './memory-views.ts'
import { scanSorted } from './scan-sorted.ts'
import { sheetAt } from './sheet.ts'
import { sortRows } from './sort-rows.ts'

/**
 * The best split of the entries `start … end` by the features number `from … to` of the list `features`: between any two
 * neighbouring values, weights and targets from records. Where values are missing they are tried on both sides, the right
 * one first. O(features · entries) and, of classes, times K at each boundary.
 * @returns how many of the features are not constant there
 */
export function searchWide(memory: MemoryViews, sheet: number, start: number, end: number, from: number, to: number) {
  const { words, doubles } = memory
  const at = (offset: number) => words[(sheet + offset) >>> 2]!
  const records = at(sheetAt.records) >>> 3
  let varying = 0
  for (let f = from; f < to; f++) {
    const feature = words[(at(sheetAt.features) >>> 2) + f]!
    const keys = sortRows(memory, sheet, start, end, feature) >>> 2
    if (at(sheetAt.lowRank) === at(sheetAt.highRank)) continue
    varying++
    scanSorted(memory, sheet, feature, end - start, {
      rank: (i) => words[keys + 2 * i + 1]!,
      weight: (i) => doubles[records + 2 * words[keys + 2 * i]!]!,
      second: (i) => doubles[records + 2 * words[keys + 2 * i]! + 1]!,
    })
  }
  return varying
}
