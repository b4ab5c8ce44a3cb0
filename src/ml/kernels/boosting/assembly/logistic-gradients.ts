/** Twin: ../logistic-gradients.ts. Two rows at a time, a row a lane. */
export function logisticGradients(
  margins: usize,
  labels: usize,
  weights: usize,
  gradients: usize,
  begin: i32,
  end: i32,
  gradientScale: f64,
  hessianScale: f64,
): void {
  const gScale = f64x2.splat(gradientScale)
  const hScale = f64x2.splat(hessianScale)
  const one = f64x2.splat(1)
  const half = f64x2.splat(0.5)
  for (let i = begin; i < end; i += 2) {
    const pair = i + 1 < end
    const at = usize(i) << 2
    const margin = f64x2.promote_low_f32x4(loadSingles(margins + at, pair))
    const label = f64x2.promote_low_f32x4(loadSingles(labels + at, pair))
    const p = f64x2.div(one, f64x2.add(one, exp(clamp(f64x2.neg(margin)))))
    let g = f64x2.sub(p, label)
    let h = f64x2.mul(p, f64x2.sub(one, p))
    let least = one
    if (weights != 0) {
      const weight = f64x2.promote_low_f32x4(loadSingles(weights + at, pair))
      g = f64x2.mul(g, weight)
      h = f64x2.mul(h, weight)
      // A row that weighs anything has a hessian of 1 unit at least.
      least = v128.and(one, f64x2.gt(weight, f64x2.splat(0)))
    }
    g = f64x2.floor(f64x2.add(f64x2.mul(g, gScale), half))
    h = f64x2.pmax(least, f64x2.floor(f64x2.add(f64x2.mul(h, hScale), half)))
    const to = gradients + (usize(i) << 3)
    v128.store64_lane(to, f32x4.demote_f64x2_zero(v128.shuffle<f64>(g, h, 0, 2)), 0)
    if (pair) v128.store64_lane(to + 8, f32x4.demote_f64x2_zero(v128.shuffle<f64>(g, h, 1, 3)), 0)
  }
}

function loadSingles(at: usize, pair: bool): v128 {
  return pair ? v128.load64_zero(at) : v128.load32_zero(at)
}

function clamp(x: v128): v128 {
  return f64x2.pmax(f64x2.splat(-700), f64x2.pmin(f64x2.splat(700), x))
}

/** Constants of `exp`: read from memory, where each is one load; as literals each would be built anew by four instructions. */
const constants = memory.data<f64>([
  1.4426950408889634, 0.5, 0.6931471803691238, 1.9082149292705877e-10, 4.1381367970572385e-8, -1.6533902205465252e-6,
  6.613756321437934e-5, -0.0027777777777015593, 0.16666666666666602, 2, 1,
])

/** As `exp` of ../../elementary, of two numbers from -700 to 700, operation by operation. */
function exp(x: v128): v128 {
  const k = f64x2.floor(f64x2.add(f64x2.mul(x, v128.load64_splat(constants)), v128.load64_splat(constants, 8)))
  const high = f64x2.sub(x, f64x2.mul(k, v128.load64_splat(constants, 16)))
  const low = f64x2.mul(k, v128.load64_splat(constants, 24))
  const r = f64x2.sub(high, low)
  const t = f64x2.mul(r, r)
  let c = f64x2.add(v128.load64_splat(constants, 40), f64x2.mul(t, v128.load64_splat(constants, 32)))
  c = f64x2.add(v128.load64_splat(constants, 48), f64x2.mul(t, c))
  c = f64x2.add(v128.load64_splat(constants, 56), f64x2.mul(t, c))
  c = f64x2.add(v128.load64_splat(constants, 64), f64x2.mul(t, c))
  c = f64x2.sub(r, f64x2.mul(t, c))
  const quotient = f64x2.div(f64x2.mul(r, c), f64x2.sub(v128.load64_splat(constants, 72), c))
  const y = f64x2.sub(v128.load64_splat(constants, 80), f64x2.sub(f64x2.sub(low, quotient), high))
  const exponent = i64x2.extend_low_i32x4_s(i32x4.trunc_sat_f64x2_s_zero(k))
  return f64x2.mul(y, i64x2.shl(i64x2.add(exponent, i64x2.splat(1023)), 52))
}
