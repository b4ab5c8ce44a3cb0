import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Labels } from '../../base/matrix.ts'
import { requireProbabilities, requireWhole } from '../checks.ts'
import type { Probabilities } from '../model.ts'
import { type Weighted, weightsOf } from './sample-weights.ts'
import { weightedMean } from './weighted-mean.ts'

/**
 * The share of rows whose class is among the `k` most probable ones. Of equally probable classes the later ones in the order of classes
 * come first, as in scikit-learn.
 *
 * Source: scikit-learn, `top_k_accuracy_score`. O(n K).
 * @throws E_ML_PARAMETER for k below 1 or above the number of classes; else as `brierMultiClass`
 * @example // [0.5, 0.3, 0.2] and the second happened: 0 for k = 1, 1 for k = 2
 */
export function topKAccuracy(
  actual: Labels,
  probabilities: Probabilities,
  options: Weighted & { readonly k: number },
): number {
  requireProbabilities(actual, probabilities)
  const size = actual.classes.length
  requireWhole('k', options.k, 1)
  if (options.k > size) {
    throw new MillraceError('E_ML_PARAMETER', `k is ${options.k}, but there are ${size} classes.`)
  }
  const weights = weightsOf(options.sampleWeight, actual.codes.length)
  const among = Float64Array.from(actual.codes, (code, i) => {
    const own = probabilities.data[i * size + code]!
    let before = 0
    for (let c = 0; c < size; c++) {
      const p = probabilities.data[i * size + c]!
      if (p > own || (p === own && c > code)) before++
    }
    return before < options.k ? 1 : 0
  })
  return weightedMean(among, weights)
}
