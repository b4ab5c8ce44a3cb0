const bits = new DataView(new ArrayBuffer(8))

/**
 * e to the power of `x`, the same bits on every machine, in a kernel and here: learners must not call `Math.exp`, whose
 * last bit differs between engines. Within one unit in the last place. Its kernel twin is `assembly/index.ts`.
 *
 * x = k ln 2 + r with |r| <= ln 2 / 2; e^r by a rational function of r^2; then 2^k.
 * Source of the method and its constants: the exponential of FreeBSD's msun (`e_exp.c`, after Sun's fdlibm).
 */
export function exp(x: number): number {
  if (Number.isNaN(x)) return x
  if (x > 709.782712893384) return Number.POSITIVE_INFINITY
  if (x < -745.1332191019411) return 0
  const k = Math.floor(x * Math.LOG2E + 0.5)
  // ln 2 in two parts: k times the first is exact.
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
  // Below 2^-1021 the scale itself would be subnormal: in two steps, the last of which rounds once.
  if (k < -1021) return y * powerOfTwo(k + 1000) * 9.332636185032189e-302
  if (k > 1023) return y * 2 * powerOfTwo(k - 1)
  return y * powerOfTwo(k)
}

/** 2 to the power of a whole number from -1022 to 1023. */
function powerOfTwo(exponent: number): number {
  bits.setUint32(0, (exponent + 1023) << 20)
  bits.setUint32(4, 0)
  return bits.getFloat64(0)
}
