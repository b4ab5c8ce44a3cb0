import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Matrix } from '../../base/matrix.ts'
import type { ElasticNetOptions } from './fit-elastic-net.ts'
import { fitElasticNet } from './fit-elastic-net.ts'
import { type LinearFit, LinearRegressor, readLinearFit } from './linear-regressor.ts'

/**
 * Least squares with coefficients held back, many of them to exactly 0: the weighted sum that makes
 * `1/(2n) Σ_i s_i (y_i - b - w · x_i)² + alpha l1Ratio Σ|w_j| + ½ alpha (1 - l1Ratio) Σ w_j²` least, `s_i` the weights
 * of rows with a mean of 1.
 *
 * Source: scikit-learn, `ElasticNet`; Zou and Hastie, "Regularization and variable selection via the elastic net" (2005).
 * See `fitElasticNet` for how. Predict: O(rows · d).
 * @example const model = await ElasticNet.fit(features, values, { alpha: 0.1, l1Ratio: 0.5 })
 */
export class ElasticNet extends LinearRegressor {
  readonly learner = 'elastic-net'

  private constructor(fit: LinearFit) {
    super(fit)
  }

  /**
   * @throws E_ML_EMPTY, E_ML_SHAPE for data that do not fit together; E_ML_NOT_FINITE for a missing or infinite value or
   *   target; E_ML_PARAMETER for an option out of its range; E_ML_CONVERGENCE when `maxIter` is not enough
   */
  static async fit(features: Matrix, values: Float64Array, options: ElasticNetOptions = {}): Promise<ElasticNet> {
    const { l1Ratio = 0.5 } = options
    if (!(l1Ratio >= 0 && l1Ratio <= 1)) {
      throw new MillraceError('E_ML_PARAMETER', `l1Ratio is ${l1Ratio}.`, {
        hint: 'Use a number from 0 (as ridge) to 1 (as lasso).',
      })
    }
    return new ElasticNet(await fitElasticNet(features, values, { ...options, l1Ratio }))
  }

  /** @throws E_ML_MODEL_FILE for parts that are damaged or of a newer version */
  static fromParts(parts: unknown): ElasticNet {
    return new ElasticNet(readLinearFit(parts, 'elastic-net'))
  }
}
