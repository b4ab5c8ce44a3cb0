/** `Σ w_i x_i / Σ w_i`; all weights are 1 where none are given. O(n). */
export function weightedMean(values: Float64Array, weights?: Float64Array): number {
  if (weights === undefined) return values.reduce((sum, value) => sum + value, 0) / values.length
  let sum = 0
  let total = 0
  for (let i = 0; i < values.length; i++) {
    sum += weights[i]! * values[i]!
    total += weights[i]!
  }
  return sum / total
}
