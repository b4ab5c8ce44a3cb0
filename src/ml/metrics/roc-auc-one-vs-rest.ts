import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Labels } from '../../base/matrix.ts'
import { requireProbabilities } from '../checks.ts'
import type { Probabilities } from '../model.ts'
import { rocAuc } from './roc-auc.ts'
import { type Weighted, weightsOf } from './sample-weights.ts'

export interface RocAucOneVsRest {
  /** Plain mean over the classes that have rows. */
  readonly macro: number
  /** Mean weighted by the rows of each class. */
  readonly weighted: number
  readonly perClass: readonly { readonly class: string; readonly value: number; readonly support: number }[]
  /** Classes without a row: left out of the means. */
  readonly absent: readonly string[]
}

/**
 * The area under the ROC curve of each class against all others, by the probability of that class, and its means.
 *
 * Source: Provost and Domingos (2000); scikit-learn, `roc_auc_score(multi_class='ovr')`. O(K n log n).
 * @throws E_ML_ONE_CLASS when all rows are of one class; else as `brierMultiClass`
 * @example // classes of 3 and 1 rows with areas 0.8 and 0.6: macro 0.7, weighted 0.75
 */
export function rocAucOneVsRest(actual: Labels, probabilities: Probabilities, options: Weighted = {}): RocAucOneVsRest {
  requireProbabilities(actual, probabilities)
  const { classes, codes } = actual
  const weights = weightsOf(options.sampleWeight, codes.length)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const perClass: { class: string; value: number; support: number }[] = []
  const absent: string[] = []
  for (const [k, name] of classes.entries()) {
    const positive = Uint8Array.from(codes, (code) => (code === k ? 1 : 0))
    const support = weights.reduce((sum, weight, i) => sum + weight * positive[i]!, 0)
    if (support === total) {
      throw new MillraceError('E_ML_ONE_CLASS', `All ${codes.length} rows are "${name}": there is nothing to rank.`)
    }
    if (support === 0) {
      absent.push(name)
      continue
    }
    const scores = Float64Array.from(codes, (_, i) => probabilities.data[i * classes.length + k]!)
    perClass.push({ class: name, value: rocAuc(positive, scores, options), support })
  }
  return {
    macro: perClass.reduce((sum, { value }) => sum + value, 0) / perClass.length,
    weighted: perClass.reduce((sum, { value, support }) => sum + value * support, 0) / total,
    perClass,
    absent,
  }
}
