/**
 * The sum of numbers in NumPy's order: up to 8 one after the other, up to 128 in eight sums side by side, above that the two
 * halves. Its rounding error grows with log n only, and its bits are those of `numpy.sum`.
 *
 * Source: NumPy, `numpy/core/src/umath/loops_utils.h.src: pairwise_sum`; Higham, "The accuracy of floating point summation"
 * (1993). O(n).
 */
export function pairwiseSum(values: Float64Array): number {
  const n = values.length
  if (n < 8) return values.reduce((sum, value) => sum + value, 0)
  if (n > 128) {
    const half = n >> 1
    const cut = half - (half % 8)
    return pairwiseSum(values.subarray(0, cut)) + pairwiseSum(values.subarray(cut))
  }
  const eight = values.slice(0, 8)
  let i = 8
  for (; i < n - (n % 8); i += 8) for (let j = 0; j < 8; j++) eight[j]! += values[i + j]!
  let sum = eight[0]! + eight[1]! + (eight[2]! + eight[3]!) + (eight[4]! + eight[5]! + (eight[6]! + eight[7]!))
  for (; i < n; i++) sum += values[i]!
  return sum
}
