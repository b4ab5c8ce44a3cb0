import { MillraceError } from '../../base/errors/millrace-error.ts'
import { requirePairs } from './paired-values.ts'
import { meanOfRows, type RowLosses } from './row-losses.ts'
import type { Weighted } from './sample-weights.ts'

/**
 * Mean of `|y_i - ŷ_i| / |y_i|`, as a share (0.05 is five percent). Where an actual value is 0 there is no such thing, and an error says so;
 * scikit-learn divides by 2⁻⁵² there, which gives figures of 10¹⁵.
 *
 * Source: de Myttenaere et al. (2016); scikit-learn, `mean_absolute_percentage_error`. O(n).
 * @throws E_ML_PARAMETER naming the first row whose actual value is 0; else as `meanAbsoluteError`
 * @example meanAbsolutePercentageError([2, 4], [1, 5]).value // 0.375
 */
export function meanAbsolutePercentageError(
  actual: ArrayLike<number>,
  predicted: ArrayLike<number>,
  options: Weighted = {},
): RowLosses {
  const weights = requirePairs(actual, predicted, options.sampleWeight)
  const perRow = Float64Array.from({ length: actual.length }, (_, i) => {
    if (actual[i] === 0) {
      throw new MillraceError('E_ML_PARAMETER', `The actual value of row ${i + 1} is 0, of which nothing is a share.`, {
        hint: 'Use symmetricMeanAbsolutePercentageError or meanAbsoluteScaledError.',
      })
    }
    return Math.abs((actual[i]! - predicted[i]!) / actual[i]!)
  })
  return meanOfRows(perRow, weights)
}
