/** Sum of a column of singles: eight partial sums, of every eighth row each. */
export function sumColumn32(column: usize, rows: i32): f64 {
  let s0 = f64x2.splat(0)
  let s1 = s0
  let s2 = s0
  let s3 = s0
  let at = column
  let i = 0
  for (; i + 7 < rows; i += 8) {
    s0 = f64x2.add(s0, f64x2.promote_low_f32x4(v128.load64_zero(at)))
    s1 = f64x2.add(s1, f64x2.promote_low_f32x4(v128.load64_zero(at, 8)))
    s2 = f64x2.add(s2, f64x2.promote_low_f32x4(v128.load64_zero(at, 16)))
    s3 = f64x2.add(s3, f64x2.promote_low_f32x4(v128.load64_zero(at, 24)))
    at += 32
  }
  let sum = total(s0, s1, s2, s3)
  for (; i < rows; i++) {
    sum += f64(load<f32>(at))
    at += 4
  }
  return sum
}

/** The same of doubles. */
export function sumColumn64(column: usize, rows: i32): f64 {
  let s0 = f64x2.splat(0)
  let s1 = s0
  let s2 = s0
  let s3 = s0
  let at = column
  let i = 0
  for (; i + 7 < rows; i += 8) {
    s0 = f64x2.add(s0, v128.load(at))
    s1 = f64x2.add(s1, v128.load(at, 16))
    s2 = f64x2.add(s2, v128.load(at, 32))
    s3 = f64x2.add(s3, v128.load(at, 48))
    at += 64
  }
  let sum = total(s0, s1, s2, s3)
  for (; i < rows; i++) {
    sum += load<f64>(at)
    at += 8
  }
  return sum
}

function total(s0: v128, s1: v128, s2: v128, s3: v128): f64 {
  const s = f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3))
  return f64x2.extract_lane(s, 0) + f64x2.extract_lane(s, 1)
}
