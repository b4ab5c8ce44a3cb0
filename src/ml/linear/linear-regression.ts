import type { Matrix } from '../../base/matrix.ts'
import type { FitOptions } from '../fit-options.ts'
import type { ModelParts } from '../model.ts'
import { partFields } from '../part-fields.ts'
import { requireFiniteTarget, requireWeights } from '../regression-data.ts'
import { centeredRows, interceptOf } from './centered-rows.ts'
import { leastSquares } from './least-squares.ts'
import { type LinearFit, LinearRegressor, readLinearFit } from './linear-regressor.ts'

export interface LinearRegressionOptions extends FitOptions {
  /** Default true. */
  readonly fitIntercept?: boolean | undefined
}

/**
 * Ordinary least squares: the weighted sum that makes `Σ_i s_i (y_i - b - w · x_i)²` least, `s_i` the weights of rows.
 *
 * Where features depend on each other (one is the sum of two others, or there are fewer rows than features) many sums do
 * that: this is the one with the shortest `w`, as scikit-learn's, and `collinear` names the features that the others
 * explain.
 *
 * Source: scikit-learn, `LinearRegression`. By QR factorisation, so that the condition of the features counts once and
 * not squared. Fit: O(n d²), in the calling thread. Predict: O(rows · d).
 * @example
 * const model = await LinearRegression.fit(features, values)
 * model.coefficients // in units of the target per unit of the feature
 */
export class LinearRegression extends LinearRegressor {
  readonly learner = 'linear-regression'
  /** Features that others explain up to rounding, constant ones too. */
  readonly collinear: readonly string[]

  private constructor(fit: LinearFit, collinear: readonly string[]) {
    super(fit)
    this.collinear = collinear
  }

  /**
   * @throws E_ML_EMPTY, E_ML_SHAPE for data that do not fit together; E_ML_NOT_FINITE for a missing or infinite value or
   *   target; E_ML_PARAMETER for a negative sample weight
   */
  static async fit(
    features: Matrix,
    values: Float64Array,
    options: LinearRegressionOptions = {},
  ): Promise<LinearRegression> {
    const { fitIntercept = true, sampleWeight, signal, progress } = options
    requireFiniteTarget(features, values)
    signal?.throwIfAborted()
    const rows = centeredRows(features, values, requireWeights(features.rows, sampleWeight), fitIntercept)
    const { solution, dependent } = leastSquares(rows.columns, rows.target)
    progress?.(1, 1)
    const fit = { featureNames: features.names, coefficients: solution, intercept: interceptOf(rows, solution) }
    return new LinearRegression(
      fit,
      dependent.map((j) => features.names[j]!),
    )
  }

  override toParts(): ModelParts {
    return { ...super.toParts(), collinear: this.collinear }
  }

  /** @throws E_ML_MODEL_FILE for parts that are damaged or of a newer version */
  static fromParts(parts: unknown): LinearRegression {
    return new LinearRegression(readLinearFit(parts, 'linear-regression'), partFields(parts).texts('collinear'))
  }
}
