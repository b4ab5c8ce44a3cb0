/**
 * Turns scores into probabilities in place: `p_k = e^(z_k) / Σ e^(z_j)`, the greatest score taken off first so that
 * nothing overflows. O(K).
 * @returns `log Σ e^(z_j)`
 * @example const z = Float64Array.of(0, 0); softmax(z) // 0.693…, z is [0.5, 0.5]
 */
export function softmax(scores: Float64Array): number {
  let top = Number.NEGATIVE_INFINITY
  for (const score of scores) top = Math.max(top, score)
  let sum = 0
  for (let k = 0; k < scores.length; k++) {
    scores[k] = Math.exp(scores[k]! - top)
    sum += scores[k]!
  }
  for (let k = 0; k < scores.length; k++) scores[k]! /= sum
  return top + Math.log(sum)
}
