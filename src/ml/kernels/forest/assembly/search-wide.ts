import { clearDoubles } from './clear'
import { scoreClasses, scoreSums } from './score'
import * as at from './sheet'
import { NONE_MISSING, note } from './sheet'
import { sortRows } from './sort-rows'

/** See `../search-wide.ts`. */
export function searchWide(sheet: usize, start: u32, end: u32, from: u32, to: u32): u32 {
  const n = end - start
  const features: usize = load<u32>(sheet, at.FEATURES)
  const sums = load<u32>(sheet, at.CLASSES) == 0
  let varying: u32 = 0
  for (let f = from; f < to; f++) {
    const feature = load<u32>(features + (f << 2))
    const keys = sortRows(sheet, start, end, feature)
    const high = load<u32>(sheet, at.HIGH_RANK)
    if (load<u32>(sheet, at.LOW_RANK) == high) continue
    varying++
    const missing = load<u32>(load<u32>(sheet, at.MISSING) + (feature << 2))
    if (high != missing) {
      if (sums) scanSums(sheet, keys, n, n, 0, feature, NONE_MISSING)
      else scanClasses(sheet, keys, n, n, 0, feature, NONE_MISSING)
      continue
    }
    let known = n
    while (known > 0 && load<u32>(keys + ((<usize>(known - 1)) << 3), 4) == missing) known--
    if (sums) {
      scanSums(sheet, keys, n, n, 0, feature, 0)
      scanSums(sheet, keys, known, n, n - known, feature, 1)
    } else {
      scanClasses(sheet, keys, n, n, 0, feature, 0)
      scanClasses(sheet, keys, known, n, n - known, feature, 1)
    }
  }
  return varying
}

/** As in `search-packed`. */
function scanSums(sheet: usize, keys: usize, known: u32, n: u32, gaps: u32, feature: u32, missingLeft: u32): void {
  const records: usize = load<u32>(sheet, at.RECORDS)
  const least = max<u32>(load<u32>(sheet, at.MIN_ROWS), 1)
  const leastWeight = load<f64>(sheet, at.MIN_WEIGHT)
  const total = load<f64>(sheet, at.TOTAL_WEIGHT)
  const totalSum = load<f64>(load<u32>(sheet, at.TOTALS))
  let weight: f64 = 0
  let sum: f64 = 0
  for (let i = known; i < known + gaps; i++) {
    const record = records + ((<usize>load<u32>(keys + ((<usize>i) << 3))) << 4)
    weight += load<f64>(record)
    sum += load<f64>(record, 8)
  }
  let best = load<f64>(sheet, at.BEST_SCORE)
  let bestRank: u32 = 0
  let nextRank: u32 = 0
  let found = false
  const end = keys + ((<usize>(known - 1)) << 3)
  let rows = gaps
  let next = load<u64>(keys)
  for (let at = keys; at < end; at += 8) {
    const key = next
    next = load<u64>(at, 8)
    const record = records + ((<usize>u32(key)) << 4)
    weight += load<f64>(record)
    sum += load<f64>(record, 8)
    rows++
    if (key >>> 32 == next >>> 32) continue
    if (rows < least || n - rows < least) continue
    if (weight < leastWeight || total - weight < leastWeight) continue
    const score = scoreSums(sum, totalSum, weight, total)
    if (score > best) {
      best = score
      bestRank = u32(key >>> 32)
      nextRank = u32(next >>> 32)
      found = true
    }
  }
  if (found) note(sheet, best, feature, bestRank, nextRank, missingLeft)
}

function scanClasses(sheet: usize, keys: usize, known: u32, n: u32, gaps: u32, feature: u32, missingLeft: u32): void {
  const records: usize = load<u32>(sheet, at.RECORDS)
  const classes = load<u32>(sheet, at.CLASSES)
  const criterion = load<u32>(sheet, at.CRITERION)
  const least = max<u32>(load<u32>(sheet, at.MIN_ROWS), 1)
  const leastWeight = load<f64>(sheet, at.MIN_WEIGHT)
  const total = load<f64>(sheet, at.TOTAL_WEIGHT)
  const totals: usize = load<u32>(sheet, at.TOTALS)
  const left: usize = load<u32>(sheet, at.LEFT)
  clearDoubles(left, classes)
  let weight: f64 = 0
  for (let i = known; i < known + gaps; i++) {
    const record = records + ((<usize>load<u32>(keys + ((<usize>i) << 3))) << 4)
    const cell = left + (u32(load<f64>(record, 8)) << 3)
    weight += load<f64>(record)
    store<f64>(cell, load<f64>(cell) + load<f64>(record))
  }
  const end = keys + ((<usize>(known - 1)) << 3)
  let rows = gaps
  let next = load<u64>(keys)
  for (let at = keys; at < end; at += 8) {
    const key = next
    next = load<u64>(at, 8)
    const record = records + ((<usize>u32(key)) << 4)
    const w = load<f64>(record)
    const cell = left + (u32(load<f64>(record, 8)) << 3)
    weight += w
    store<f64>(cell, load<f64>(cell) + w)
    rows++
    if (key >>> 32 == next >>> 32) continue
    if (rows < least || n - rows < least) continue
    if (weight < leastWeight || total - weight < leastWeight) continue
    const score = scoreClasses(criterion, classes, left, totals, weight, total)
    note(sheet, score, feature, u32(key >>> 32), u32(next >>> 32), missingLeft)
  }
}
