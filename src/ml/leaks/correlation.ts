/**
 * Pearson's correlation over the rows where both are known; NaN where one does not vary. Two passes, so that large means cost no digits. O(n).
 * @example correlation([1, 2, 3], [2, 4, 6]) // 1
 */
export function correlation(x: ArrayLike<number>, y: ArrayLike<number>): number {
  let [n, sumX, sumY] = [0, 0, 0]
  for (let i = 0; i < x.length; i++) {
    const [a, b] = [x[i]!, y[i]!]
    if (!Number.isFinite(a) || !Number.isFinite(b)) continue
    n++
    sumX += a
    sumY += b
  }
  const [meanX, meanY] = [sumX / n, sumY / n]
  let [xx, yy, xy] = [0, 0, 0]
  for (let i = 0; i < x.length; i++) {
    const [a, b] = [x[i]! - meanX, y[i]! - meanY]
    if (!Number.isFinite(a) || !Number.isFinite(b)) continue
    xx += a * a
    yy += b * b
    xy += a * b
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : Number.NaN
}
