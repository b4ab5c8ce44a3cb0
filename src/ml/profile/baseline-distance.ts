import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { KllSketch } from './kll-sketch.ts'
import { sketchRanks } from './sketch-ranks.ts'
import type { CategoryBucket } from './statistics-document.ts'

/** `Simple` is the largest gap itself; `Robust` takes from it what two samples of these sizes differ by chance. */
export type DistanceMethod = 'Simple' | 'Robust'

/**
 * How far a column has moved from its baseline, by Model Monitor's measure: the largest gap between the two cumulative
 * distributions, from 0 to 1. `Robust` is `max(0, gap - 1.8 √((n + m) / (n m)))`.
 *
 * Source: deequ, `Distance.numericalDistance` (`linf_simple`, `linf_robust`), which Model Monitor runs on.
 * O(s log s) for s items of both sketches.
 * @throws E_ML_EMPTY when a sketch has no item
 * @example numericDistance(kllSketch([1, 2, 3, 4]), kllSketch([2, 3, 4, 5]), 'Simple') // 0.25
 */
export function numericDistance(baseline: KllSketch, current: KllSketch, method: DistanceMethod): number {
  const [a, b] = [sketchRanks(baseline), sketchRanks(current)]
  let [i, j, gap] = [0, 0, 0]
  while (i < a.values.length && j < b.values.length) {
    const value = Math.min(a.values[i]!, b.values[j]!)
    if (a.values[i] === value) i++
    if (b.values[j] === value) j++
    gap = Math.max(gap, Math.abs((i === 0 ? 0 : a.ranks[i - 1]!) / a.rows - (j === 0 ? 0 : b.ranks[j - 1]!) / b.rows))
  }
  return bySize(gap, a.rows, b.rows, method)
}

/**
 * The same for categories: the largest gap between the shares of one category on the two sides.
 *
 * Source: deequ, `Distance.categoricalDistance`. O(categories).
 * @param rows how many rows each side has; default: what the buckets count. More than that are values without a bucket.
 * @throws E_ML_EMPTY when a side has no rows
 */
export function categoryDistance(
  baseline: readonly CategoryBucket[],
  current: readonly CategoryBucket[],
  method: DistanceMethod,
  rows: { readonly baseline?: number; readonly current?: number } = {},
): number {
  const total = (buckets: readonly CategoryBucket[]) => buckets.reduce((sum, { count }) => sum + count, 0)
  const [n, m] = [rows.baseline ?? total(baseline), rows.current ?? total(current)]
  if (n === 0 || m === 0) throw new MillraceError('E_ML_EMPTY', 'A side without rows has no distance to another.')
  const shares = new Map<string, number>()
  for (const { value, count } of baseline) shares.set(value, count / n)
  for (const { value, count } of current) shares.set(value, (shares.get(value) ?? 0) - count / m)
  const gap = Math.max(0, ...[...shares.values()].map(Math.abs))
  return bySize(gap, n, m, method)
}

function bySize(gap: number, n: number, m: number, method: DistanceMethod): number {
  return method === 'Simple' ? gap : Math.max(0, gap - 1.8 * Math.sqrt((n + m) / (n * m)))
}
