import { exp } from '../../elementary/assembly/index'

/** 1.5 · 2^52: added to a small whole number, it brings that into the lowest bits. */
const wholeMark: f64 = 6755399441055744

/**
 * e to the power of two numbers that are not above 0, with the same bits as `exp` gives one by one: its arithmetic on two
 * lanes, and `exp` itself where a result would be subnormal or where something is no number.
 */
export function expNegative(x: v128): v128 {
  if (!i64x2.all_true(f64x2.ge(x, f64x2.splat(-707)))) {
    return f64x2(exp(f64x2.extract_lane(x, 0)), exp(f64x2.extract_lane(x, 1)))
  }
  const k = f64x2.floor(f64x2.add(f64x2.mul(x, f64x2.splat(1.4426950408889634)), f64x2.splat(0.5)))
  const high = f64x2.sub(x, f64x2.mul(k, f64x2.splat(0.6931471803691238)))
  const low = f64x2.mul(k, f64x2.splat(1.9082149292705877e-10))
  const r = f64x2.sub(high, low)
  const t = f64x2.mul(r, r)
  let c = f64x2.add(f64x2.splat(-1.6533902205465252e-6), f64x2.mul(t, f64x2.splat(4.1381367970572385e-8)))
  c = f64x2.add(f64x2.splat(6.613756321437934e-5), f64x2.mul(t, c))
  c = f64x2.add(f64x2.splat(-0.0027777777777015593), f64x2.mul(t, c))
  c = f64x2.add(f64x2.splat(0.16666666666666602), f64x2.mul(t, c))
  c = f64x2.sub(r, f64x2.mul(t, c))
  const quotient = f64x2.div(f64x2.mul(r, c), f64x2.sub(f64x2.splat(2), c))
  const y = f64x2.sub(f64x2.splat(1), f64x2.sub(f64x2.sub(low, quotient), high))
  const whole = f64x2.add(k, f64x2.splat(wholeMark))
  return f64x2.mul(y, i64x2.add(i64x2.shl(whole, 52), i64x2.splat(1023 << 52)))
}
