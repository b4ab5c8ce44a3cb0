import type { Matrix } from '../../base/matrix.ts'
import { alignFiniteFeatures } from '../align-features.ts'
import type { ModelParts, PredictOptions, Regressor } from '../model.ts'
import { modelFields } from '../part-fields.ts'

/** What a fit gives. */
export interface LinearFit {
  readonly featureNames: readonly string[]
  readonly coefficients: Float64Array
  readonly intercept: number
}

/**
 * A model that is a weighted sum: `ŷ = b + Σ_j w_j x_j`. How the weights are found is its subclasses' business.
 * Predict: O(rows · d).
 */
export abstract class LinearRegressor implements Regressor {
  abstract readonly learner: string
  readonly task = 'regression'
  readonly featureNames: readonly string[]
  /** One a feature, in units of the target per unit of the feature. */
  readonly coefficients: Float64Array
  readonly intercept: number

  protected constructor({ featureNames, coefficients, intercept }: LinearFit) {
    this.featureNames = [...featureNames]
    this.coefficients = coefficients
    this.intercept = intercept
  }

  predict(features: Matrix, _options?: PredictOptions): Float64Array {
    const columns = alignFiniteFeatures(features, this.featureNames)
    const values = new Float64Array(features.rows).fill(this.intercept)
    for (const [j, column] of columns.entries()) {
      const weight = this.coefficients[j]!
      for (let i = 0; i < values.length; i++) values[i]! += weight * column[i]!
    }
    return values
  }

  toParts(): ModelParts {
    return {
      learner: this.learner,
      version: 1,
      featureNames: this.featureNames,
      coefficients: this.coefficients,
      intercept: this.intercept,
    }
  }
}

/** What a subclass's `fromParts` reads. @throws E_ML_MODEL_FILE for parts that are damaged or of a newer version */
export function readLinearFit(parts: unknown, learner: string): LinearFit {
  const fields = modelFields(parts, learner)
  const featureNames = fields.texts('featureNames')
  return {
    featureNames,
    coefficients: fields.numbers('coefficients', featureNames.length),
    intercept: fields.number('intercept'),
  }
}
