import { clearDoubles } from './clear'
import { GINI, scoreClasses } from './score'
import * as at from './sheet'
import { NONE_MISSING, note } from './sheet'
import { sortKeys } from './sort-keys'

/** See `../search-packed.ts`. */
export function searchPacked(sheet: usize, start: u32, end: u32, from: u32, to: u32): u32 {
  const n = end - start
  const bytes = load<u32>(sheet, at.COLUMNS) << 2
  const bits = load<u32>(sheet, at.ITEM_BITS)
  const mask: u32 = (1 << bits) - 1
  const room: usize = load<u32>(sheet, at.KEYS)
  const entries: usize = load<u32>(sheet, at.ENTRIES) + (start << 3)
  const stop = entries + ((<usize>n) << 3)
  const features: usize = load<u32>(sheet, at.FEATURES)
  const binary = load<u32>(sheet, at.CLASSES) == 2 && load<u32>(sheet, at.CRITERION) == GINI
  let varying: u32 = 0
  for (let f = from; f < to; f++) {
    const feature = load<u32>(features + (f << 2))
    const ranks: usize = load<u32>(sheet, at.RANKS) + (feature << 2)
    let low: u32 = 0xffffffff
    let high: u32 = 0
    let key = room
    for (let entry = entries; entry < stop; entry += 8) {
      const rank = load<u32>(ranks + <usize>load<u32>(entry) * bytes)
      low = min(low, rank)
      high = max(high, rank)
      store<u32>(key, (rank << bits) | load<u32>(entry, 4))
      key += 4
    }
    if (low == high) continue
    varying++
    const keys = sortKeys<u32>(room, load<u32>(sheet, at.SPARE_KEYS), n, bits, low, high, load<u32>(sheet, at.COUNTERS))
    const missing = load<u32>(load<u32>(sheet, at.MISSING) + (feature << 2))
    if (high != missing) {
      scan(binary, sheet, keys, n, n, 0, feature, NONE_MISSING)
      continue
    }
    scan(binary, sheet, keys, n, n, 0, feature, 0)
    let known = n
    while (known > 0 && load<u32>(keys + ((known - 1) << 2)) >>> bits == missing) known--
    scan(binary, sheet, keys, known, n, n - known, feature, 1)
  }
  return varying
}

/** Splits between the first `known` of `n` sorted keys; the `gaps` last ones, missing values, already went left. */
function scan(
  binary: bool,
  sheet: usize,
  keys: usize,
  known: u32,
  n: u32,
  gaps: u32,
  feature: u32,
  missingLeft: u32,
): void {
  if (binary) scanBinary(sheet, keys, known, n, gaps, feature, missingLeft)
  else scanClasses(sheet, keys, known, n, gaps, feature, missingLeft)
}

function scanBinary(sheet: usize, keys: usize, known: u32, n: u32, gaps: u32, feature: u32, missingLeft: u32): void {
  const bits = load<u32>(sheet, at.ITEM_BITS)
  const mask: u32 = (1 << bits) - 1
  const least = max<u32>(load<u32>(sheet, at.MIN_ROWS), 1)
  const leastWeight = load<f64>(sheet, at.MIN_WEIGHT)
  const totals: usize = load<u32>(sheet, at.TOTALS)
  const total0 = load<f64>(totals)
  const total1 = load<f64>(totals, 8)
  const total = total0 + total1
  let best = load<f64>(sheet, at.BEST_SCORE)
  let bestRank: u32 = 0
  let nextRank: u32 = 0
  let found = false
  let weight: u32 = 0
  let ones: u32 = 0
  for (let i = known; i < known + gaps; i++) {
    const item = load<u32>(keys + (i << 2)) & mask
    weight += item >>> 1
    ones += (item >>> 1) & -(item & 1)
  }
  const end = keys + ((<usize>(known - 1)) << 2)
  let rows = gaps
  let next = load<u32>(keys)
  for (let at = keys; at < end; at += 4) {
    const key = next
    next = load<u32>(at, 4)
    const w = (key & mask) >>> 1
    weight += w
    ones += w & -(key & 1)
    rows++
    if (key >>> bits == next >>> bits) continue
    if (rows < least || n - rows < least) continue
    const l = f64(weight)
    const l1 = f64(ones)
    const l0 = l - l1
    const r = total - l
    const r0 = total0 - l0
    const r1 = total1 - l1
    if (l < leastWeight || r < leastWeight) continue
    const score = (l0 * l0 + l1 * l1) / l + (r0 * r0 + r1 * r1) / r
    if (score > best) {
      best = score
      bestRank = key >>> bits
      nextRank = next >>> bits
      found = true
    }
  }
  if (found) note(sheet, best, feature, bestRank, nextRank, missingLeft)
}

function scanClasses(sheet: usize, keys: usize, known: u32, n: u32, gaps: u32, feature: u32, missingLeft: u32): void {
  const bits = load<u32>(sheet, at.ITEM_BITS)
  const mask: u32 = (1 << bits) - 1
  const classBits = load<u32>(sheet, at.CLASS_BITS)
  const classMask: u32 = (1 << classBits) - 1
  const classes = load<u32>(sheet, at.CLASSES)
  const criterion = load<u32>(sheet, at.CRITERION)
  const least = max<u32>(load<u32>(sheet, at.MIN_ROWS), 1)
  const leastWeight = load<f64>(sheet, at.MIN_WEIGHT)
  const total = load<f64>(sheet, at.TOTAL_WEIGHT)
  const totals: usize = load<u32>(sheet, at.TOTALS)
  const left: usize = load<u32>(sheet, at.LEFT)
  clearDoubles(left, classes)
  let weight: f64 = 0
  // Σ l_k² and Σ r_k², kept up as rows change sides: whole numbers below 2^53, so exactly what a fresh sum would give.
  let a: f64 = 0
  let b: f64 = 0
  for (let k: u32 = 0; k < classes; k++) {
    const t = load<f64>(totals + (k << 3))
    b += t * t
  }
  const from = gaps > 0 ? keys + ((<usize>known) << 2) : keys
  const gapEnd = from + ((<usize>gaps) << 2)
  for (let at = from; at < gapEnd; at += 4) {
    const item = load<u32>(at) & mask
    const w = f64(item >>> classBits)
    const place = (item & classMask) << 3
    const l = load<f64>(left + place)
    const r = load<f64>(totals + place) - l
    a += w * (l + l + w)
    b -= w * (r + r - w)
    store<f64>(left + place, l + w)
    weight += w
  }
  const end = keys + ((<usize>(known - 1)) << 2)
  let rows = gaps
  let next = load<u32>(keys)
  for (let at = keys; at < end; at += 4) {
    const key = next
    next = load<u32>(at, 4)
    const w = f64((key & mask) >>> classBits)
    const place = (key & classMask) << 3
    const l = load<f64>(left + place)
    const r = load<f64>(totals + place) - l
    a += w * (l + l + w)
    b -= w * (r + r - w)
    store<f64>(left + place, l + w)
    weight += w
    rows++
    if (key >>> bits == next >>> bits) continue
    if (rows < least || n - rows < least) continue
    if (weight < leastWeight || total - weight < leastWeight) continue
    const score =
      criterion == GINI
        ? a / weight + b / (total - weight)
        : scoreClasses(criterion, classes, left, totals, weight, total)
    note(sheet, score, feature, key >>> bits, next >>> bits, missingLeft)
  }
}
