import type { MemoryViews } from './memory-views.ts'
import { sheetAt } from './sheet.ts'

/**
 * Notes a split that is better than the best so far; of equally good ones the first stays.
 * @returns whether it was noted
 */
export function noteSplit(
  { words, doubles }: MemoryViews,
  sheet: number,
  score: number,
  feature: number,
  rank: number,
  next: number,
  missingLeft: number,
): boolean {
  if (!(score > doubles[(sheet + sheetAt.bestScore) >>> 3]!)) return false
  doubles[(sheet + sheetAt.bestScore) >>> 3] = score
  words[(sheet + sheetAt.bestFeature) >>> 2] = feature
  words[(sheet + sheetAt.bestRank) >>> 2] = rank
  words[(sheet + sheetAt.nextRank) >>> 2] = next
  words[(sheet + sheetAt.missingLeft) >>> 2] = missingLeft
  return true
}
