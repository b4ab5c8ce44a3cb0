import { clearDoubles } from './clear'
import { scoreClasses, scoreSums } from './score'
import * as at from './sheet'
import { NONE_MISSING } from './sheet'

/** Up to here it is quicker to look at the value of each row than to search the table. Measured. */
const FEW: u32 = 16

/** See `../search-drawn.ts`. */
export function searchDrawn(sheet: usize, start: u32, end: u32, from: u32, to: u32): u32 {
  const n = end - start
  const bytes = load<u32>(sheet, at.COLUMNS) << 2
  const features: usize = load<u32>(sheet, at.FEATURES)
  const room: usize = load<u32>(sheet, at.KEYS)
  const entries: usize = load<u32>(sheet, at.ENTRIES) + (start << 3)
  const stop = entries + ((<usize>n) << 3)
  const packed = load<u32>(sheet, at.RECORDS) == 0
  let varying: u32 = 0
  for (let f = from; f < to; f++) {
    const feature = load<u32>(features + (f << 2))
    const ranks: usize = load<u32>(sheet, at.RANKS) + (feature << 2)
    const missing = load<u32>(load<u32>(sheet, at.MISSING) + (feature << 2))
    let key = room
    let low: u32 = 0xffffffff
    let high: u32 = 0
    let gaps: u32 = 0
    for (let entry = entries; entry < stop; entry += 8) {
      const rank = load<u32>(ranks + <usize>load<u32>(entry) * bytes)
      store<u32>(key, rank)
      key += 4
      const isGap = rank == missing
      gaps += u32(isGap)
      low = min(low, rank)
      high = max(high, isGap ? 0 : rank)
    }
    if (gaps == n || (low == high && gaps == 0)) continue
    varying++
    let cut = high
    let threshold: f64 = Infinity
    if (low < high) {
      const table: usize = load<u32>(load<u32>(sheet, at.TABLES) + (feature << 2))
      const share = load<f64>(load<u32>(sheet, at.SHARES) + (f << 3))
      const last = load<f64>(table + ((<usize>high) << 3))
      threshold = load<f64>(table + ((<usize>low) << 3)) * (1 - share) + last * share
      cut = n <= FEW ? cutAmong(room, n, table, threshold, low, high) : cutBelow(table, threshold, low, high - 1)
      const value = load<f64>(table + ((<usize>cut) << 3))
      if (threshold < value || threshold >= last) threshold = value
    }
    if (gaps == 0 && packed) scorePacked(sheet, entries, n, feature, cut, threshold)
    else scoreCut(sheet, entries, n, feature, cut, threshold, gaps, missing)
  }
  return varying
}

/** The greatest of the node's ranks below `high` whose value is at most the threshold; `low` where none is. */
function cutAmong(key: usize, n: u32, table: usize, threshold: f64, low: u32, high: u32): u32 {
  let cut = low
  for (const end = key + ((<usize>n) << 2); key < end; key += 4) {
    const rank = load<u32>(key)
    if (rank < high && rank > cut && load<f64>(table + ((<usize>rank) << 3)) <= threshold) cut = rank
  }
  return cut
}

/** The greatest rank from `from` to `to` whose value is at most the threshold; `from` where none is. */
function cutBelow(table: usize, threshold: f64, from: u32, to: u32): u32 {
  while (from < to) {
    const middle = (from + to + 1) >>> 1
    if (load<f64>(table + ((<usize>middle) << 3)) <= threshold) from = middle
    else to = middle - 1
  }
  return from
}

