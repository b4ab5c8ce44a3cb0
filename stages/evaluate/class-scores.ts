import type { Labels } from 'millrace'
import {
  balancedAccuracy,
  cohenKappa,
  matthewsCorrelation,
  mostProbable,
  type Probabilities,
  precisionRecallF1,
  type Weighted,
} from 'millrace/ml'
import { ofOneClass } from './of-one-class.ts'

/** What is said of one class by the predicted classes. */
export interface ClassScore {
  readonly class: string
  /** Rows of the class, rows predicted as it, and those that are both: rows, also where rows have weights. */
  readonly rows: number
  readonly predicted: number
  readonly hits: number
  readonly precision: number
  readonly recall: number
  readonly f1: number
  readonly fBeta: number
}

/** What the most probable classes are worth. */
export interface PredictedClassScores {
  /** Mean recall over the classes that have rows: guessing gives 1 / K. */
  readonly balancedAccuracy: number
  /** Correlation of actual and predicted classes: 0 is guessing. */
  readonly matthewsCorrelation: number
  /** Agreement beyond chance; null where all rows are of one class and predicted as it. */
  readonly cohenKappa: number | null
  readonly macro: { readonly precision: number; readonly recall: number; readonly f1: number }
  readonly weighted: { readonly precision: number; readonly recall: number; readonly f1: number }
  readonly fBeta: {
    readonly beta: number
    readonly macro: number
    readonly weighted: number
    readonly micro: number
  }
  readonly perClass: readonly ClassScore[]
}

/** Metrics of predicted classes, weighted where weights are given. */
export function classScores(
  actual: Labels,
  probabilities: Probabilities,
  beta: number,
  weighted: Weighted,
): PredictedClassScores {
  const predicted = mostProbable(probabilities)
  const scores = precisionRecallF1(actual, predicted, { ...weighted, beta })
  const counts = precisionRecallF1(actual, predicted)
  return {
    balancedAccuracy: balancedAccuracy(actual, predicted, weighted),
    matthewsCorrelation: matthewsCorrelation(actual, predicted, weighted),
    cohenKappa: ofOneClass(() => cohenKappa(actual, predicted, weighted)),
    macro: threeOf(scores.macro),
    weighted: threeOf(scores.weighted),
    fBeta: { beta, macro: scores.macro.fBeta, weighted: scores.weighted.fBeta, micro: scores.micro.fBeta },
    perClass: scores.perClass.map(({ class: name, precision, recall, f1, fBeta }, k) => {
      const { support, predicted: called, recall: found } = counts.perClass[k]!
      return {
        class: name,
        rows: support,
        predicted: called,
        hits: Math.round(found * support),
        precision,
        recall,
        f1,
        fBeta,
      }
    }),
  }
}

function threeOf({ precision, recall, f1 }: { precision: number; recall: number; f1: number }) {
  return { precision, recall, f1 }
}
