import * as at from './sheet'

/** See `../split-rows.ts`. */
export function splitRows(sheet: usize, start: u32, end: u32): u32 {
  const columns = load<u32>(sheet, at.COLUMNS)
  const feature = load<u32>(sheet, at.BEST_FEATURE)
  const ranks: usize = load<u32>(sheet, at.RANKS) + (feature << 2)
  const rank = load<u32>(sheet, at.BEST_RANK)
  const next = load<u32>(sheet, at.NEXT_RANK)
  const missing = load<u32>(load<u32>(sheet, at.MISSING) + (feature << 2))
  const missingLeft = load<u32>(sheet, at.MISSING_LEFT) == 1
  const spare: usize = load<u32>(sheet, at.SPARE)
  let entry: usize = load<u32>(sheet, at.ENTRIES) + (start << 3)
  const stop: usize = load<u32>(sheet, at.ENTRIES) + (end << 3)
  let left = entry
  let right = spare
  let low: u32 = 0
  let high: u32 = 0
  for (; entry < stop; entry += 8) {
    const both = load<u64>(entry)
    const row = u32(both)
    const own = load<u32>(ranks + ((<usize>row * columns) << 2))
    const goesLeft = u32(own <= rank) | (u32(own == missing) & u32(missingLeft))
    low = own == rank ? row : low
    high = own == next ? row : high
    // Written to both, and only one of them keeps it: no branch that could be guessed wrongly.
    store<u64>(left, both)
    store<u64>(right, both)
    left += goesLeft << 3
    right += (goesLeft ^ 1) << 3
  }
  // The built-in copy takes longer to call than a few rows take to move.
  if (right - spare > 512) memory.copy(left, spare, right - spare)
  else for (let from = spare, to = left; from < right; from += 8, to += 8) store<u64>(to, load<u64>(from))
  store<u32>(sheet, low, at.LOW_ROW)
  store<u32>(sheet, high, at.HIGH_ROW)
  return u32(left - load<u32>(sheet, at.ENTRIES)) >> 3
}
