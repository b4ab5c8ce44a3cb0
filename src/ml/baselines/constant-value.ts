import { didYouMean } from '../../base/did-you-mean.ts'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Matrix } from '../../base/matrix.ts'
import type { FitOptions } from '../fit-options.ts'
import type { ModelParts, PredictOptions, Regressor } from '../model.ts'
import { modelFields } from '../part-fields.ts'
import { requireSameRows, requireWeights } from '../regression-data.ts'
import { weightedQuantile } from './weighted-quantile.ts'

export interface ConstantValueOptions extends FitOptions {
  /** Default `mean`. */
  readonly strategy?: 'mean' | 'median' | 'quantile' | undefined
  /** Of the strategy `quantile`, and needed there: 0 to 1. */
  readonly quantile?: number | undefined
}

const strategies = ['mean', 'median', 'quantile']

/**
 * The baseline that knows nothing of a row: every row gets the mean, the median or a quantile of the training rows. The
 * mean is the best constant for squared error, the median for absolute error, a quantile for pinball loss.
 *
 * Source: scikit-learn, `DummyRegressor`. Fit: O(n), quantiles O(n log n).
 * @example (await ConstantValue.fit(features, values, { strategy: 'median' })).value
 */
export class ConstantValue implements Regressor {
  readonly learner = 'constant-value'
  readonly task = 'regression'
  /** It needs none. */
  readonly featureNames: readonly string[] = []
  readonly strategy: string
  readonly value: number

  private constructor(strategy: string, value: number) {
    this.strategy = strategy
    this.value = value
  }

  /** @throws E_ML_EMPTY, E_ML_SHAPE, E_ML_NOT_FINITE for the target; E_ML_PARAMETER for an option out of its range */
  static async fit(
    features: Pick<Matrix, 'rows'>,
    values: Float64Array,
    options: ConstantValueOptions = {},
  ): Promise<ConstantValue> {
    const { strategy = 'mean', quantile, sampleWeight } = options
    requireSameRows(features.rows, values)
    const weights = requireWeights(features.rows, sampleWeight)
    if (!strategies.includes(strategy)) {
      throw new MillraceError('E_ML_PARAMETER', `strategy is "${strategy}".`, {
        hint: didYouMean(strategy, strategies),
      })
    }
    if (strategy === 'quantile' && !(quantile !== undefined && quantile >= 0 && quantile <= 1)) {
      throw new MillraceError('E_ML_PARAMETER', `quantile is ${quantile}.`, { hint: 'Use a number from 0 to 1.' })
    }
    const value =
      strategy === 'mean'
        ? weightedMean(values, weights)
        : weightedQuantile(values, strategy === 'median' ? 0.5 : quantile!, weights)
    return new ConstantValue(strategy, value)
  }

  /** @throws E_ML_EMPTY */
  predict({ rows }: Pick<Matrix, 'rows'>, _options?: PredictOptions): Float64Array {
    if (rows === 0) throw new MillraceError('E_ML_EMPTY', 'There are no rows to predict.')
    return new Float64Array(rows).fill(this.value)
  }

  toParts(): ModelParts {
    return { learner: this.learner, version: 1, strategy: this.strategy, value: this.value }
  }

  /** @throws E_ML_MODEL_FILE for parts that are damaged or of a newer version */
  static fromParts(parts: unknown): ConstantValue {
    const fields = modelFields(parts, 'constant-value')
    return new ConstantValue(fields.text('strategy'), fields.number('value'))
  }
}

/** `Σ w x / Σ w`. O(n). */
export function weightedMean(values: Float64Array, weights: Float64Array): number {
  let sum = 0
  let total = 0
  for (let i = 0; i < values.length; i++) {
    sum += weights[i]! * values[i]!
    total += weights[i]!
  }
  return sum / total
}
