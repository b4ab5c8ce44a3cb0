/**
 * Exponential and logarithm for kernels. The same arithmetic, operation by operation, as `../exp.ts` and `../log.ts`:
 * WebAssembly and JavaScript both round each operation to the nearest double, so both give the same bits, which the
 * engine's own `Math.exp` does not promise. Formulas and constants are explained there.
 */
export function exp(x: f64): f64 {
  if (x != x) return x
  if (x > 709.782712893384) return Infinity
  if (x < -745.1332191019411) return 0
  const k = Math.floor(x * 1.4426950408889634 + 0.5)
  const high = x - k * 0.6931471803691238
  const low = k * 1.9082149292705877e-10
  const r = high - low
  const t = r * r
  const c =
    r -
    t *
      (0.16666666666666602 +
        t *
          (-0.0027777777777015593 +
            t * (6.613756321437934e-5 + t * (-1.6533902205465252e-6 + t * 4.1381367970572385e-8))))
  const y = 1 - (low - (r * c) / (2 - c) - high)
  const exponent = i64(k)
  // Below 2^-1021 the scale itself would be subnormal: in two steps, the last of which rounds once.
  if (exponent < -1021) return y * powerOfTwo(exponent + 1000) * 9.332636185032189e-302
  if (exponent > 1023) return y * 2 * powerOfTwo(exponent - 1)
  return y * powerOfTwo(exponent)
}

function powerOfTwo(exponent: i64): f64 {
  return reinterpret<f64>((exponent + 1023) << 52)
}

export function log(x: f64): f64 {
  if (x != x || x == Infinity) return x
  if (x < 0) return NaN
  if (x == 0) return -Infinity
  let scaled = x
  let k: i64 = 0
  if (x < 2.2250738585072014e-308) {
    scaled = x * 18014398509481984
    k = -54
  }
  const bits = reinterpret<u64>(scaled)
  k += i64(bits >> 52) - 1023
  let m = reinterpret<f64>((bits & 0x000fffffffffffff) | 0x3ff0000000000000)
  if (m > 1.4142135623730951) {
    m = m * 0.5
    k += 1
  }
  const f = m - 1
  const s = f / (2 + f)
  const z = s * s
  const w = z * z
  const even = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373))
  const odd = z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)))
  const half = 0.5 * f * f
  const n = f64(k)
  return n * 0.6931471803691238 - (half - (s * (half + (even + odd)) + n * 1.9082149292705877e-10) - f)
}
