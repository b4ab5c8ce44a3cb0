import type { Labels } from '../../base/matrix.ts'
import { confusionMatrix } from './confusion-matrix.ts'

export interface ClassScores {
  readonly class: string
  readonly precision: number
  readonly recall: number
  readonly f1: number
  /** Rows of this class. */
  readonly support: number
  /** Rows predicted as this class. */
  readonly predicted: number
}

export interface PrecisionRecallF1 {
  /** Every declared class, in order. */
  readonly perClass: readonly ClassScores[]
  /** Plain means over the classes that occur among the actual or the predicted labels. */
  readonly macro: { readonly precision: number; readonly recall: number; readonly f1: number }
  /** Scores of those classes that were 0 / 0 and count as 0: say so where it is not 0. */
  readonly zeroDivisions: number
}

/**
 * For each class, with TP rows rightly predicted as it:
 * - precision `TP / predicted`: how far a prediction of the class can be trusted;
 * - recall `TP / support`: how many of its rows are recognised;
 * - F1 `2 TP / (predicted + support)`: their harmonic mean.
 *
 * Source: van Rijsbergen (1979); scikit-learn, `precision_recall_fscore_support(zero_division=0)`. O(n + K²).
 * @throws E_ML_EMPTY, E_ML_SHAPE, E_ML_LABEL
 * @example // actual a a b, predicted a b b: a has precision 1, recall ½, F1 ⅔; b has precision ½, recall 1, F1 ⅔
 */
export function precisionRecallF1(actual: Labels, predicted: Labels): PrecisionRecallF1 {
  const { classes, counts } = confusionMatrix(actual, predicted)
  const size = classes.length
  let zeroDivisions = 0
  const perClass = classes.map((name, k): ClassScores => {
    let support = 0
    let called = 0
    for (let l = 0; l < size; l++) {
      support += counts[k * size + l]!
      called += counts[l * size + k]!
    }
    const right = counts[k * size + k]!
    if (support + called > 0) zeroDivisions += (called === 0 ? 1 : 0) + (support === 0 ? 1 : 0)
    return {
      class: name,
      precision: called === 0 ? 0 : right / called,
      recall: support === 0 ? 0 : right / support,
      f1: support + called === 0 ? 0 : (2 * right) / (support + called),
      support,
      predicted: called,
    }
  })
  const occurring = perClass.filter((scores) => scores.support + scores.predicted > 0)
  const mean = (score: (scores: ClassScores) => number) =>
    occurring.reduce((sum, scores) => sum + score(scores), 0) / occurring.length
  const macro = { precision: mean((s) => s.precision), recall: mean((s) => s.recall), f1: mean((s) => s.f1) }
  return { perClass, macro, zeroDivisions }
}
