import { didYouMean } from '../../base/did-you-mean.ts'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Labels } from '../../base/matrix.ts'
import { requireProbabilities } from '../checks.ts'
import type { Probabilities } from '../model.ts'
import { meanOfRows, type RowLosses } from './row-losses.ts'
import { type Weighted, weightsOf } from './sample-weights.ts'

/**
 * The Brier score of one class against all others: mean of `(p_i - [y_i = positive])²`, from 0 to 1. Half of
 * `brierMultiClass` for two classes.
 *
 * Source: scikit-learn, `brier_score_loss`. O(n).
 * @throws E_ML_LABEL for a class that does not exist; else as `brierMultiClass`
 * @example // p = 0.7 for what happened, 0.4 for what did not: (0.09 + 0.16) / 2 = 0.125
 */
export function brierBinary(
  actual: Labels,
  probabilities: Probabilities,
  options: Weighted & { readonly positive: string },
): RowLosses {
  requireProbabilities(actual, probabilities)
  const { classes, codes } = actual
  const positive = classes.indexOf(options.positive)
  if (positive < 0) {
    throw new MillraceError('E_ML_LABEL', `The positive class "${options.positive}" does not exist.`, {
      hint: didYouMean(options.positive, classes),
    })
  }
  const perRow = Float64Array.from(codes, (code, i) => {
    const error = probabilities.data[i * classes.length + positive]! - (code === positive ? 1 : 0)
    return error * error
  })
  return meanOfRows(perRow, weightsOf(options.sampleWeight, perRow.length))
}
