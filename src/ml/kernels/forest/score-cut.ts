import type { MemoryViews } from './memory-views.ts'
import { noteSplit } from './note-split.ts'
import { scoreClasses, scoreSums } from './score.ts'
import { noneMissing, sheetAt } from './sheet.ts'

/** A split that was drawn: the greatest rank that goes left, and the threshold itself. */
export interface Cut {
  readonly cut: number
  readonly threshold: number
}

/** Scores a cut of a feature in the entries `start … end`, and notes it where it is allowed and the best so far. */
export type ScoreCut = (
  memory: MemoryViews,
  sheet: number,
  start: number,
  end: number,
  feature: number,
  cut: Cut,
) => void

/**
 * Scores one given split: ranks up to `cut` go left. `keys` holds the ranks, as `measureFeature` left them. Where values
 * are missing, they are tried on both sides, the right one first. A split that is allowed and the best so far is noted.
 * O(entries + K).
 */
export function scoreCut(
  memory: MemoryViews,
  sheet: number,
  start: number,
  end: number,
  feature: number,
  { cut, threshold }: Cut,
): void {
  const { words, doubles } = memory
  const at = (offset: number) => words[(sheet + offset) >>> 2]!
  const classes = at(sheetAt.classes)
  const width = Math.max(classes, 1)
  const missing = words[(at(sheetAt.missing) >>> 2) + feature]!
  const records = at(sheetAt.records) >>> 3
  const entries = at(sheetAt.entries) >>> 2
  const keys = at(sheetAt.keys) >>> 2
  const bits = at(sheetAt.classBits)
  const left = at(sheetAt.left) >>> 3
  const totals = at(sheetAt.totals) >>> 3
  const total = doubles[(sheet + sheetAt.totalWeight) >>> 3]!
  const leastWeight = doubles[(sheet + sheetAt.minWeight) >>> 3]!
  doubles.fill(0, left, left + 2 * width)
  let [rows, gaps, weight, gapWeight, low, high] = [0, 0, 0, 0, 0, 0xffffffff]
  for (let i = start; i < end; i++) {
    const rank = words[keys + i - start]!
    const isGap = rank === missing
    if (!isGap && rank > cut) {
      if (rank < high) high = rank
      continue
    }
    const row = words[entries + 2 * i]!
    const item = words[entries + 2 * i + 1]!
    const own = records === 0 ? item >>> bits : doubles[records + 2 * row]!
    const value = classes === 0 ? doubles[records + 2 * row + 1]! : own
    const code =
      classes === 0 ? 0 : records === 0 ? item & ((1 << bits) - 1) : (doubles[records + 2 * row + 1]! as number)
    doubles[left + (isGap ? width : 0) + code]! += value
    if (isGap) {
      gapWeight += own
      gaps++
    } else {
      weight += own
      rows++
      if (rank > low) low = rank
    }
  }

  function consider(count: number, side: number, missingLeft: number): void {
    const least = at(sheetAt.minRows)
    if (count < least || end - start - count < least || side < leastWeight || total - side < leastWeight) return
    const score =
      classes === 0
        ? scoreSums(doubles[left]!, doubles[totals]!, side, total)
        : scoreClasses(doubles, at(sheetAt.criterion), classes, left, totals, side, total)
    if (noteSplit(memory, sheet, score, feature, low, high, missingLeft)) {
      doubles[(sheet + sheetAt.bestCut) >>> 3] = threshold
    }
  }
  consider(rows, weight, gaps === 0 ? noneMissing : 0)
  if (gaps === 0) return
  for (let k = 0; k < width; k++) doubles[left + k]! += doubles[left + width + k]!
  consider(rows + gaps, weight + gapWeight, 1)
}
