import type { Labels } from '../../base/matrix.ts'
import { requireSameLabels } from '../checks.ts'

/**
 * The share of rows whose predicted class is the actual one: `Σ [ŷ_i = y_i] / n`.
 *
 * Source: scikit-learn, `accuracy_score`. O(n).
 * @throws E_ML_EMPTY, E_ML_SHAPE, E_ML_LABEL
 * @example accuracy({ classes, codes: Int32Array.of(0, 1) }, { classes, codes: Int32Array.of(0, 0) }) // 0.5
 */
export function accuracy(actual: Labels, predicted: Labels): number {
  requireSameLabels(actual, predicted)
  let right = 0
  for (let i = 0; i < actual.codes.length; i++) if (actual.codes[i] === predicted.codes[i]) right++
  return right / actual.codes.length
}
