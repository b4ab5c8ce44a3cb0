import { log } from '../../elementary/assembly/index'
import { expNegative } from './exp-negative'

/** Two classes; see `../judge-two.ts`. */
export function judgeTwo(
  scores: usize,
  codes: usize,
  weights: usize,
  count: i32,
  rows: i32,
  residuals: usize,
  factors: usize,
): f64 {
  const none = f64x2.splat(0)
  const one = f64x2.splat(1)
  let linear = none
  let z = scores
  let residual = residuals
  let factor = factors
  let w = weights
  let i = 0
  for (; i < count; i += 2) {
    const score = v128.load(z)
    const weight = v128.load(w)
    const second = f64x2.convert_low_i32x4_s(v128.load64_zero(codes))
    const small = expNegative(f64x2.neg(f64x2.abs(score)))
    const both = f64x2.add(one, small)
    const share = f64x2.div(one, both)
    const p = v128.bitselect(share, f64x2.mul(small, share), f64x2.gt(score, none))
    linear = f64x2.add(linear, f64x2.mul(weight, f64x2.sub(f64x2.max(score, none), f64x2.mul(second, score))))
    v128.store(factor, both)
    v128.store(z, p)
    v128.store(residual, f64x2.mul(weight, f64x2.sub(p, second)))
    z += 16
    w += 16
    codes += 8
    residual += 16
    factor += 16
  }
  for (; i < rows; i += 2) {
    v128.store(residual, none)
    residual += 16
  }
  let value = f64x2.extract_lane(linear, 0) + f64x2.extract_lane(linear, 1)
  let common = load<f64>(weights)
  let product: f64 = 1
  for (i = 0; i < count; i++) {
    const weight = load<f64>(weights + (usize(i) << 3))
    if (weight != common) {
      value += common * log(product)
      product = 1
      common = weight
    }
    product *= load<f64>(factors + (usize(i) << 3))
  }
  return value + common * log(product)
}
