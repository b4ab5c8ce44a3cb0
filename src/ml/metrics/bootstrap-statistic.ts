import { MillraceError } from '../../base/errors/millrace-error.ts'
import { createRandom } from '../../base/random.ts'
import { requireShare, requireWhole } from '../checks.ts'
import { quantile } from './quantile.ts'

export interface StatisticInterval {
  /** Of all rows, each once. */
  readonly value: number
  readonly lower: number
  readonly upper: number
  readonly level: number
  readonly resamples: number
  /** Resamples for which the statistic is not defined (NaN), such as those of one class: they are left out. */
  readonly undefinedResamples: number
}

/**
 * The percentile bootstrap interval of any statistic of rows, such as an R² or an area under a curve, which is no mean of
 * numbers row by row. For two models on the same rows give the difference of their statistics: then it is paired.
 *
 * Source: Efron and Tibshirani, "An Introduction to the Bootstrap" (1993), ch. 13. O(resamples · cost of the statistic).
 * @param rows how many there are
 * @param statistic of the rows whose indexes it is given, some of them several times; the array is used again
 * @throws E_ML_EMPTY for no rows, or when more than half of the resamples have no such statistic; E_ML_PARAMETER
 * @example bootstrapStatistic(4, (drawn) => median(drawn.map((row) => losses[row])), { seed: 1 })
 */
export function bootstrapStatistic(
  rows: number,
  statistic: (drawn: Int32Array) => number,
  options: { readonly seed: number; readonly resamples?: number; readonly level?: number },
): StatisticInterval {
  const { seed, resamples = 2000, level = 0.95 } = options
  if (rows < 1) throw new MillraceError('E_ML_EMPTY', 'There are no rows to draw from.')
  requireWhole('rows', rows, 1)
  requireWhole('seed', seed, 0)
  requireWhole('resamples', resamples, 1)
  requireShare('level', level)
  const drawn = Int32Array.from({ length: rows }, (_, i) => i)
  const value = statistic(drawn)
  const random = createRandom(seed)
  const found = Float64Array.from({ length: resamples }, () => {
    for (let i = 0; i < rows; i++) drawn[i] = random.integer(rows)
    return statistic(drawn)
  })
  const defined = found.filter((each) => !Number.isNaN(each)).sort()
  if (defined.length * 2 < resamples) {
    throw new MillraceError(
      'E_ML_EMPTY',
      `The statistic is defined for ${defined.length} of ${resamples} resamples of ${rows} rows: too few for an interval.`,
      { hint: 'Judge more rows.' },
    )
  }
  return {
    value,
    lower: quantile(defined, (1 - level) / 2),
    upper: quantile(defined, (1 + level) / 2),
    level,
    resamples,
    undefinedResamples: resamples - defined.length,
  }
}
