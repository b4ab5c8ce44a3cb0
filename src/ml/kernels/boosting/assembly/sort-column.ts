/** Twin: ../sort-column.ts. Three passes of 11 bits over the upper halves of the keys, least significant first. */
export function sortColumn(values: usize, length: i32, keys: usize, scratch: usize, counts: usize): i32 {
  let count = 0
  for (let i = 0; i < length; i++) {
    // Adding 0 makes -0 the same as 0.
    const value = load<f32>(values + (usize(i) << 2)) + 0
    if (value - value != 0) continue
    const bits = reinterpret<i32>(value)
    const ordered = bits ^ ((bits >> 31) | i32.MIN_VALUE)
    store<u64>(keys + (usize(count) << 3), (u64(u32(ordered)) << 32) | u64(i))
    count++
  }
  let from = keys
  let to = scratch
  const size = usize(count) << 3
  for (let pass: u64 = 0; pass < 3; pass++) {
    const shift: u64 = 32 + 11 * pass
    memory.fill(counts, 0, 8192)
    for (let at = from; at < from + size; at += 8) {
      const cell = counts + (usize((load<u64>(at) >> shift) & 2047) << 2)
      store<u32>(cell, load<u32>(cell) + 1)
    }
    let before: u32 = 0
    for (let cell = counts; cell < counts + 8192; cell += 4) {
      const here = load<u32>(cell)
      store<u32>(cell, before)
      before += here
    }
    for (let at = from; at < from + size; at += 8) {
      const key = load<u64>(at)
      const cell = counts + (usize((key >> shift) & 2047) << 2)
      const place = load<u32>(cell)
      store<u32>(cell, place + 1)
      store<u64>(to + (usize(place) << 3), key)
    }
    const filled = to
    to = from
    from = filled
  }
  memory.copy(keys, scratch, size)
  return count
}
