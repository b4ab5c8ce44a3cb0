import type { Labels, Matrix } from '../base/matrix.ts'

/**
 * Class probabilities, row after row: the probability of class `k` for row `i` is `data[i * classes.length + k]`.
 * Each row sums to 1 up to rounding.
 */
export interface Probabilities {
  readonly rows: number
  readonly classes: readonly string[]
  /** `rows * classes.length` values, row-major. */
  readonly data: Float64Array
}

/** How a prediction is made; the numbers never depend on it. */
export interface PredictOptions {
  /** Threads that share the rows. Default 1: the calling thread. It is blocked until all are done. */
  readonly threads?: number
}

/** What every fitted model can do, whatever it predicts. `modelFromParts` reads any of them back. */
export interface FittedModel {
  /** The name by which `modelFromParts` finds the learner, such as `random-forest`. */
  readonly learner: string
  /** The features it was fitted on. They are found by name: their order does not matter, further columns are ignored. */
  readonly featureNames: readonly string[]
  /**
   * Features that are categories, where there are any: their names in the order of the codes 0, 1, 2, … by which the
   * features are to be read. What is not in a list is missing (NaN).
   */
  readonly categories?: Readonly<Record<string, readonly string[]>>
  /**
   * How much each feature contributed in training, one number a feature, summing to 1 (all 0 when nothing did). What is
   * summed is the learner's to say; learners without such a thing have no such method.
   */
  importance?(): Float64Array
  /**
   * Plain data with `learner` and `version`: objects, lists, texts, numbers, and typed arrays for what is long. Nothing
   * is rounded. `encodeModel` writes it as bytes, `modelFromParts` reads it back.
   */
  toParts(): ModelParts
}

/** What `toParts` gives. */
export interface ModelParts {
  readonly learner: string
  readonly version: number
  readonly [field: string]: unknown
}

/** A model of classes. A learner is a class with a static `fit` that gives a `Classifier` or a `Regressor`. */
export interface Classifier extends FittedModel {
  readonly task: 'classification'
  /** In the order of the training labels, also classes that had no training row (their probability is 0). */
  readonly classes: readonly string[]
  /**
   * @throws E_ML_FEATURES naming a feature that is missing; E_ML_EMPTY for no rows; E_ML_NOT_FINITE for a value that the
   *   learner cannot take
   */
  predictProbability(features: Matrix, options?: PredictOptions): Probabilities
  /** The most probable class of each row, the first of them in the order of `classes` where several are. Throws alike. */
  predict(features: Matrix, options?: PredictOptions): Labels
}

/** A model of a number. */
export interface Regressor extends FittedModel {
  readonly task: 'regression'
  /** One number a row, in the unit of the target. Throws as a classifier's `predictProbability`. */
  predict(features: Matrix, options?: PredictOptions): Float64Array
}

export type Model = Classifier | Regressor
