import { sortedKnown } from './samples.ts'

/**
 * How far values have to be moved, on average, to turn one distribution into the other: the area between the two empirical distributions, in
 * the unit of the values. Divided by the standard deviation of the reference (at least 0.001) it has none.
 *
 * Source: Ramdas, Garcia and Cuturi (2017); scipy.stats.wasserstein_distance; Evidently's `wasserstein` for the norm. O(n log n).
 * @throws E_ML_EMPTY when a side has no known value
 * @example wassersteinDistance([0, 1], [5, 6]).value // 5
 */
export function wassersteinDistance(
  reference: ArrayLike<number>,
  current: ArrayLike<number>,
): { readonly value: number; readonly normed: number } {
  const [a, b] = [sortedKnown(reference, 'reference'), sortedKnown(current, 'current')]
  const all = Float64Array.from([...a, ...b]).sort()
  let [i, j, value] = [0, 0, 0]
  for (let k = 0; k + 1 < all.length; k++) {
    while (i < a.length && a[i]! <= all[k]!) i++
    while (j < b.length && b[j]! <= all[k]!) j++
    value += Math.abs(i / a.length - j / b.length) * (all[k + 1]! - all[k]!)
  }
  const mean = a.reduce((sum, each) => sum + each, 0) / a.length
  const deviation = Math.sqrt(a.reduce((sum, each) => sum + (each - mean) ** 2, 0) / a.length)
  return { value, normed: value / Math.max(deviation, 0.001) }
}
