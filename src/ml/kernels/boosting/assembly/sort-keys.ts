/** Twin: ../sort-keys.ts. Three passes of 11 bits over the upper halves of the keys, least significant first. */
export function sortKeys(keys: usize, scratch: usize, counts: usize, length: i32): void {
  let from = keys
  let to = scratch
  const size = usize(length) << 3
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
}
