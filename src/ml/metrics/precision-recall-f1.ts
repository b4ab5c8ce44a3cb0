import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Labels } from '../../base/matrix.ts'
import { confusionMatrix } from './confusion-matrix.ts'
import type { Weighted } from './sample-weights.ts'

export interface ClassScores {
  readonly class: string
  readonly precision: number
  readonly recall: number
  readonly f1: number
  /** F-beta with the `beta` that was asked for; F1 without. */
  readonly fBeta: number
  /** Rows of this class, or their weight. */
  readonly support: number
  /** Rows predicted as this class, or their weight. */
  readonly predicted: number
}

export interface AveragedScores {
  readonly precision: number
  readonly recall: number
  readonly f1: number
  readonly fBeta: number
}

export interface PrecisionRecallF1 {
  readonly beta: number
  /** Every declared class, in order. */
  readonly perClass: readonly ClassScores[]
  /** Plain means over the classes that occur among the actual or the predicted labels. */
  readonly macro: AveragedScores
  /** Means weighted by support. */
  readonly weighted: AveragedScores
  /** From the counts of all classes together: where each row has one class all four are the accuracy. */
  readonly micro: AveragedScores
  /** Scores of those classes that were 0 / 0 and count as 0: say so where it is not 0. */
  readonly zeroDivisions: number
}

/**
 * For each class, with TP rows rightly predicted as it:
 * - precision `TP / predicted`: how far a prediction of the class can be trusted;
 * - recall `TP / support`: how many of its rows are recognised;
 * - F-beta `(1 + β²) TP / (β² support + predicted)`: their harmonic mean, recall counting β times as much as precision; F1 for β = 1.
 *
 * Source: van Rijsbergen (1979); scikit-learn, `precision_recall_fscore_support(zero_division=0)`. O(n + K²).
 * @param options.beta default 1
 * @throws E_ML_EMPTY, E_ML_SHAPE, E_ML_LABEL; E_ML_PARAMETER for a beta that is not above 0; for bad weights as `weightsOf`
 * @example // actual a a b, predicted a b b: a has precision 1, recall ½, F1 ⅔; b has precision ½, recall 1, F1 ⅔
 */
export function precisionRecallF1(
  actual: Labels,
  predicted: Labels,
  options: Weighted & { readonly beta?: number } = {},
): PrecisionRecallF1 {
  const { beta = 1 } = options
  if (!(beta > 0 && Number.isFinite(beta))) {
    throw new MillraceError('E_ML_PARAMETER', `beta is ${beta}.`, { hint: 'Use a number above 0, such as 1 or 2.' })
  }
  const { classes, counts } = confusionMatrix(actual, predicted, options)
  const size = classes.length
  let zeroDivisions = 0
  let rightOfAll = 0
  const f = (right: number, support: number, called: number, b: number) =>
    support + called === 0 ? 0 : ((1 + b * b) * right) / (b * b * support + called)
  const perClass = classes.map((name, k): ClassScores => {
    let support = 0
    let called = 0
    for (let l = 0; l < size; l++) {
      support += counts[k * size + l]!
      called += counts[l * size + k]!
    }
    const right = counts[k * size + k]!
    rightOfAll += right
    if (support + called > 0) zeroDivisions += (called === 0 ? 1 : 0) + (support === 0 ? 1 : 0)
    return {
      class: name,
      precision: called === 0 ? 0 : right / called,
      recall: support === 0 ? 0 : right / support,
      f1: f(right, support, called, 1),
      fBeta: f(right, support, called, beta),
      support,
      predicted: called,
    }
  })
  const total = perClass.reduce((sum, { support }) => sum + support, 0)
  const occurring = perClass.filter((scores) => scores.support + scores.predicted > 0)
  const averaged = (of: (score: (scores: ClassScores) => number) => number): AveragedScores => ({
    precision: of((s) => s.precision),
    recall: of((s) => s.recall),
    f1: of((s) => s.f1),
    fBeta: of((s) => s.fBeta),
  })
  return {
    beta,
    perClass,
    macro: averaged((score) => occurring.reduce((sum, scores) => sum + score(scores), 0) / occurring.length),
    weighted: averaged((score) => perClass.reduce((sum, scores) => sum + score(scores) * scores.support, 0) / total),
    micro: averaged(() => rightOfAll / total),
    zeroDivisions,
  }
}
