/** Twin: ../partition-rows.ts. Without a branch: each row is written to both sides, and one of them moves on. */
export function partitionRows(
  order: usize,
  begin: i32,
  end: i32,
  column: usize,
  stride: usize,
  goesLeft: usize,
  buffer: usize,
): i32 {
  const stop = order + (usize(end) << 2)
  let left = order + (usize(begin) << 2)
  let right = buffer
  for (let at = left; at < stop; at += 4) {
    const row = load<u32>(at)
    const step = usize(load<u8>(goesLeft + usize(load<u8>(column + usize(row) * stride)))) << 2
    store<u32>(left, row)
    store<u32>(right, row)
    left += step
    right += 4 - step
  }
  memory.copy(left, buffer, right - buffer)
  return i32((left - order) >> 2)
}
