import type { Labels } from 'millrace'
import {
  accuracy,
  brierMultiClass,
  type FoldMetric,
  logLoss,
  meanAbsoluteError,
  mostProbable,
  type Probabilities,
  pickTarget,
  rootMeanSquaredError,
  rps,
  type SplitFold,
  type Validated,
} from 'millrace/ml'
import { pickPredicted } from './pick-predicted.ts'

type Target = Labels | Float64Array

/** One side of a fold. Days are there where the split knows a time. */
export interface FoldSide {
  readonly rows: number
  readonly from?: string
  readonly to?: string
}

export interface FoldSummary {
  /** From 1. */
  readonly fold: number
  readonly train: FoldSide & {
    /** Rows that the model was fitted on, once they were resampled. */
    readonly fitted: number
  }
  readonly test: FoldSide
  /** Of the tested rows, by name. */
  readonly scores: Readonly<Record<string, number>>
}

export interface CrossValidated {
  readonly task: 'classification' | 'regression'
  /** Rows of the table. */
  readonly rows: number
  /** Rows that some fold tests. */
  readonly tested: number
  readonly folds: readonly FoldSummary[]
  /** Over all tested rows at once, which is no mean over folds: long folds count for more. */
  readonly scores: Readonly<Record<string, number>>
  /** The score that a chart shows. */
  readonly headlineScore: string
}

const ofClasses = {
  logLoss: (y: Labels, p: Probabilities) => logLoss(y, p).value,
  brierSumOverClasses: (y: Labels, p: Probabilities) => brierMultiClass(y, p).value,
  rps: (y: Labels, p: Probabilities) => rps(y, p).value,
  accuracy: (y: Labels, p: Probabilities) => accuracy(y, mostProbable(p)),
}
const ofNumbers = {
  rootMeanSquaredError: (y: Float64Array, p: Float64Array) => rootMeanSquaredError(y, p),
  meanAbsoluteError: (y: Float64Array, p: Float64Array) => meanAbsoluteError(y, p).value,
}

/** The scores that belong to the target: of probabilities, or of numbers. */
export function metricsFor<T extends Target>(target: T): Readonly<Record<string, FoldMetric<T>>> {
  return (target instanceof Float64Array ? ofNumbers : ofClasses) as unknown as Record<string, FoldMetric<T>>
}

export interface FoldFacts<T extends Target> {
  readonly target: T
  readonly split: readonly SplitFold[]
  /** One a fold. */
  readonly fittedRows: readonly number[]
  /** Days since 1970 of each row. */
  readonly moments: Float64Array | undefined
  readonly rows: number
}

/** What each fold learnt from and tested, with its scores, and the scores over all tested rows. */
export function summariseFolds<T extends Target>(validated: Validated<T>, facts: FoldFacts<T>): CrossValidated {
  const { target, split, fittedRows, moments, rows } = facts
  const metrics = metricsFor(target)
  const tested = Int32Array.from(validated.outOfFold.tested.keys()).filter(
    (row) => validated.outOfFold.tested[row] !== 0,
  )
  const actual = pickTarget(target, tested)
  const said = validated.outOfFold.predicted as Probabilities | Float64Array
  const predicted = said instanceof Float64Array ? pickTarget(said, tested) : pickPredicted(said, tested)
  const scores = Object.entries(metrics).map(([name, metric]) => [
    name,
    metric(actual, predicted as Parameters<typeof metric>[1], tested),
  ])
  return {
    task: target instanceof Float64Array ? 'regression' : 'classification',
    rows,
    tested: tested.length,
    folds: split.map(({ train, test }, f) => ({
      fold: f + 1,
      train: { ...side(train, moments), fitted: fittedRows[f] ?? train.length },
      test: side(test, moments),
      scores: validated.folds[f]?.scores ?? {},
    })),
    scores: Object.fromEntries(scores),
    headlineScore: Object.keys(metrics)[0] as string,
  }
}

function side(rows: Int32Array, moments: Float64Array | undefined): FoldSide {
  if (moments === undefined) return { rows: rows.length }
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const row of rows) {
    first = Math.min(first, moments[row] as number)
    last = Math.max(last, moments[row] as number)
  }
  return { rows: rows.length, from: dayOf(first), to: dayOf(last) }
}

function dayOf(moment: number): string {
  return new Date(Math.floor(moment) * 86_400_000).toISOString().slice(0, 10)
}
