import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Labels } from '../../base/matrix.ts'
import { requireProbabilities } from '../checks.ts'
import type { Probabilities } from '../model.ts'
import { rocAuc } from './roc-auc.ts'
import { type Weighted, weightsOf } from './sample-weights.ts'

export interface RocAucOneVsOne {
  /** Plain mean over the pairs of classes that both have rows. */
  readonly macro: number
  /** Mean weighted by the rows of both classes of a pair. */
  readonly weighted: number
  readonly perPair: readonly {
    readonly classes: readonly [string, string]
    readonly value: number
    readonly support: number
  }[]
  /** Classes without a row: left out of the means. */
  readonly absent: readonly string[]
}

/**
 * For each pair of classes, on the rows of these two alone: the mean of the area by the probability of the one and of the area by the
 * probability of the other. Unlike one against the rest it does not depend on how common the classes are.
 *
 * Source: Hand and Till, Machine Learning 45 (2001); scikit-learn, `roc_auc_score(multi_class='ovo')`, which takes no weights here. O(K² n log n).
 * @throws E_ML_ONE_CLASS when fewer than two classes have rows; else as `brierMultiClass`
 * @example rocAucOneVsOne(actual, probabilities).macro
 */
export function rocAucOneVsOne(actual: Labels, probabilities: Probabilities, options: Weighted = {}): RocAucOneVsOne {
  requireProbabilities(actual, probabilities)
  const { classes, codes } = actual
  const weights = weightsOf(options.sampleWeight, codes.length)
  const supports = classes.map((_, k) => weights.reduce((sum, weight, i) => sum + (codes[i] === k ? weight : 0), 0))
  const present = classes.map((_, k) => k).filter((k) => supports[k]! > 0)
  if (present.length < 2) {
    throw new MillraceError(
      'E_ML_ONE_CLASS',
      `${present.length} of ${classes.length} classes have rows: there is no pair.`,
    )
  }
  const perPair = present.flatMap((a) =>
    present
      .filter((b) => b > a)
      .map((b) => {
        const rows = Int32Array.from(codes.keys()).filter((i) => codes[i] === a || codes[i] === b)
        const areaOf = (k: number) =>
          rocAuc(
            Uint8Array.from(rows, (i) => (codes[i] === k ? 1 : 0)),
            Float64Array.from(rows, (i) => probabilities.data[i * classes.length + k]!),
            { sampleWeight: Float64Array.from(rows, (i) => weights[i]!) },
          )
        const pair: [string, string] = [classes[a]!, classes[b]!]
        return { classes: pair, value: (areaOf(a) + areaOf(b)) / 2, support: supports[a]! + supports[b]! }
      }),
  )
  const all = perPair.reduce((sum, { support }) => sum + support, 0)
  return {
    macro: perPair.reduce((sum, { value }) => sum + value, 0) / perPair.length,
    weighted: perPair.reduce((sum, { value, support }) => sum + value * support, 0) / all,
    perPair,
    absent: classes.filter((_, k) => supports[k] === 0),
  }
}
