import type { Matrix } from '../../base/matrix.ts'
import { alignFiniteFeatures } from '../align-features.ts'
import type { LinearRegressor } from '../linear/linear-regressor.ts'
import type { LogisticRegression } from '../linear/logistic-regression.ts'
import type { Model } from '../model.ts'
import type { Explanation, ExplanationUnit } from './explanation.ts'
import { isLearner } from './is-learner.ts'

/** A model that is one weighted sum of the features an output. */
export interface LinearSums {
  readonly outputs: readonly string[]
  readonly unit: ExplanationUnit
  /** outputs x features. */
  readonly coefficients: Float64Array
  readonly intercepts: Float64Array
}

/** The weighted sums of a linear or logistic regression; undefined for any other model. */
export function linearSums(model: Model): LinearSums | undefined {
  if (isLearner<LinearRegressor>(model, 'linear-regression', 'ridge', 'lasso', 'elastic-net')) {
    const { coefficients, intercept } = model
    return { outputs: ['value'], unit: 'value', coefficients, intercepts: Float64Array.of(intercept) }
  }
  if (!isLearner<LogisticRegression>(model, 'logistic-regression')) return undefined
  const { present, classes, featureNames } = model
  const width = featureNames.length
  // Of two classes the first has zeros, so that the second's sum is the log odds.
  const shown = present.length === 2 ? present.subarray(1) : present
  return {
    outputs: Array.from(shown, (code) => classes[code]!),
    unit: present.length === 2 ? 'logOdds' : 'logScore',
    coefficients: Float64Array.from({ length: shown.length * width }, (_, at) => {
      return model.coefficients[shown[Math.floor(at / width)]! * width + (at % width)]!
    }),
    intercepts: Float64Array.from(shown, (code) => model.intercepts[code]!),
  }
}

/**
 * Exact contributions in a weighted sum: `φ_j = w_j (x_j - mean of x_j in the background)`, which is what the interventional
 * Shapley value of a sum comes to.
 *
 * Source: Štrumbelj and Kononenko, "Explaining prediction models and individual predictions with feature contributions"
 * (2014), §3.1. O(rows · outputs · features).
 * @throws E_ML_FEATURES, E_ML_EMPTY; E_ML_NOT_FINITE for a missing value, also in the background
 */
export function explainLinear(
  sums: LinearSums,
  featureNames: readonly string[],
  features: Matrix,
  background: Matrix,
): Explanation {
  const { outputs, unit, coefficients, intercepts } = sums
  const { rows } = features
  const width = featureNames.length
  const columns = alignFiniteFeatures(features, featureNames)
  const means = alignFiniteFeatures(background, featureNames).map((column) => {
    let sum = 0
    for (let i = 0; i < column.length; i++) sum += column[i]!
    return sum / column.length
  })
  const base = intercepts.slice()
  const raw = new Float64Array(rows * outputs.length)
  const contributions = new Float64Array(raw.length * width)
  for (let k = 0; k < outputs.length; k++) {
    for (let i = 0; i < rows; i++) raw[i * outputs.length + k] = intercepts[k]!
    for (let j = 0; j < width; j++) {
      const weight = coefficients[k * width + j]!
      base[k]! += weight * means[j]!
      for (let i = 0; i < rows; i++) {
        const at = i * outputs.length + k
        raw[at]! += weight * columns[j]![i]!
        contributions[at * width + j] = weight * (columns[j]![i]! - means[j]!)
      }
    }
  }
  return { method: 'linear', unit, featureNames, outputs, rows, base, contributions, raw, beforeCalibration: false }
}
