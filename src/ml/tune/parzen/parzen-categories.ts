/**
 * The Parzen estimator of TPE for values without an order: each place adds to its own value, and spreads `priorWeight` over
 * all kernels and values. O(n · values).
 *
 * Source: as `parzenNumbers`.
 * @param codes which value each observation had
 * @param weights one an observation
 * @param size how many values there are
 * @returns the probability of each value
 * @example parzenCategories(Int32Array.of(0), Float64Array.of(1), 2) // [0.583…, 0.416…]
 */
export function parzenCategories(
  codes: Int32Array,
  weights: Float64Array,
  size: number,
  priorWeight = 1,
): Float64Array {
  const kernels = codes.length + 1
  const total = weights.reduce((sum, weight) => sum + weight, priorWeight)
  const shares = new Float64Array(size)
  const spread = priorWeight / kernels
  const rowSum = 1 + size * spread
  for (const [i, code] of codes.entries()) {
    for (let c = 0; c < size; c++) {
      shares[c]! += ((weights[i]! / total) * (spread + (c === code ? 1 : 0))) / rowSum
    }
  }
  for (let c = 0; c < size; c++) shares[c]! += priorWeight / total / size
  return shares
}
