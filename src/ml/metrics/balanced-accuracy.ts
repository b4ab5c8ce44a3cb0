import type { Labels } from '../../base/matrix.ts'
import { confusionMatrix } from './confusion-matrix.ts'
import type { Weighted } from './sample-weights.ts'

/**
 * The mean, over the classes that have rows, of the share of their rows that are recognised (recall): a class counts
 * as much as any other, however rare. Guessing gives 1 / K.
 *
 * Source: Brodersen et al., "The balanced accuracy and its posterior distribution" (2010); scikit-learn,
 * `balanced_accuracy_score`. O(n).
 * @throws E_ML_EMPTY, E_ML_SHAPE, E_ML_LABEL
 * @example // three of three 'won' and none of one 'lost' are recognised: (1 + 0) / 2 = 0.5
 */
export function balancedAccuracy(actual: Labels, predicted: Labels, options: Weighted = {}): number {
  const { classes, counts } = confusionMatrix(actual, predicted, options)
  const size = classes.length
  let recalls = 0
  let present = 0
  for (let k = 0; k < size; k++) {
    const support = counts.subarray(k * size, (k + 1) * size).reduce((sum, count) => sum + count, 0)
    if (support === 0) continue
    present++
    recalls += counts[k * size + k]! / support
  }
  return recalls / present
}
