import { exp } from '../elementary/exp.ts'
import { log } from '../elementary/log.ts'
import { blockRows } from './linear-kernels.ts'

/**
 * Any number of classes: `p_k = e^(z_k - top) / Σ_l e^(z_l - top)`, `top` the greatest score, so that nothing overflows.
 * Scores become probabilities, residuals `w (p_k - [y = k])`, and the result is `Σ w (top + log Σ_k e^(z_k - top) - z_y)`.
 * O(rows · classes).
 */
export function judgeMany(doubles: Float64Array, wholes: Int32Array) {
  return (
    scores: number,
    classes: number,
    codes: number,
    weights: number,
    count: number,
    rows: number,
    residuals: number,
  ): number => {
    const even = count + (count % 2)
    let value = 0
    for (let i = 0; i < even; i++) {
      const z = scores / 8 + i
      const weight = doubles[weights / 8 + i]!
      const code = wholes[codes / 4 + i]!
      let top = doubles[z]!
      for (let k = 1; k < classes; k++) top = Math.max(top, doubles[z + k * blockRows]!)
      const own = doubles[z + code * blockRows]!
      let sum = 0
      for (let k = 0; k < classes; k++) {
        const power = exp(doubles[z + k * blockRows]! - top)
        sum += power
        doubles[z + k * blockRows] = power
      }
      for (let k = 0; k < classes; k++) {
        const p = doubles[z + k * blockRows]! / sum
        doubles[z + k * blockRows] = p
        doubles[residuals / 8 + k * blockRows + i] = weight * (k === code ? p - 1 : p)
      }
      value += weight * (top + log(sum) - own)
    }
    for (let k = 0; k < classes; k++) {
      const r = residuals / 8 + k * blockRows
      doubles.fill(0, r + even, r + rows)
    }
    return value
  }
}
