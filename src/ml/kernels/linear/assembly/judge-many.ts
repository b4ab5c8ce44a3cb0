import { log } from '../../elementary/assembly/index'
import { classBytes } from './block'
import { expNegative } from './exp-negative'

/** Any number of classes; see `../judge-many.ts`. */
export function judgeMany(
  scores: usize,
  classes: i32,
  codes: usize,
  weights: usize,
  count: i32,
  rows: i32,
  residuals: usize,
): f64 {
  const one = f64x2.splat(1)
  let value: f64 = 0
  for (let i = 0; i < count; i += 2) {
    const weight = v128.load(weights)
    const code = i64x2.extend_low_i32x4_s(v128.load64_zero(codes))
    let top = v128.load(scores)
    let own = top
    let z = scores + classBytes
    for (let k = 1; k < classes; k++) {
      const score = v128.load(z)
      top = f64x2.max(top, score)
      own = v128.bitselect(score, own, i64x2.eq(code, i64x2.splat(k)))
      z += classBytes
    }
    let sum = f64x2.splat(0)
    z = scores
    for (let k = 0; k < classes; k++) {
      const power = expNegative(f64x2.sub(v128.load(z), top))
      sum = f64x2.add(sum, power)
      v128.store(z, power)
      z += classBytes
    }
    z = scores
    let residual = residuals
    for (let k = 0; k < classes; k++) {
      const p = f64x2.div(v128.load(z), sum)
      v128.store(z, p)
      const off = v128.bitselect(f64x2.sub(p, one), p, i64x2.eq(code, i64x2.splat(k)))
      v128.store(residual, f64x2.mul(weight, off))
      z += classBytes
      residual += classBytes
    }
    value +=
      f64x2.extract_lane(weight, 0) *
      (f64x2.extract_lane(top, 0) + log(f64x2.extract_lane(sum, 0)) - f64x2.extract_lane(own, 0))
    value +=
      f64x2.extract_lane(weight, 1) *
      (f64x2.extract_lane(top, 1) + log(f64x2.extract_lane(sum, 1)) - f64x2.extract_lane(own, 1))
    scores += 16
    weights += 16
    codes += 8
    residuals += 16
  }
  for (let i = (count + 1) & ~1; i < rows; i += 2) {
    let residual = residuals
    for (let k = 0; k < classes; k++) {
      v128.store(residual, f64x2.splat(0))
      residual += classBytes
    }
    residuals += 16
  }
  return value
}
