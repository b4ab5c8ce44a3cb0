import type { MemoryViews } from './memory-views.ts'
import { sheetAt } from './sheet.ts'

/**
 * The entries `start … end` by their ranks in a feature, upwards, and rows upwards within a rank: two numbers each, the
 * row and then the rank. Notes the least and the greatest rank; where they are the same, rows stay as they are.
 * The kernel distributes by digits, O(entries); this sorts, O(n log n).
 * @returns where they lie, a byte offset
 */
export function sortRows({ words }: MemoryViews, sheet: number, start: number, end: number, feature: number): number {
  const at = (offset: number) => words[(sheet + offset) >>> 2]!
  const columns = at(sheetAt.columns)
  const ranks = (at(sheetAt.ranks) >>> 2) + feature
  const entries = at(sheetAt.entries) >>> 2
  const keys = at(sheetAt.keys) >>> 2
  const n = end - start
  const numbers = new Float64Array(n)
  // A rank and a row as one whole number below 2^53: memory ends before rows do.
  const rows = 2 ** 27
  for (let i = 0; i < n; i++) {
    const row = words[entries + 2 * (start + i)]!
    numbers[i] = words[ranks + row * columns]! * rows + row
  }
  numbers.sort()
  words[(sheet + sheetAt.lowRank) >>> 2] = Math.floor(numbers[0]! / rows)
  words[(sheet + sheetAt.highRank) >>> 2] = Math.floor(numbers[n - 1]! / rows)
  for (let i = 0; i < n; i++) {
    const rank = Math.floor(numbers[i]! / rows)
    words[keys + 2 * i] = numbers[i]! - rank * rows
    words[keys + 2 * i + 1] = rank
  }
  return keys * 4
}
