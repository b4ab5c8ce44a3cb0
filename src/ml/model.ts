import type { Matrix } from '../base/matrix.ts'

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

/**
 * What every fitted model can do. A learner is a class with a static `fit` that gives one of these; `modelFromJson`
 * reads any of them back from its JSON.
 */
export interface Classifier {
  /** The name by which `modelFromJson` finds the learner, such as `random-forest`. */
  readonly learner: string
  /** In the order of the training labels, also classes that had no training row (their probability is 0). */
  readonly classes: readonly string[]
  /** The features it was fitted on. */
  readonly featureNames: readonly string[]
  /**
   * Features are found by name: order does not matter, columns that the model does not know are ignored.
   * @throws E_ML_FEATURES naming a feature that is missing; E_ML_EMPTY for no rows
   */
  predictProbability(features: Matrix): Probabilities
  /** Mean decrease in impurity, one number a feature, summing to 1 (all 0 when no tree has a split). */
  importance?(): Float64Array
  /** Plain data with `learner` and `version`; nothing is rounded. */
  toJSON(): unknown
}
