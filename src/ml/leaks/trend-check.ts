import { requireFiniteValues } from '../checks.ts'
import { type MannKendall, mannKendall } from '../statistics/mann-kendall.ts'

export interface TrendCheck {
  /** Of the training values: no tree foretells anything beyond. */
  readonly lowest: number
  readonly highest: number
  /** Share of test values outside that range. */
  readonly shareOutside: number
  readonly testRows: number
  /** Of the training series. */
  readonly trend: MannKendall
  /** The rule "as the value before", one step ahead over the test rows. */
  readonly naive: { readonly rmse: number; readonly rSquared: number }
}

/**
 * Whether a series runs away from what was learnt. A tree answers with a mean of training values, so that a level beyond them is out of its
 * reach: where the training series has a trend (Mann and Kendall) and the test values leave its range, differences are to be learnt instead.
 * The naive rule's error stands beside, since a high R² of a trending level means little. O(n log n).
 *
 * @param training in the order of time
 * @param test in the order of time, after it
 * @throws E_ML_EMPTY, E_ML_NOT_FINITE
 * @example trendCheck([1, 2, 3, 4], [5, 6]).shareOutside // 1
 */
export function trendCheck(training: ArrayLike<number>, test: ArrayLike<number>): TrendCheck {
  requireFiniteValues('training values', training)
  requireFiniteValues('test values', test)
  let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let i = 0; i < training.length; i++) {
    lowest = Math.min(lowest, training[i]!)
    highest = Math.max(highest, training[i]!)
  }
  let [outside, sum, errors, last] = [0, 0, 0, training[training.length - 1]!]
  for (let i = 0; i < test.length; i++) {
    const value = test[i]!
    if (value < lowest || value > highest) outside++
    sum += value
    errors += (value - last) ** 2
    last = value
  }
  const mean = sum / test.length
  let spread = 0
  for (let i = 0; i < test.length; i++) spread += (test[i]! - mean) ** 2
  return {
    lowest,
    highest,
    shareOutside: outside / test.length,
    testRows: test.length,
    trend: mannKendall(training),
    naive: { rmse: Math.sqrt(errors / test.length), rSquared: spread > 0 ? 1 - errors / spread : Number.NaN },
  }
}
