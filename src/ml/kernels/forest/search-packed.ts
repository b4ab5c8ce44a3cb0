import type { MemoryViews } from './memory-views.ts'
import { scanSorted } from './scan-sorted.ts'
import { sheetAt } from './sheet.ts'

/**
 * As `searchWide`, for classes whose rows have small whole weights: a key of 32 bits holds the rank and the item of a row,
 * `rank << itemBits | item`, so that sorting and scanning look nothing up. The weight of a tree is below 2^26, so that
 * squares of weights are exact.
 */
export function searchPacked(memory: MemoryViews, sheet: number, start: number, end: number, from: number, to: number) {
  const { words } = memory
  const at = (offset: number) => words[(sheet + offset) >>> 2]!
  const columns = at(sheetAt.columns)
  const ranks = at(sheetAt.ranks) >>> 2
  const entries = at(sheetAt.entries) >>> 2
  const bits = at(sheetAt.itemBits)
  const classBits = at(sheetAt.classBits)
  const itemMask = (1 << bits) - 1
  const keys = new Uint32Array(end - start)
  let varying = 0
  for (let f = from; f < to; f++) {
    const feature = words[(at(sheetAt.features) >>> 2) + f]!
    for (let i = start; i < end; i++) {
      const rank = words[ranks + words[entries + 2 * i]! * columns + feature]!
      keys[i - start] = (rank << bits) | words[entries + 2 * i + 1]!
    }
    keys.sort()
    if (keys[0]! >>> bits === keys.at(-1)! >>> bits) continue
    varying++
    scanSorted(memory, sheet, feature, end - start, {
      rank: (i) => keys[i]! >>> bits,
      weight: (i) => (keys[i]! & itemMask) >>> classBits,
      second: (i) => keys[i]! & ((1 << classBits) - 1),
    })
  }
  return varying
}
