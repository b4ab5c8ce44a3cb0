const DIGIT: u32 = 11
const CELLS: u32 = 1 << DIGIT

/** See `../rank-column.ts`. `keys` and `spare` have room for 16 bytes a row, counters for 6 x 2048 numbers. */
export function rankColumn(
  values: usize,
  rows: u32,
  ranks: usize,
  columns: u32,
  keys: usize,
  spare: usize,
  counters: usize,
): u32 {
  memory.fill(counters, 0, 6 * CELLS * 4)
  for (let i: u32 = 0; i < rows; i++) {
    // + 0 makes 0 of -0.
    const value = load<f64>(values + ((<usize>i) << 3)) + 0
    const bits = reinterpret<u64>(value)
    // Doubles in the order of whole numbers, NaN last.
    const key = value != value ? u64.MAX_VALUE : bits ^ (u64(i64(bits) >> 63) | 0x8000000000000000)
    const at = keys + ((<usize>i) << 4)
    store<u64>(at, key)
    store<u32>(at, i, 8)
    for (let d: u32 = 0; d < 6; d++) {
      const cell = counters + (((d << DIGIT) + (u32(key >>> (d * DIGIT)) & (CELLS - 1))) << 2)
      store<u32>(cell, load<u32>(cell) + 1)
    }
  }
  for (let d: u32 = 0; d < 6; d++) {
    const cells = counters + ((d << DIGIT) << 2)
    // A digit that all have alike parts nothing.
    if (load<u32>(cells + ((u32(load<u64>(keys) >>> (d * DIGIT)) & (CELLS - 1)) << 2)) == rows) continue
    let sum: u32 = 0
    for (let cell = cells; cell < cells + CELLS * 4; cell += 4) {
      const count = load<u32>(cell)
      store<u32>(cell, sum)
      sum += count
    }
    const end = keys + ((<usize>rows) << 4)
    for (let at = keys; at < end; at += 16) {
      const key = load<u64>(at)
      const cell = cells + ((u32(key >>> (d * DIGIT)) & (CELLS - 1)) << 2)
      const place = load<u32>(cell)
      store<u32>(cell, place + 1)
      const to = spare + ((<usize>place) << 4)
      store<u64>(to, key)
      store<u64>(to, load<u64>(at, 8), 8)
    }
    const other = keys
    keys = spare
    spare = other
  }
  let rank: u32 = 0
  let before = load<u64>(keys)
  for (let i: u32 = 0; i < rows; i++) {
    const at = keys + ((<usize>i) << 4)
    const key = load<u64>(at)
    rank += u32(key != before)
    before = key
    store<u32>(ranks + ((<usize>load<u32>(at, 8) * columns) << 2), rank)
  }
  return rank + 1
}
