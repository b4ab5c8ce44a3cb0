import { exp } from '../kernels/elementary/exp.ts'
import type { Objective } from './objective.ts'

/**
 * Predictions from margins, in their unit: `logistic` gives 1 / (1 + e^-m), `softprob` e^m_k / Σ e^m, `poisson` e^m, others
 * the margin itself. O(values).
 * @param outputs values a row
 * @param to as many values; may be `margins` itself
 */
export function toPredictions<T extends Float64Array | Float32Array>(
  objective: Objective,
  margins: Float64Array | Float32Array,
  outputs: number,
  to: T,
): T {
  if (objective === 'softprob') {
    const powers = new Float64Array(outputs)
    for (let row = 0; row < margins.length; row += outputs) {
      let most = Number.NEGATIVE_INFINITY
      for (let k = 0; k < outputs; k++) most = Math.max(most, margins[row + k]!)
      let sum = 0
      for (let k = 0; k < outputs; k++) {
        powers[k] = exp(margins[row + k]! - most)
        sum += powers[k]!
      }
      for (let k = 0; k < outputs; k++) to[row + k] = powers[k]! / sum
    }
    return to
  }
  for (let i = 0; i < margins.length; i++) {
    const margin = margins[i]!
    to[i] = objective === 'logistic' ? 1 / (1 + exp(-margin)) : objective === 'poisson' ? exp(margin) : margin
  }
  return to
}
