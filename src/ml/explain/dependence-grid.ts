import type { FloatArray } from '../../base/matrix.ts'

export interface GridOptions {
  /** Points of the grid. A feature of fewer distinct values has a point for each. Default 100. */
  readonly resolution?: number | undefined
  /** The shares of the rows between which the grid lies. Default 0.05 and 0.95. */
  readonly percentiles?: readonly [number, number] | undefined
  /** Whether the values are codes of categories: then each is a point. Default false. */
  readonly categorical?: boolean | undefined
}

/**
 * The values at which a feature's dependence is drawn, upwards: all distinct ones where they are few, else evenly spaced between
 * two quantiles, so that outliers do not stretch it. (Where both are the same value, between the least and the greatest.)
 * Missing values are left out; there are none at all when every value is missing.
 *
 * Source: scikit-learn 1.2.1, `_grid_from_X`, with SciPy's `mquantiles` (α = β = 0.4; Hyndman and Fan (1996), type between 7
 * and 8: place `p (n + 0.2) + 0.4`). O(n log n).
 * @example dependenceGrid(Float64Array.of(1, 2, 2, 3)) // [1, 2, 3]
 */
export function dependenceGrid(column: FloatArray, options: GridOptions = {}): Float64Array {
  const { resolution = 100, percentiles = [0.05, 0.95], categorical = false } = options
  const sorted = Float64Array.from(column.filter((value) => !Number.isNaN(value))).sort()
  const distinct = sorted.filter((value, i) => i === 0 || value !== sorted[i - 1])
  if (categorical || distinct.length < resolution || distinct.length < 2) return distinct
  let [low, high] = percentiles.map((share) => medianLikeQuantile(sorted, share)) as [number, number]
  if (low === high) [low, high] = [sorted[0]!, sorted.at(-1)!]
  const step = (high - low) / (resolution - 1)
  return Float64Array.from({ length: resolution }, (_, p) => (p === resolution - 1 ? high : low + p * step))
}

function medianLikeQuantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length + 0.2) + 0.4
  const below = Math.floor(Math.min(Math.max(place, 1), sorted.length - 1))
  const part = Math.min(Math.max(place - below, 0), 1)
  return (1 - part) * sorted[below - 1]! + part * sorted[below]!
}
