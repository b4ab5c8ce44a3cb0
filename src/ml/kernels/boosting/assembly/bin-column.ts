/** Twin: ../bin-column.ts. Eight halvings without a branch: those of neighbouring rows overlap. */
export function binColumn(values: usize, rows: i32, bins: usize, stride: usize, cuts: usize, missingBin: i32): i32 {
  let infinite = 0
  for (let i = 0; i < rows; i++) {
    const value = load<f32>(values + (usize(i) << 2))
    let at = cuts
    at += usize(load<f32>(at, 508) <= value) << 9
    at += usize(load<f32>(at, 252) <= value) << 8
    at += usize(load<f32>(at, 124) <= value) << 7
    at += usize(load<f32>(at, 60) <= value) << 6
    at += usize(load<f32>(at, 28) <= value) << 5
    at += usize(load<f32>(at, 12) <= value) << 4
    at += usize(load<f32>(at, 4) <= value) << 3
    at += usize(load<f32>(at) <= value) << 2
    infinite |= i32(abs(value) == Infinity)
    store<u8>(bins, select(missingBin, i32((at - cuts) >> 2), value != value))
    bins += stride
  }
  return infinite
}
