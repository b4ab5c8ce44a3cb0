/**
 * What contributions are counted in: a class's probability, the log odds of the second of two classes, a class's score (the
 * logarithm of its probability before all are made to sum to 1), the unit of the target, or its logarithm or log odds.
 */
export type ExplanationUnit = 'probability' | 'logOdds' | 'logScore' | 'value' | 'logValue' | 'logOddsOfValue'

/** How contributions were found: each is a Shapley value; they differ in what stands in for a feature that is not known. */
export type ExplanationMethod =
  /** Trees: rows go both ways at a split on it, in the proportion in which training rows went. Exact. */
  | 'treePathDependent'
  /** Trees: it has the values of background rows. Exact. */
  | 'treeInterventional'
  /** Weighted sums: it has the mean of background rows. Exact. */
  | 'linear'
  /** Any model: it has the values of background rows, in drawn orders of the features. */
  | 'sampled'

/** What each feature adds to what a model says of each row. */
export interface Explanation {
  readonly method: ExplanationMethod
  readonly unit: ExplanationUnit
  readonly featureNames: readonly string[]
  /** What is explained: a class each, or only the second of two; `value` for a model of numbers. */
  readonly outputs: readonly string[]
  readonly rows: number
  /** What is said without knowing the row, one number an output. */
  readonly base: Float64Array
  /** rows x outputs x features, in this order: `contributions[(i * outputs + k) * features + j]`. */
  readonly contributions: Float64Array
  /** rows x outputs: what the model itself says, in the same unit. `base` and contributions add up to it. */
  readonly raw: Float64Array
  /** Whether the model within a calibrated one is explained: its unit is that from before the calibration. */
  readonly beforeCalibration: boolean
  /** Of `sampled`: the largest standard error of a contribution. */
  readonly standardError?: number
}
