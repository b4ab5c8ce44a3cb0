import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Matrix } from '../../base/matrix.ts'
import type { FitOptions } from '../fit-options.ts'
import { requireFiniteTarget, requireWeights } from '../regression-data.ts'
import { centeredRows, interceptOf } from './centered-rows.ts'
import { leastSquares } from './least-squares.ts'
import { type LinearFit, LinearRegressor, readLinearFit } from './linear-regressor.ts'

export interface RidgeOptions extends FitOptions {
  /** Strength of the penalty, from 0 (none). Default 1. */
  readonly alpha?: number | undefined
  /** Default true. The intercept is not penalised. */
  readonly fitIntercept?: boolean | undefined
}

/**
 * Least squares held back: the weighted sum that makes `Σ_i s_i (y_i - b - w · x_i)² + alpha |w|²` least.
 *
 * Source: scikit-learn, `Ridge`; Hoerl and Kennard, "Ridge regression" (1970). Solved as least squares of the rows and d
 * more, `√alpha` on their diagonal and a target of 0. Fit: O((n + d) d²), in the calling thread. Predict: O(rows · d).
 * @example const model = await Ridge.fit(features, values, { alpha: 10 })
 */
export class Ridge extends LinearRegressor {
  readonly learner = 'ridge'

  private constructor(fit: LinearFit) {
    super(fit)
  }

  /**
   * @throws E_ML_EMPTY, E_ML_SHAPE for data that do not fit together; E_ML_NOT_FINITE for a missing or infinite value or
   *   target; E_ML_PARAMETER for an alpha below 0 or a negative sample weight
   */
  static async fit(features: Matrix, values: Float64Array, options: RidgeOptions = {}): Promise<Ridge> {
    const { alpha = 1, fitIntercept = true, sampleWeight, signal, progress } = options
    requireFiniteTarget(features, values)
    requireAlpha(alpha)
    signal?.throwIfAborted()
    const weights = requireWeights(features.rows, sampleWeight)
    const rows = centeredRows(features, values, weights, fitIntercept, features.columns)
    for (const [j, column] of rows.columns.entries()) column[features.rows + j] = Math.sqrt(alpha)
    const { solution } = leastSquares(rows.columns, rows.target)
    progress?.(1, 1)
    return new Ridge({
      featureNames: features.names,
      coefficients: solution,
      intercept: interceptOf(rows, solution),
    })
  }

  /** @throws E_ML_MODEL_FILE for parts that are damaged or of a newer version */
  static fromParts(parts: unknown): Ridge {
    return new Ridge(readLinearFit(parts, 'ridge'))
  }
}

/** A penalty's strength. @throws E_ML_PARAMETER */
export function requireAlpha(alpha: number): void {
  if (alpha >= 0 && Number.isFinite(alpha)) return
  throw new MillraceError('E_ML_PARAMETER', `alpha is ${alpha}.`, { hint: 'Use a number from 0.' })
}
