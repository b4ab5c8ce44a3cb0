import { createRandom } from '../../base/random.ts'
import { requireFiniteValues, requireShare, requireWhole } from '../checks.ts'
import { quantile } from './quantile.ts'

export interface BootstrapOptions {
  /** Unsigned 32-bit. */
  readonly seed: number
  /** Default 2000. */
  readonly resamples?: number
  /** Default 0.95. */
  readonly level?: number
}

export interface BootstrapInterval {
  /** Of the rows themselves. */
  readonly mean: number
  readonly lower: number
  readonly upper: number
  readonly level: number
  readonly resamples: number
}

/**
 * The percentile bootstrap interval of a mean over rows: rows are drawn with replacement, as many as there are, and
 * the interval holds the middle `level` of the means of all resamples.
 *
 * Source: Efron and Tibshirani, "An Introduction to the Bootstrap" (1993), ch. 13. O(resamples · n).
 * @param perRow one number a row, such as `logLoss(…).perRow`
 * @throws E_ML_EMPTY, E_ML_NOT_FINITE, E_ML_PARAMETER
 * @example bootstrapInterval([1, 1, 1], { seed: 1 }) // mean, lower and upper 1
 */
export function bootstrapInterval(perRow: ArrayLike<number>, options: BootstrapOptions): BootstrapInterval {
  const { seed, resamples = 2000, level = 0.95 } = options
  requireFiniteValues('rows', perRow)
  requireWhole('seed', seed, 0)
  requireWhole('resamples', resamples, 1)
  requireShare('level', level)
  const n = perRow.length
  const random = createRandom(seed)
  const means = Float64Array.from({ length: resamples }, () => {
    let sum = 0
    for (let draw = 0; draw < n; draw++) sum += perRow[random.integer(n)]!
    return sum / n
  }).sort()
  let total = 0
  for (let i = 0; i < n; i++) total += perRow[i]!
  return {
    mean: total / n,
    lower: quantile(means, (1 - level) / 2),
    upper: quantile(means, (1 + level) / 2),
    level,
    resamples,
  }
}
