/**
 * The standard error of the weighted mean of `a_i - b_i`, rows taken as independent of one another. O(n).
 * @param mean of the differences, by the same weights
 * @example standardError([1, 3], [0, 0], 2, undefined) // √2 / 2
 */
export function standardError(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  mean: number,
  weights: Float64Array | undefined,
): number {
  let [squares, total] = [0, 0]
  for (let i = 0; i < a.length; i++) {
    const weight = weights?.[i] ?? 1
    const off = weight * (a[i]! - b[i]! - mean)
    squares += off * off
    total += weight
  }
  return total > 0 ? Math.sqrt(squares) / total : 0
}
