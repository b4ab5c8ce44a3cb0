import type { MemoryViews } from './memory-views.ts'
import { noteSplit } from './note-split.ts'
import { scoreClasses, scoreSums } from './score.ts'
import { noneMissing, sheetAt } from './sheet.ts'

/** The rows of a node sorted by a feature. */
export interface SortedRows {
  rank(i: number): number
  weight(i: number): number
  /** The class, or of numbers the weighted target. */
  second(i: number): number
}

/**
 * Scores every split between neighbouring ranks of `n` sorted rows and notes the best. Missing values, which have the
 * greatest rank, are tried on the right and then on the left. O(n K).
 */
export function scanSorted(memory: MemoryViews, sheet: number, feature: number, n: number, sorted: SortedRows): void {
  const { words, doubles } = memory
  const at = (offset: number) => words[(sheet + offset) >>> 2]!
  const missing = words[(at(sheetAt.missing) >>> 2) + feature]!
  let known = n
  while (known > 0 && sorted.rank(known - 1) === missing) known--
  scan(n, known === n ? noneMissing : 0)
  if (known < n) scan(known, 1)

  /** The rows from `known` on are left already. */
  function scan(known: number, missingLeft: number): void {
    const classes = at(sheetAt.classes)
    const left = at(sheetAt.left) >>> 3
    const totals = at(sheetAt.totals) >>> 3
    const least = Math.max(at(sheetAt.minRows), 1)
    const leastWeight = doubles[(sheet + sheetAt.minWeight) >>> 3]!
    const total = doubles[(sheet + sheetAt.totalWeight) >>> 3]!
    let weight = 0
    const moveLeft = (i: number) => {
      weight += sorted.weight(i)
      if (classes === 0) doubles[left]! += sorted.second(i)
      else doubles[left + sorted.second(i)]! += sorted.weight(i)
    }
    doubles.fill(0, left, left + Math.max(classes, 1))
    for (let i = known; i < n; i++) moveLeft(i)
    for (let i = 0; i + 1 < known; i++) {
      moveLeft(i)
      const rows = n - known + i + 1
      if (sorted.rank(i) === sorted.rank(i + 1) || rows < least || n - rows < least) continue
      if (weight < leastWeight || total - weight < leastWeight) continue
      const score =
        classes === 0
          ? scoreSums(doubles[left]!, doubles[totals]!, weight, total)
          : scoreClasses(doubles, at(sheetAt.criterion), classes, left, totals, weight, total)
      noteSplit(memory, sheet, score, feature, sorted.rank(i), sorted.rank(i + 1), missingLeft)
    }
  }
}
