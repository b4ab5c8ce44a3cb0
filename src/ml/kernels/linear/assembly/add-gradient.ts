import { strideBytes } from './block'

/** Three columns, four rows at a time; see `../add-gradient.ts`. */
export function addGradient(block: usize, width: i32, residuals: usize, rows: i32, sums: usize): void {
  for (let j = 0; j < width; j += 3) {
    let x0 = block
    let x1 = x0 + strideBytes
    let x2 = x1 + strideBytes
    let r = residuals
    let a0 = f64x2.splat(0)
    let a1 = a0
    let a2 = a0
    let b0 = a0
    let b1 = a0
    let b2 = a0
    for (let i = 0; i < rows; i += 4) {
      const r0 = v128.load(r)
      const r1 = v128.load(r, 16)
      a0 = f64x2.add(a0, f64x2.mul(r0, v128.load(x0)))
      a1 = f64x2.add(a1, f64x2.mul(r0, v128.load(x1)))
      a2 = f64x2.add(a2, f64x2.mul(r0, v128.load(x2)))
      b0 = f64x2.add(b0, f64x2.mul(r1, v128.load(x0, 16)))
      b1 = f64x2.add(b1, f64x2.mul(r1, v128.load(x1, 16)))
      b2 = f64x2.add(b2, f64x2.mul(r1, v128.load(x2, 16)))
      r += 32
      x0 += 32
      x1 += 32
      x2 += 32
    }
    add(sums, a0, b0)
    if (j + 1 < width) add(sums + 8, a1, b1)
    if (j + 2 < width) add(sums + 16, a2, b2)
    sums += 24
    block += 3 * strideBytes
  }
}

function add(at: usize, a: v128, b: v128): void {
  const s = f64x2.add(a, b)
  store<f64>(at, load<f64>(at) + (f64x2.extract_lane(s, 0) + f64x2.extract_lane(s, 1)))
}
