import type { Labels } from '../../base/matrix.ts'
import { requireSameLabels } from '../checks.ts'
import { type Weighted, weightsOf } from './sample-weights.ts'
import { weightedMean } from './weighted-mean.ts'

/**
 * The share of rows whose predicted class is the actual one: `Σ w_i [ŷ_i = y_i] / Σ w_i`.
 *
 * Source: scikit-learn, `accuracy_score`. O(n).
 * @throws E_ML_EMPTY, E_ML_SHAPE, E_ML_LABEL; for bad weights as `weightsOf`
 * @example accuracy({ classes, codes: Int32Array.of(0, 1) }, { classes, codes: Int32Array.of(0, 0) }) // 0.5
 */
export function accuracy(actual: Labels, predicted: Labels, options: Weighted = {}): number {
  requireSameLabels(actual, predicted)
  const weights = weightsOf(options.sampleWeight, actual.codes.length)
  const right = Float64Array.from(actual.codes, (code, i) => (code === predicted.codes[i] ? 1 : 0))
  return weightedMean(right, weights)
}
