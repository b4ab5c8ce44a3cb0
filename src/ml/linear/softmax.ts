import { exp } from '../kernels/elementary/exp.ts'
import { log } from '../kernels/elementary/log.ts'

/**
 * Turns scores into probabilities in place: `p_k = e^(z_k) / Σ e^(z_j)`, the greatest score taken off first so that
 * nothing overflows. O(K).
 * @param from the first of `count` scores; without them, all
 * @returns `log Σ e^(z_j)`
 * @example const z = Float64Array.of(0, 0); softmax(z) // 0.693…, z is [0.5, 0.5]
 */
export function softmax(scores: Float64Array, from = 0, count = scores.length): number {
  let top = Number.NEGATIVE_INFINITY
  for (let k = from; k < from + count; k++) top = Math.max(top, scores[k]!)
  let sum = 0
  for (let k = from; k < from + count; k++) {
    scores[k] = exp(scores[k]! - top)
    sum += scores[k]!
  }
  for (let k = from; k < from + count; k++) scores[k]! /= sum
  return top + log(sum)
}
