import { strideBytes } from './block'

/** Sixteen rows at a time: their sums stay in registers while the columns go by. */
export function scoreRows(block: usize, width: i32, theta: usize, rows: i32, scores: usize): void {
  for (let i = 0; i < rows; i += 16) {
    let s0 = f64x2.splat(0)
    let s1 = s0
    let s2 = s0
    let s3 = s0
    let s4 = s0
    let s5 = s0
    let s6 = s0
    let s7 = s0
    let x = block
    let from = theta
    for (let j = 0; j < width; j++) {
      const beta = v128.load64_splat(from)
      s0 = f64x2.add(s0, f64x2.mul(beta, v128.load(x)))
      s1 = f64x2.add(s1, f64x2.mul(beta, v128.load(x, 16)))
      s2 = f64x2.add(s2, f64x2.mul(beta, v128.load(x, 32)))
      s3 = f64x2.add(s3, f64x2.mul(beta, v128.load(x, 48)))
      s4 = f64x2.add(s4, f64x2.mul(beta, v128.load(x, 64)))
      s5 = f64x2.add(s5, f64x2.mul(beta, v128.load(x, 80)))
      s6 = f64x2.add(s6, f64x2.mul(beta, v128.load(x, 96)))
      s7 = f64x2.add(s7, f64x2.mul(beta, v128.load(x, 112)))
      x += strideBytes
      from += 8
    }
    v128.store(scores, s0)
    v128.store(scores, s1, 16)
    v128.store(scores, s2, 32)
    v128.store(scores, s3, 48)
    v128.store(scores, s4, 64)
    v128.store(scores, s5, 80)
    v128.store(scores, s6, 96)
    v128.store(scores, s7, 112)
    block += 128
    scores += 128
  }
}
