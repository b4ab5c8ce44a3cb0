/**
 * Weights of observations from the oldest to the newest: the newest 25 count fully, those before them from 1/n upwards.
 * O(n). Source: Optuna's `default_weights`.
 * @example rampWeights(2) // [1, 1]
 */
export function rampWeights(count: number): Float64Array {
  const full = 25
  const ramp = count - full
  return Float64Array.from({ length: count }, (_, i) => {
    if (i >= ramp) return 1
    return ramp === 1 ? 1 / count : 1 / count + (1 - 1 / count) * (i / (ramp - 1))
  })
}
