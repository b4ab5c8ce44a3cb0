import type { Labels } from '../../base/matrix.ts'
import { requireSameLabels } from '../checks.ts'
import { type Weighted, weightsOf } from './sample-weights.ts'

export interface ConfusionMatrix {
  readonly classes: readonly string[]
  /** Row = actual, column = predicted: `counts[actual * classes.length + predicted]`. Weights, where they are given. */
  readonly counts: Float64Array
}

/**
 * How many rows of each class were predicted as each class.
 *
 * Source: scikit-learn, `confusion_matrix`. O(n + K²).
 * @throws E_ML_EMPTY, E_ML_SHAPE, E_ML_LABEL; for bad weights as `weightsOf`
 * @example
 * confusionMatrix({ classes: ['a', 'b'], codes: Int32Array.of(0, 0, 1) }, { classes: ['a', 'b'], codes: Int32Array.of(0, 1, 1) })
 *   .counts // [1, 1, 0, 1]
 */
export function confusionMatrix(actual: Labels, predicted: Labels, options: Weighted = {}): ConfusionMatrix {
  requireSameLabels(actual, predicted)
  const weights = weightsOf(options.sampleWeight, actual.codes.length)
  const { classes, codes } = actual
  const counts = new Float64Array(classes.length ** 2)
  for (let i = 0; i < codes.length; i++) counts[codes[i]! * classes.length + predicted.codes[i]!]! += weights[i]!
  return { classes, counts }
}
