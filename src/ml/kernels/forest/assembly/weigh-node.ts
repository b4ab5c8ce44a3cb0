import { clearDoubles } from './clear'
import * as at from './sheet'

/** See `../weigh-node.ts`. */
export function weighNode(sheet: usize, start: u32, end: u32): void {
  const classes = load<u32>(sheet, at.CLASSES)
  const totals: usize = load<u32>(sheet, at.TOTALS)
  const records: usize = load<u32>(sheet, at.RECORDS)
  let entry: usize = load<u32>(sheet, at.ENTRIES) + (start << 3)
  const stop: usize = load<u32>(sheet, at.ENTRIES) + (end << 3)
  let weight: f64 = 0
  if (classes == 0) {
    const targets: usize = load<u32>(sheet, at.TARGETS)
    let sum: f64 = 0
    let least: f64 = Infinity
    let most: f64 = -Infinity
    for (; entry < stop; entry += 8) {
      const row: usize = load<u32>(entry)
      const y = load<f64>(targets + (row << 3))
      weight += load<f64>(records + (row << 4))
      sum += load<f64>(records + (row << 4), 8)
      least = min(least, y)
      most = max(most, y)
    }
    store<f64>(totals, sum)
    store<u32>(sheet, u32(least == most), at.PURE)
    store<f64>(sheet, weight, at.TOTAL_WEIGHT)
    return
  }
  clearDoubles(totals, classes)
  if (records == 0) {
    const bits = load<u32>(sheet, at.CLASS_BITS)
    const mask: u32 = (1 << bits) - 1
    for (; entry < stop; entry += 8) {
      const item = load<u32>(entry, 4)
      const cell = totals + ((item & mask) << 3)
      store<f64>(cell, load<f64>(cell) + f64(item >>> bits))
    }
  } else {
    for (; entry < stop; entry += 8) {
      const record = records + ((<usize>load<u32>(entry)) << 4)
      const cell = totals + (u32(load<f64>(record, 8)) << 3)
      store<f64>(cell, load<f64>(cell) + load<f64>(record))
    }
  }
  let present: u32 = 0
  for (let k: u32 = 0; k < classes; k++) {
    const w = load<f64>(totals + (k << 3))
    weight += w
    present += u32(w > 0)
  }
  store<u32>(sheet, u32(present <= 1), at.PURE)
  store<f64>(sheet, weight, at.TOTAL_WEIGHT)
}
