import type { MemoryViews } from './memory-views.ts'
import { sheetAt } from './sheet.ts'

/** What the rows of a node have in a feature. */
export interface FeatureRange {
  /** The least and the greatest rank of those that are not missing. */
  readonly low: number
  readonly high: number
  /** How many are missing. */
  readonly gaps: number
}

/** Puts the rank of each of the entries `start … end` into `keys`, and looks at their range. O(entries). */
export function measureFeature(
  { words }: MemoryViews,
  sheet: number,
  start: number,
  end: number,
  feature: number,
): FeatureRange {
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
  return { low, high, gaps }
}
