import { scoreClasses, scoreSums } from './score'
import * as at from './sheet'
import { NONE_MISSING, note } from './sheet'

/** See `../measure-feature.ts`. */
export function measureFeature(sheet: usize, start: u32, end: u32, feature: u32): u32 {
  const bytes = load<u32>(sheet, at.COLUMNS) << 2
  const ranks: usize = load<u32>(sheet, at.RANKS) + (feature << 2)
  const missing = load<u32>(load<u32>(sheet, at.MISSING) + (feature << 2))
  let key: usize = load<u32>(sheet, at.KEYS)
  let entry: usize = load<u32>(sheet, at.ENTRIES) + (start << 3)
  const stop: usize = load<u32>(sheet, at.ENTRIES) + (end << 3)
  let low: u32 = 0xffffffff
  let high: u32 = 0
  let gaps: u32 = 0
  for (; entry < stop; entry += 8) {
    const rank = load<u32>(ranks + <usize>load<u32>(entry) * bytes)
    store<u32>(key, rank)
    key += 4
    if (rank == missing) {
      gaps++
      continue
    }
    low = min(low, rank)
    high = max(high, rank)
  }
  store<u32>(sheet, low, at.LOW_RANK)
  store<u32>(sheet, high, at.HIGH_RANK)
  return gaps
}

/** See `../score-cut.ts`. */
export function scoreCut(sheet: usize, start: u32, end: u32, feature: u32, cut: u32): void {
  const classes = load<u32>(sheet, at.CLASSES)
  const missing = load<u32>(load<u32>(sheet, at.MISSING) + (feature << 2))
  const records: usize = load<u32>(sheet, at.RECORDS)
  const bits = load<u32>(sheet, at.CLASS_BITS)
  const mask: u32 = (1 << bits) - 1
  const left: usize = load<u32>(sheet, at.LEFT)
  const gone = left + (max<u32>(classes, 1) << 3)
  memory.fill(left, 0, max<u32>(classes, 1) << 4)
  let key: usize = load<u32>(sheet, at.KEYS)
  let entry: usize = load<u32>(sheet, at.ENTRIES) + (start << 3)
  const stop: usize = load<u32>(sheet, at.ENTRIES) + (end << 3)
  let rows: u32 = 0
  let gaps: u32 = 0
  let weight: f64 = 0
  let gapWeight: f64 = 0
  let low: u32 = 0
  let high: u32 = 0xffffffff
  for (; entry < stop; entry += 8) {
    const rank = load<u32>(key)
    key += 4
    const isGap = rank == missing
    if (!isGap) {
      if (rank > cut) {
        high = min(high, rank)
        continue
      }
      low = max(low, rank)
    }
    let w: f64
    let value: f64
    let cell = isGap ? gone : left
    if (records == 0) {
      const item = load<u32>(entry, 4)
      w = value = f64(item >>> bits)
      cell += (item & mask) << 3
    } else {
      const record = records + ((<usize>load<u32>(entry)) << 4)
      w = load<f64>(record)
      const y = load<f64>(record, 8)
      value = classes == 0 ? y : w
      if (classes != 0) cell += u32(y) << 3
    }
    store<f64>(cell, load<f64>(cell) + value)
    if (isGap) {
      gapWeight += w
      gaps++
    } else {
      weight += w
      rows++
    }
  }
  const n = end - start
  consider(sheet, n, rows, weight, feature, low, high, gaps == 0 ? NONE_MISSING : 0)
  if (gaps == 0) return
  for (let cell = left; cell < gone; cell += 8) {
    store<f64>(cell, load<f64>(cell) + load<f64>(cell + (gone - left)))
  }
  consider(sheet, n, rows + gaps, weight + gapWeight, feature, low, high, 1)
}

function consider(
  sheet: usize,
  n: u32,
  rows: u32,
  weight: f64,
  feature: u32,
  low: u32,
  high: u32,
  missingLeft: u32,
): void {
  const least = load<u32>(sheet, at.MIN_ROWS)
  const leastWeight = load<f64>(sheet, at.MIN_WEIGHT)
  const total = load<f64>(sheet, at.TOTAL_WEIGHT)
  if (rows < least || n - rows < least || weight < leastWeight || total - weight < leastWeight) return
  const classes = load<u32>(sheet, at.CLASSES)
  const left: usize = load<u32>(sheet, at.LEFT)
  const totals: usize = load<u32>(sheet, at.TOTALS)
  const score =
    classes == 0
      ? scoreSums(load<f64>(left), load<f64>(totals), weight, total)
      : scoreClasses(load<u32>(sheet, at.CRITERION), classes, left, totals, weight, total)
  note(sheet, score, feature, low, high, missingLeft)
}