/** See `../score-cut.ts`. */
function scoreCut(
  sheet: usize,
  entry: usize,
  n: u32,
  feature: u32,
  cut: u32,
  threshold: f64,
  gaps: u32,
  missing: u32,
): void {
  const classes = load<u32>(sheet, at.CLASSES)
  const width = max<u32>(classes, 1)
  const records: usize = load<u32>(sheet, at.RECORDS)
  const bits = load<u32>(sheet, at.CLASS_BITS)
  const mask: u32 = (1 << bits) - 1
  const left: usize = load<u32>(sheet, at.LEFT)
  const gone = left + (width << 3)
  clearDoubles(left, width << 1)
  let key: usize = load<u32>(sheet, at.KEYS)
  const stop = entry + ((<usize>n) << 3)
  let rows: u32 = 0
  let weight: f64 = 0
  let gapWeight: f64 = 0
  let low: u32 = 0
  let high: u32 = 0xffffffff
  for (; entry < stop; entry += 8) {
    const rank = load<u32>(key)
    key += 4
    const isGap = rank == missing
    if (!isGap && rank > cut) {
      high = min(high, rank)
      continue
    }
    let cell = isGap ? gone : left
    let w: f64
    let value: f64
    if (records == 0) {
      const item = load<u32>(entry, 4)
      w = value = f64(item >>> bits)
      cell += (item & mask) << 3
    } else {
      const record = records + ((<usize>load<u32>(entry)) << 4)
      w = load<f64>(record)
      const second = load<f64>(record, 8)
      value = classes == 0 ? second : w
      if (classes != 0) cell += u32(second) << 3
    }
    store<f64>(cell, load<f64>(cell) + value)
    if (isGap) {
      gapWeight += w
    } else {
      weight += w
      rows++
      low = max(low, rank)
    }
  }
  consider(sheet, n, rows, weight, feature, low, high, gaps == 0 ? NONE_MISSING : 0, threshold)
  if (gaps == 0) return
  for (let cell = left; cell < gone; cell += 8) {
    store<f64>(cell, load<f64>(cell) + load<f64>(cell + (gone - left)))
  }
  consider(sheet, n, rows + gaps, weight + gapWeight, feature, low, high, 1, threshold)
}

/** As `scoreCut`, with items alone and nothing missing, and without a branch that half of the rows take. */
function scorePacked(sheet: usize, entry: usize, n: u32, feature: u32, cut: u32, threshold: f64): void {
  const classes = load<u32>(sheet, at.CLASSES)
  const bits = load<u32>(sheet, at.CLASS_BITS)
  const mask: u32 = (1 << bits) - 1
  const left: usize = load<u32>(sheet, at.LEFT)
  let key: usize = load<u32>(sheet, at.KEYS)
  const stop = entry + ((<usize>n) << 3)
  let rows: u32 = 0
  let weight: u32 = 0
  let low: u32 = 0
  let high: u32 = 0xffffffff
  if (classes == 2) {
    let ones: u32 = 0
    for (; entry < stop; entry += 8, key += 4) {
      const rank = load<u32>(key)
      const item = load<u32>(entry, 4)
      const goes = -u32(rank <= cut)
      rows -= goes
      weight += (item >>> 1) & goes
      ones += (item >>> 1) & goes & -(item & 1)
      low = max(low, rank & goes)
      high = min(high, rank | goes)
    }
    store<f64>(left, f64(weight - ones))
    store<f64>(left, f64(ones), 8)
  } else {
    clearDoubles(left, classes)
    for (; entry < stop; entry += 8, key += 4) {
      const rank = load<u32>(key)
      const item = load<u32>(entry, 4)
      const goes = -u32(rank <= cut)
      const w = (item >>> bits) & goes
      rows -= goes
      weight += w
      low = max(low, rank & goes)
      high = min(high, rank | goes)
      const cell = left + ((item & mask) << 3)
      store<u32>(cell, load<u32>(cell) + w)
    }
    for (let cell = left, end = left + (classes << 3); cell < end; cell += 8) store<f64>(cell, f64(load<u32>(cell)))
  }
  consider(sheet, n, rows, f64(weight), feature, low, high, NONE_MISSING, threshold)
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
  threshold: f64,
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
  if (!(score > load<f64>(sheet, at.BEST_SCORE))) return
  at.note(sheet, score, feature, low, high, missingLeft)
  store<f64>(sheet, threshold, at.BEST_CUT)
}
