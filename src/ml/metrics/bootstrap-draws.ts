import { createRandom } from '../../base/random.ts'
import { requireFiniteValues, requireShare, requireWhole } from '../checks.ts'
import type { BootstrapInterval, BootstrapOptions } from './bootstrap-interval.ts'
import { quantile } from './quantile.ts'

/** Resamples of n rows, drawn once and asked often. */
export interface BootstrapDraws {
  /** How often each resample drew each row: resample after resample, n counts each. */
  readonly counts: Uint16Array
  readonly resamples: number
  /** The percentile interval of a mean over the rows. @throws E_ML_NOT_FINITE, E_ML_EMPTY */
  interval(perRow: ArrayLike<number>): BootstrapInterval
}

/**
 * Draws resamples of the rows once, for many means over the same rows: each then costs a product of counts and values
 * instead of new random numbers. The intervals are those of `bootstrapInterval` with the same seed, up to the rounding of
 * a sum in another order.
 *
 * Source: see `bootstrapInterval`. O(resamples · n) each, and 2 · resamples · n bytes.
 * @param rows from 1
 * @throws E_ML_PARAMETER
 * @example bootstrapDraws(losses.length, { seed: 1 }).interval(losses)
 */
export function bootstrapDraws(rows: number, options: Omit<BootstrapOptions, 'sampleWeight'>): BootstrapDraws {
  const { seed, resamples = 2000, level = 0.95 } = options
  requireWhole('rows', rows, 1)
  requireWhole('seed', seed, 0)
  requireWhole('resamples', resamples, 1)
  requireShare('level', level)
  const random = createRandom(seed)
  const counts = new Uint16Array(resamples * rows)
  for (let start = 0; start < counts.length; start += rows) {
    for (let draw = 0; draw < rows; draw++) counts[start + random.integer(rows)]!++
  }
  return {
    counts,
    resamples,
    interval(perRow) {
      requireFiniteValues('rows', perRow)
      const values = Float64Array.from(perRow)
      const means = Float64Array.from({ length: resamples }, (_, resample) => {
        const start = resample * rows
        let sum = 0
        for (let row = 0; row < rows; row++) sum += counts[start + row]! * values[row]!
        return sum / rows
      }).sort()
      let total = 0
      for (let row = 0; row < rows; row++) total += values[row]!
      return {
        mean: total / rows,
        lower: quantile(means, (1 - level) / 2),
        upper: quantile(means, (1 + level) / 2),
        level,
        resamples,
      }
    },
  }
}
