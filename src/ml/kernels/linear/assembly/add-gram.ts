import { strideBytes } from './block'

/** Three columns by three at a time: nine sums in registers, nine products for six loads; see `../add-gram.ts`. */
export function addGram(block: usize, width: i32, curvature: usize, rows: i32, scratch: usize, sums: usize): void {
  const rowBytes = usize(width) << 3
  for (let a = 0; a < width; a += 3) {
    weigh(block + usize(a) * strideBytes, curvature, rows, scratch)
    for (let b = 0; b <= a; b += 3) {
      let x0 = block + usize(b) * strideBytes
      let x1 = x0 + strideBytes
      let x2 = x1 + strideBytes
      let h0 = scratch
      let h1 = h0 + strideBytes
      let h2 = h1 + strideBytes
      let s00 = f64x2.splat(0)
      let s01 = s00
      let s02 = s00
      let s10 = s00
      let s11 = s00
      let s12 = s00
      let s20 = s00
      let s21 = s00
      let s22 = s00
      for (let i = 0; i < rows; i += 2) {
        const b0 = v128.load(x0)
        const b1 = v128.load(x1)
        const b2 = v128.load(x2)
        const a0 = v128.load(h0)
        s00 = f64x2.add(s00, f64x2.mul(a0, b0))
        s01 = f64x2.add(s01, f64x2.mul(a0, b1))
        s02 = f64x2.add(s02, f64x2.mul(a0, b2))
        const a1 = v128.load(h1)
        s10 = f64x2.add(s10, f64x2.mul(a1, b0))
        s11 = f64x2.add(s11, f64x2.mul(a1, b1))
        s12 = f64x2.add(s12, f64x2.mul(a1, b2))
        const a2 = v128.load(h2)
        s20 = f64x2.add(s20, f64x2.mul(a2, b0))
        s21 = f64x2.add(s21, f64x2.mul(a2, b1))
        s22 = f64x2.add(s22, f64x2.mul(a2, b2))
        x0 += 16
        x1 += 16
        x2 += 16
        h0 += 16
        h1 += 16
        h2 += 16
      }
      let to = sums + usize(a) * rowBytes + (usize(b) << 3)
      const last = min(width - 1 - b, a - b)
      add(to, s00, s01, s02, last)
      if (a + 1 < width) {
        to += rowBytes
        add(to, s10, s11, s12, min(width - 1 - b, last + 1))
      }
      if (a + 2 < width) {
        to += rowBytes
        add(to, s20, s21, s22, min(width - 1 - b, last + 2))
      }
    }
  }
}

/** Three columns times the curvature. */
function weigh(column: usize, curvature: usize, rows: i32, scratch: usize): void {
  for (let i = 0; i < rows; i += 2) {
    const h = v128.load(curvature)
    v128.store(scratch, f64x2.mul(h, v128.load(column)))
    v128.store(scratch + strideBytes, f64x2.mul(h, v128.load(column + strideBytes)))
    v128.store(scratch + 2 * strideBytes, f64x2.mul(h, v128.load(column + 2 * strideBytes)))
    curvature += 16
    column += 16
    scratch += 16
  }
}

/** Adds the first `last + 1` of three sums, three at most. */
function add(to: usize, s0: v128, s1: v128, s2: v128, last: i32): void {
  store<f64>(to, load<f64>(to) + both(s0))
  if (last > 0) store<f64>(to, load<f64>(to, 8) + both(s1), 8)
  if (last > 1) store<f64>(to, load<f64>(to, 16) + both(s2), 16)
}

function both(s: v128): f64 {
  return f64x2.extract_lane(s, 0) + f64x2.extract_lane(s, 1)
}
