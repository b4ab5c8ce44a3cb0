import * as at from './sheet'
import { sortKeys } from './sort-keys'

/** See `../sort-rows.ts`. */
export function sortRows(sheet: usize, start: u32, end: u32, feature: u32): usize {
  const n = end - start
  const bytes = load<u32>(sheet, at.COLUMNS) << 2
  const ranks: usize = load<u32>(sheet, at.RANKS) + (feature << 2)
  const room: usize = load<u32>(sheet, at.KEYS)
  let entry: usize = load<u32>(sheet, at.ENTRIES) + (start << 3)
  const stop = entry + ((<usize>n) << 3)
  let low: u32 = 0xffffffff
  let high: u32 = 0
  let key = room
  for (; entry < stop; entry += 8) {
    const row = load<u32>(entry)
    const rank = load<u32>(ranks + <usize>row * bytes)
    low = min(low, rank)
    high = max(high, rank)
    store<u32>(key, row)
    store<u32>(key, rank, 4)
    key += 8
  }
  store<u32>(sheet, low, at.LOW_RANK)
  store<u32>(sheet, high, at.HIGH_RANK)
  if (low == high) return room
  return sortKeys<u64>(room, load<u32>(sheet, at.SPARE_KEYS), n, 32, low, high, load<u32>(sheet, at.COUNTERS))
}
