import { MillraceError } from '../../base/errors/millrace-error.ts'
import { requirePairs } from './paired-values.ts'
import { meanOfRows, type RowLosses } from './row-losses.ts'
import type { Weighted } from './sample-weights.ts'

/**
 * The loss of a predicted quantile: `α (y - ŷ)` where the prediction is below, `(1 - α)(ŷ - y)` where it is above. Its mean is least for the
 * true α-quantile; at α = ½ it is half the absolute error.
 *
 * Source: Koenker and Bassett (1978); scikit-learn, `mean_pinball_loss`. O(n).
 * @param options.alpha from 0 to 1, default ½
 * @throws E_ML_PARAMETER for an alpha outside; else as `meanAbsoluteError`
 * @example pinballLoss([10], [8], { alpha: 0.9 }).value // 1.8
 */
export function pinballLoss(
  actual: ArrayLike<number>,
  predicted: ArrayLike<number>,
  options: Weighted & { readonly alpha?: number } = {},
): RowLosses {
  const { alpha = 0.5 } = options
  if (!(alpha >= 0 && alpha <= 1)) {
    throw new MillraceError('E_ML_PARAMETER', `alpha is ${alpha}.`, { hint: 'Use a number from 0 to 1.' })
  }
  const weights = requirePairs(actual, predicted, options.sampleWeight)
  const perRow = Float64Array.from({ length: actual.length }, (_, i) => {
    const below = actual[i]! - predicted[i]!
    return below >= 0 ? alpha * below : (alpha - 1) * below
  })
  return meanOfRows(perRow, weights)
}
