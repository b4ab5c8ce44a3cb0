import { requireFiniteValues } from '../checks.ts'
import { normalSurvival } from './normal-survival.ts'

export interface MannKendall {
  /** Pairs that rise minus pairs that fall. */
  readonly s: number
  /** `s` by its largest possible value: 1 always rises, -1 always falls (Kendall's τ_a). */
  readonly tau: number
  readonly z: number
  /** Two-sided, by the normal approximation with continuity correction, for a series whose values do not depend on one another. */
  readonly pValue: number
}

/**
 * The test of Mann and Kendall for a monotone trend: `S = Σ_{i<j} sign(y_j - y_i)`, with variance `(n(n-1)(2n+5) - Σ t(t-1)(2t+5)) / 18`, t the
 * sizes of groups of equal values. The falling pairs are counted while merging. O(n log n).
 *
 * Source: Mann, "Nonparametric tests against trend" (1945); Kendall, "Rank Correlation Methods" (1975), 4.
 * @param series in the order of time
 * @throws E_ML_EMPTY, E_ML_NOT_FINITE
 * @example mannKendall([1, 2, 3, 4]) // s 6, tau 1
 */
export function mannKendall(series: ArrayLike<number>): MannKendall {
  requireFiniteValues('values', series)
  const n = series.length
  const pairs = (n * (n - 1)) / 2
  const sorted = Float64Array.from(series).sort()
  let [equalPairs, ties] = [0, 0]
  for (let start = 0, end = 0; start < n; start = end) {
    for (end = start; end < n && sorted[end] === sorted[start]; end++);
    const t = end - start
    equalPairs += (t * (t - 1)) / 2
    ties += t * (t - 1) * (2 * t + 5)
  }
  const falling = inversions(Float64Array.from(series))
  const s = pairs - equalPairs - 2 * falling
  const variance = (n * (n - 1) * (2 * n + 5) - ties) / 18
  const z = s === 0 || variance <= 0 ? 0 : (s - Math.sign(s)) / Math.sqrt(variance)
  return { s, tau: pairs === 0 ? 0 : s / pairs, z, pValue: Math.min(1, 2 * normalSurvival(Math.abs(z))) }
}

/** Pairs `i < j` with `y_i > y_j`, by merge sort. */
function inversions(values: Float64Array): number {
  let from = values
  let to: Float64Array = new Float64Array(values.length)
  let count = 0
  for (let width = 1; width < values.length; width *= 2) {
    for (let left = 0; left < values.length; left += 2 * width) {
      const middle = Math.min(left + width, values.length)
      const right = Math.min(left + 2 * width, values.length)
      for (let i = left, j = middle, k = left; k < right; k++) {
        if (i < middle && (j >= right || from[i]! <= from[j]!)) to[k] = from[i++]!
        else {
          to[k] = from[j++]!
          count += middle - i
        }
      }
    }
    ;[from, to] = [to, from]
  }
  return count
}
