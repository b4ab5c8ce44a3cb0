/**
 * The value below which a share `q` of the weight lies. Without weights, or with equal ones, it is the quantile by linear
 * interpolation of the sorted values (R's type 7, NumPy's default); with others, the smallest value at which the running
 * weight reaches `q` of the whole, and the mean of the two where it does so exactly. O(n log n).
 *
 * Source: Hyndman and Fan, "Sample quantiles in statistical packages" (1996); scikit-learn, `_weighted_percentile`.
 * @param values at least one
 * @example weightedQuantile(Float64Array.of(1, 2, 3, 10), 0.5) // 2.5
 */
export function weightedQuantile(values: Float64Array, q: number, weights?: Float64Array): number {
  if (weights === undefined || weights.every((weight) => weight === weights[0])) {
    const sorted = values.slice().sort()
    const at = q * (sorted.length - 1)
    const low = sorted[Math.floor(at)]!
    const high = sorted[Math.ceil(at)]!
    return low + (at - Math.floor(at)) * (high - low)
  }
  const order = Array.from(values.keys()).filter((i) => weights[i]! > 0)
  order.sort((a, b) => values[a]! - values[b]! || a - b)
  const total = order.reduce((sum, i) => sum + weights[i]!, 0)
  let reached = 0
  for (const [place, i] of order.entries()) {
    reached += weights[i]!
    if (reached === q * total && place + 1 < order.length) return (values[i]! + values[order[place + 1]!]!) / 2
    if (reached >= q * total) return values[i]!
  }
  return values[order.at(-1)!]!
}
