const bits = new DataView(new ArrayBuffer(8))

/**
 * Natural logarithm, the same bits on every machine, in a kernel and here: see `exp.ts`. Within one unit in the last
 * place; -Infinity for 0, NaN below. Its kernel twin is `assembly/index.ts`.
 *
 * x = 2^k m with m from √½ to √2; log m by a polynomial in s² where s = (m - 1) / (m + 1).
 * Source of the method and its constants: the logarithm of FreeBSD's msun (`e_log.c`, after Sun's fdlibm).
 */
export function log(x: number): number {
  if (Number.isNaN(x) || x === Number.POSITIVE_INFINITY) return x
  if (x < 0) return Number.NaN
  if (x === 0) return Number.NEGATIVE_INFINITY
  const subnormal = x < 2.2250738585072014e-308
  bits.setFloat64(0, subnormal ? x * 18014398509481984 : x)
  const head = bits.getUint32(0)
  let k = (subnormal ? -54 : 0) + (head >>> 20) - 1023
  bits.setUint32(0, (head & 0x000fffff) | 0x3ff00000)
  let m = bits.getFloat64(0)
  if (m > Math.SQRT2) {
    m *= 0.5
    k += 1
  }
  const f = m - 1
  const s = f / (2 + f)
  const z = s * s
  const w = z * z
  const even = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373))
  const odd = z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)))
  const half = 0.5 * f * f
  // ln 2 in two parts: k times the first is exact.
  return k * 0.6931471803691238 - (half - (s * (half + (even + odd)) + k * 1.9082149292705877e-10) - f)
}
