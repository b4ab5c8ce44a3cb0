import type { Matrix } from '../../base/matrix.ts'
import { type ElasticNetOptions, fitElasticNet } from './fit-elastic-net.ts'
import { type LinearFit, LinearRegressor, readLinearFit } from './linear-regressor.ts'

export type LassoOptions = Omit<ElasticNetOptions, 'l1Ratio'>

/**
 * Least squares with many coefficients exactly 0: the weighted sum that makes
 * `1/(2n) Σ_i s_i (y_i - b - w · x_i)² + alpha Σ|w_j|` least. The elastic net with an `l1Ratio` of 1.
 *
 * Source: scikit-learn, `Lasso`; Tibshirani, "Regression shrinkage and selection via the lasso" (1996).
 * @example const model = await Lasso.fit(features, values, { alpha: 0.1 })
 */
export class Lasso extends LinearRegressor {
  readonly learner = 'lasso'

  private constructor(fit: LinearFit) {
    super(fit)
  }

  /** @throws as `ElasticNet.fit` */
  static async fit(features: Matrix, values: Float64Array, options: LassoOptions = {}): Promise<Lasso> {
    return new Lasso(await fitElasticNet(features, values, { ...options, l1Ratio: 1 }))
  }

  /** @throws E_ML_MODEL_FILE for parts that are damaged or of a newer version */
  static fromParts(parts: unknown): Lasso {
    return new Lasso(readLinearFit(parts, 'lasso'))
  }
}
