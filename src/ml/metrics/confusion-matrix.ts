import type { Labels } from '../../base/matrix.ts'
import { requireSameLabels } from '../checks.ts'

export interface ConfusionMatrix {
  readonly classes: readonly string[]
  /** Row = actual, column = predicted: `counts[actual * classes.length + predicted]`. */
  readonly counts: Int32Array
}

/**
 * How many rows of each class were predicted as each class.
 *
 * Source: scikit-learn, `confusion_matrix`. O(n + K²).
 * @throws E_ML_EMPTY, E_ML_SHAPE, E_ML_LABEL
 * @example
 * confusionMatrix({ classes: ['a', 'b'], codes: Int32Array.of(0, 0, 1) }, { classes: ['a', 'b'], codes: Int32Array.of(0, 1, 1) })
 *   .counts // [1, 1, 0, 1]
 */
export function confusionMatrix(actual: Labels, predicted: Labels): ConfusionMatrix {
  requireSameLabels(actual, predicted)
  const { classes, codes } = actual
  const counts = new Int32Array(classes.length ** 2)
  for (let i = 0; i < codes.length; i++) counts[codes[i]! * classes.length + predicted.codes[i]!]!++
  return { classes, counts }
}
