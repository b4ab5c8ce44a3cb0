import type { MemoryViews } from './memory-views.ts'
import { sheetAt } from './sheet.ts'

/**
 * Weighs the entries `start … end`: the weight of each class, or the sum of weighted targets, into `totals`; the weight of
 * all; whether they are pure. O(entries + K).
 */
export function weighNode({ words, doubles }: MemoryViews, sheet: number, start: number, end: number): void {
  const at = (offset: number) => words[(sheet + offset) >>> 2]!
  const classes = at(sheetAt.classes)
  const totals = at(sheetAt.totals) >>> 3
  const records = at(sheetAt.records) >>> 3
  const entries = at(sheetAt.entries) >>> 2
  const targets = at(sheetAt.targets) >>> 3
  const bits = at(sheetAt.classBits)
  let weight = 0
  let least = Number.POSITIVE_INFINITY
  let most = Number.NEGATIVE_INFINITY
  doubles.fill(0, totals, totals + Math.max(classes, 1))
  for (let i = start; i < end; i++) {
    const row = words[entries + 2 * i]!
    const item = words[entries + 2 * i + 1]!
    if (classes === 0) {
      weight += doubles[records + 2 * row]!
      doubles[totals]! += doubles[records + 2 * row + 1]!
      least = Math.min(least, doubles[targets + row]!)
      most = Math.max(most, doubles[targets + row]!)
    } else if (records === 0) {
      doubles[totals + (item & ((1 << bits) - 1))]! += item >>> bits
    } else {
      doubles[totals + doubles[records + 2 * row + 1]!]! += doubles[records + 2 * row]!
    }
  }
  let present = 0
  for (let k = 0; k < classes; k++) {
    weight += doubles[totals + k]!
    if (doubles[totals + k]! > 0) present++
  }
  words[(sheet + sheetAt.pure) >>> 2] = (classes === 0 ? least === most : present <= 1) ? 1 : 0
  doubles[(sheet + sheetAt.totalWeight) >>> 3] = weight
}
