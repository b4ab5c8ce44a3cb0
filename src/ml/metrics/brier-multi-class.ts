import type { Labels } from '../../base/matrix.ts'
import { requireProbabilities } from '../checks.ts'
import type { Probabilities } from '../model.ts'
import { meanOfRows, type RowLosses } from './row-losses.ts'
import { type Weighted, weightsOf } from './sample-weights.ts'

/**
 * The Brier score in its original form, summed over the classes: mean of `Σ_k (p_ik - [y_i = k])²`, from 0 to 2. For
 * two classes it is twice `brierBinary`.
 *
 * Source: Brier, "Verification of forecasts expressed in terms of probability", Monthly Weather Review 78 (1950).
 * O(n K).
 * @throws E_ML_EMPTY, E_ML_SHAPE, E_ML_LABEL; E_ML_NOT_FINITE or E_ML_PARAMETER for what are not probabilities
 * @example // [0.5, 0.25, 0.25] and the first class happened: 0.25 + 0.0625 + 0.0625 = 0.375
 */
export function brierMultiClass(actual: Labels, probabilities: Probabilities, options: Weighted = {}): RowLosses {
  requireProbabilities(actual, probabilities)
  const size = actual.classes.length
  const perRow = Float64Array.from(actual.codes, (code, i) => {
    let sum = 0
    for (let k = 0; k < size; k++) {
      const error = probabilities.data[i * size + k]! - (k === code ? 1 : 0)
      sum += error * error
    }
    return sum
  })
  return meanOfRows(perRow, weightsOf(options.sampleWeight, perRow.length))
}
