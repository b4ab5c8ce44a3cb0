import { exp } from '../elementary/exp.ts'
import { log } from '../elementary/log.ts'

/**
 * Two classes: p = 1 / (1 + e^-z), written so that nothing overflows: `e = e^-|z|`, p = 1 / (1 + e) or e / (1 + e).
 * The score becomes p, the residual `w (p - y)`, and the result is
 * `Σ w (log(1 + e^z) - y z) = Σ w (max(z, 0) - y z) + Σ w log(1 + e)`. While rows weigh the same, their factors 1 + e, each
 * from 1 to 2, are multiplied, and one logarithm is taken of the product. O(rows).
 */
export function judgeTwo(doubles: Float64Array, wholes: Int32Array) {
  return (
    scores: number,
    codes: number,
    weights: number,
    count: number,
    rows: number,
    residuals: number,
    factors: number,
  ): number => {
    const [z, w, r, f] = [scores / 8, weights / 8, residuals / 8, factors / 8]
    const linear = [0, 0]
    const even = count + (count % 2)
    for (let i = 0; i < even; i++) {
      const score = doubles[z + i]!
      const weight = doubles[w + i]!
      const second = wholes[codes / 4 + i]!
      const small = exp(-Math.abs(score))
      const both = 1 + small
      const share = 1 / both
      const p = score > 0 ? share : small * share
      linear[i % 2]! += weight * (Math.max(score, 0) - second * score)
      doubles[f + i] = both
      doubles[z + i] = p
      doubles[r + i] = weight * (p - second)
    }
    doubles.fill(0, r + even, r + rows)
    let value = linear[0]! + linear[1]!
    let common = doubles[w]!
    let product = 1
    for (let i = 0; i < count; i++) {
      const weight = doubles[w + i]!
      if (weight !== common) {
        value += common * log(product)
        product = 1
        common = weight
      }
      product *= doubles[f + i]!
    }
    return value + common * log(product)
  }
}
