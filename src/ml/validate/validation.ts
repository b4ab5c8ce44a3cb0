import type { FloatArray, Labels, Matrix } from '../../base/matrix.ts'
import type { Classifier, Probabilities, Regressor } from '../model.ts'
import type { Fold } from '../split/fold.ts'

/** Classes, or numbers. */
export type Target = Labels | Float64Array
/** The model that belongs to a target. */
export type ModelFor<T extends Target> = T extends Labels ? Classifier : Regressor
/** What such a model predicts: probabilities of the classes of the target, in their order, or numbers. */
export type PredictedFor<T extends Target> = T extends Labels ? Probabilities : Float64Array

/** The rows that a fold may learn from, and nothing else of the table. */
export interface TrainingRows<T extends Target> {
  readonly features: Matrix
  readonly target: T
  /** Which rows of the table they are. */
  readonly rows: Int32Array
  /** From 0: seeds may be derived from it. */
  readonly fold: number
  readonly signal?: AbortSignal | undefined
}

/** A number for the tested rows of a fold, in any unit. */
export type FoldMetric<T extends Target> = (actual: T, predicted: PredictedFor<T>, rows: Int32Array) => number

export interface CrossValidation<T extends Target> {
  readonly features: Matrix
  /** One a row of the features. */
  readonly target: T
  /** The folds, as `kFold` and its like give them. */
  readonly split: readonly Fold[]
  /**
   * Fits a model on the rows of a fold. All that learns from data belongs in here: scaling, imputing, resampling, choosing
   * features, calibrating. It never sees a tested row.
   */
  readonly fit: (train: TrainingRows<T>) => ModelFor<T> | Promise<ModelFor<T>>
  readonly metrics: Readonly<Record<string, FoldMetric<T>>>
  /** Whether to give the models too. Default false: they may be large. */
  readonly keepModels?: boolean | undefined
  /** Cancels after the fold at work, or within it where `fit` hears the signal too. */
  readonly signal?: AbortSignal | undefined
  /** Called after each fold. */
  readonly progress?: ((done: number, total: number) => void) | undefined
}

export interface ValidatedFold<T extends Target> extends Fold {
  /** Of the tested rows, in the order of `test`. */
  readonly predicted: PredictedFor<T>
  readonly scores: Readonly<Record<string, number>>
  readonly model?: ModelFor<T>
}

/** A score over folds. */
export interface ScoreSummary {
  /** One a fold. */
  readonly values: Float64Array
  readonly mean: number
  /** `√(Σ (x - x̄)² / (m - 1))` over m folds, NaN for one. Folds share training rows: no standard error of the mean. */
  readonly deviation: number
}

export interface Validated<T extends Target> {
  readonly folds: readonly ValidatedFold<T>[]
  readonly scores: Readonly<Record<string, ScoreSummary>>
  /** What models said of rows that they had not seen, in the order of the table. */
  readonly outOfFold: {
    /** The mean over the folds that test a row; NaN where none does. */
    readonly predicted: PredictedFor<T>
    /** How many folds test each row. */
    readonly tested: Int32Array
  }
}

/** Whether a target is classes. */
export function isLabels(target: Target): target is Labels {
  return !(target instanceof Float64Array)
}

/** Values a row of what is predicted, and the array that holds them. */
export function predictedValues(predicted: Probabilities | Float64Array): { width: number; data: FloatArray } {
  return predicted instanceof Float64Array
    ? { width: 1, data: predicted }
    : { width: predicted.classes.length, data: predicted.data }
}
