import { MillraceError } from '../../base/errors/millrace-error.ts'
import { requireFiniteValues, requireWhole } from '../checks.ts'
import { meanAbsoluteError } from './mean-absolute-error.ts'
import type { RowLosses } from './row-losses.ts'
import type { Weighted } from './sample-weights.ts'

/**
 * The mean absolute error as a multiple of what the naive rule errs by in the training series: below 1 it is better than saying "as `period`
 * steps before". It has no unit, so series can be set side by side.
 *
 * Source: Hyndman and Koehler, "Another look at measures of forecast accuracy" (2006). O(n + training).
 * @param options.training the series that the model was fitted on, in the order of time
 * @param options.period steps of the naive rule; 1, the default, is the last value, 12 the same month of the year before
 * @throws E_ML_EMPTY when the series is not longer than the period; E_ML_ONE_CLASS when it never changes, so that there is no scale; else as
 *   `meanAbsoluteError`
 * @example // training 1 3 2 changes by 2 and 1, on average 1.5: an error of 3 is a scaled error of 2
 */
export function meanAbsoluteScaledError(
  actual: ArrayLike<number>,
  predicted: ArrayLike<number>,
  options: Weighted & { readonly training: ArrayLike<number>; readonly period?: number },
): RowLosses & { readonly scale: number } {
  const { training, period = 1 } = options
  requireFiniteValues('training values', training)
  requireWhole('period', period, 1)
  if (training.length <= period) {
    throw new MillraceError('E_ML_EMPTY', `The training series has ${training.length} values, the period is ${period}.`)
  }
  let change = 0
  for (let i = period; i < training.length; i++) change += Math.abs(training[i]! - training[i - period]!)
  const scale = change / (training.length - period)
  if (scale === 0) {
    throw new MillraceError(
      'E_ML_ONE_CLASS',
      'The training series never changes: there is no naive error to compare with.',
    )
  }
  const errors = meanAbsoluteError(actual, predicted, options)
  return { value: errors.value / scale, perRow: errors.perRow.map((error) => error / scale), scale }
}
