import type { Matrix } from '../../base/matrix.ts'
import type { FitOptions } from '../fit-options.ts'
import type { Model, ModelParts, PredictOptions, Regressor } from '../model.ts'
import { modelFields } from '../part-fields.ts'
import { requireTarget } from '../regression-data.ts'
import { type Estimator, estimatorWeights, featuresOf, meanImportance, requireEstimators } from './estimator.ts'
import { fitInTurn } from './fit-in-turn.ts'

export interface VotingRegressorOptions extends FitOptions {
  readonly estimators: readonly Estimator<Float64Array>[]
  /** One an estimator, from 0. Default: equal. */
  readonly weights?: readonly number[] | undefined
}

/**
 * The weighted mean of several models of the same rows.
 *
 * Source: scikit-learn, `VotingRegressor`. Fit and predict: the sum over the models.
 * @example await VotingRegressor.fit(features, values, { estimators, weights: [2, 1] })
 */
export class VotingRegressor implements Regressor {
  readonly learner = 'voting-regressor'
  readonly task = 'regression'
  readonly featureNames: readonly string[]
  readonly models: readonly Regressor[]
  /** Sum to 1. */
  readonly weights: Float64Array
  /** The mean of the models' importances; there when all have one. */
  readonly importance?: () => Float64Array

  private constructor(models: readonly Regressor[], weights: Float64Array) {
    this.featureNames = featuresOf(models)
    this.models = models
    this.weights = weights
    const importance = meanImportance(models, weights)
    if (importance !== undefined) this.importance = importance
  }

  /** @throws E_ML_PARAMETER for no estimators, two of one name, bad weights; what the estimators' fits throw */
  static async fit(features: Matrix, values: Float64Array, options: VotingRegressorOptions): Promise<VotingRegressor> {
    const { estimators, sampleWeight } = options
    requireTarget(features, values)
    requireEstimators(estimators)
    const weights = estimatorWeights(options.weights, estimators.length)
    const turns = estimators.map((estimator) => ({ estimator, features, target: values, sampleWeight }))
    return new VotingRegressor(await fitInTurn(turns, options), weights)
  }

  predict(features: Matrix, options?: PredictOptions): Float64Array {
    const values = new Float64Array(features.rows)
    for (const [e, model] of this.models.entries()) {
      const own = model.predict(features, options)
      for (let i = 0; i < values.length; i++) values[i]! += this.weights[e]! * own[i]!
    }
    return values
  }

  toParts(): ModelParts {
    const { learner, weights } = this
    return { learner, version: 1, weights, models: this.models.map((model) => model.toParts()) }
  }

  /**
   * @param readModel reads an inner model: `modelFromParts`
   * @throws E_ML_MODEL_FILE for parts that are damaged or of a newer version
   */
  static fromParts(parts: unknown, readModel: (parts: unknown) => Model): VotingRegressor {
    const fields = modelFields(parts, 'voting-regressor')
    const models = fields.list('models').map((inner) => {
      const model = readModel(inner)
      if (model.task !== 'regression') throw fields.damaged('a model in it is no regressor')
      return model
    })
    if (models.length === 0) throw fields.damaged('it has no models')
    return new VotingRegressor(models, fields.numbers('weights', models.length))
  }
}
