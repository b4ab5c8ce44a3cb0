import { createRandom } from '../../base/random.ts'
import { requireFiniteValues, requireShare, requireWhole } from '../checks.ts'
import { quantile } from './quantile.ts'
import { type Weighted, weightsOf } from './sample-weights.ts'
import { weightedMean } from './weighted-mean.ts'

export interface BootstrapOptions extends Weighted {
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
 * the interval holds the middle `level` of the means of all resamples. With sample weights a row that is drawn brings its
 * weight along, and the mean is the weighted one; rows of weight 0 are not drawn.
 *
 * Source: Efron and Tibshirani, "An Introduction to the Bootstrap" (1993), ch. 13. O(resamples · n).
 * @param perRow one number a row, such as `logLoss(…).perRow`
 * @throws E_ML_EMPTY, E_ML_NOT_FINITE, E_ML_PARAMETER; for bad weights as `weightsOf`
 * @example bootstrapInterval([1, 1, 1], { seed: 1 }) // mean, lower and upper 1
 */
export function bootstrapInterval(perRow: ArrayLike<number>, options: BootstrapOptions): BootstrapInterval {
  const { seed, resamples = 2000, level = 0.95 } = options
  requireFiniteValues('rows', perRow)
  requireWhole('seed', seed, 0)
  requireWhole('resamples', resamples, 1)
  requireShare('level', level)
  if (options.sampleWeight !== undefined) return weightedInterval(perRow, options.sampleWeight, options)
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

function weightedInterval(
  perRow: ArrayLike<number>,
  sampleWeight: ArrayLike<number>,
  { seed, resamples = 2000, level = 0.95 }: BootstrapOptions,
): BootstrapInterval {
  const weights = weightsOf(sampleWeight, perRow.length)
  const rows = Int32Array.from(weights.keys()).filter((i) => weights[i]! > 0)
  const random = createRandom(seed)
  const means = Float64Array.from({ length: resamples }, () => {
    let [sum, total] = [0, 0]
    for (let draw = 0; draw < rows.length; draw++) {
      const row = rows[random.integer(rows.length)]!
      sum += weights[row]! * perRow[row]!
      total += weights[row]!
    }
    return sum / total
  }).sort()
  return {
    mean: weightedMean(Float64Array.from(perRow), weights),
    lower: quantile(means, (1 - level) / 2),
    upper: quantile(means, (1 + level) / 2),
    level,
    resamples,
  }
}
