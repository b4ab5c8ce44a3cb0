import { didYouMean } from '../../base/did-you-mean.ts'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Labels, Matrix } from '../../base/matrix.ts'
import { requireLabels, requireMatrix } from '../checks.ts'
import type { FitOptions } from '../fit-options.ts'
import { mostProbable } from '../metrics/most-probable.ts'
import { reorderClasses } from '../metrics/reorder-classes.ts'
import type { Classifier, Model, ModelParts, PredictOptions, Probabilities } from '../model.ts'
import { modelFields } from '../part-fields.ts'
import { type Estimator, estimatorWeights, featuresOf, meanImportance, requireEstimators } from './estimator.ts'
import { fitInTurn } from './fit-in-turn.ts'

export interface VotingClassifierOptions extends FitOptions {
  readonly estimators: readonly Estimator<Labels>[]
  /** `soft`: the mean of the probabilities; `hard`: the share of models for which a class is most probable. Default `hard`. */
  readonly voting?: 'hard' | 'soft' | undefined
  /** One an estimator, from 0. Default: equal. */
  readonly weights?: readonly number[] | undefined
}

/**
 * Several models of the same rows that vote. Where votes are equal, the first of the classes wins.
 *
 * Source: scikit-learn, `VotingClassifier` (which has no probabilities for `hard`; here they are the shares of votes).
 * Fit and predict: the sum over the models.
 * @example
 * await VotingClassifier.fit(features, labels, {
 *   voting: 'soft',
 *   estimators: [{ name: 'logistic', fit: (x, y, options) => LogisticRegression.fit(x, y, options) }, …],
 * })
 */
export class VotingClassifier implements Classifier {
  readonly learner = 'voting'
  readonly task = 'classification'
  readonly classes: readonly string[]
  readonly featureNames: readonly string[]
  readonly models: readonly Classifier[]
  readonly voting: 'hard' | 'soft'
  /** Sum to 1. */
  readonly weights: Float64Array
  /** The mean of the models' importances; there when all have one. */
  readonly importance?: () => Float64Array

  private constructor(models: readonly Classifier[], voting: 'hard' | 'soft', weights: Float64Array) {
    this.classes = models[0]!.classes
    this.featureNames = featuresOf(models)
    this.models = models
    this.voting = voting
    this.weights = weights
    const importance = meanImportance(models, weights)
    if (importance !== undefined) this.importance = importance
  }

  /** @throws E_ML_PARAMETER for no estimators, two of one name, bad weights; what the estimators' fits throw */
  static async fit(features: Matrix, labels: Labels, options: VotingClassifierOptions): Promise<VotingClassifier> {
    const { estimators, voting = 'hard', sampleWeight } = options
    requireMatrix(features)
    requireLabels(labels, features.rows)
    requireEstimators(estimators)
    if (voting !== 'hard' && voting !== 'soft') {
      throw new MillraceError('E_ML_PARAMETER', `voting is "${voting}".`, {
        hint: didYouMean(voting, ['hard', 'soft']),
      })
    }
    const weights = estimatorWeights(options.weights, estimators.length)
    const turns = estimators.map((estimator) => ({ estimator, features, target: labels, sampleWeight }))
    return new VotingClassifier(await fitInTurn(turns, options), voting, weights)
  }

  predictProbability(features: Matrix, options?: PredictOptions): Probabilities {
    const count = this.classes.length
    const data = new Float64Array(features.rows * count)
    for (const [e, model] of this.models.entries()) {
      const own = reorderClasses(model.predictProbability(features, options), this.classes)
      const weight = this.weights[e]!
      if (this.voting === 'soft') {
        for (let p = 0; p < data.length; p++) data[p]! += weight * own.data[p]!
        continue
      }
      const { codes } = mostProbable(own)
      for (let i = 0; i < codes.length; i++) data[i * count + codes[i]!]! += weight
    }
    return { rows: features.rows, classes: this.classes, data }
  }

  predict(features: Matrix, options?: PredictOptions): Labels {
    return mostProbable(this.predictProbability(features, options))
  }

  toParts(): ModelParts {
    const { learner, task, voting, weights } = this
    return { learner, version: 1, task, voting, weights, models: this.models.map((model) => model.toParts()) }
  }

  /**
   * @param readModel reads an inner model: `modelFromParts`
   * @throws E_ML_MODEL_FILE for parts that are damaged or of a newer version
   */
  static fromParts(parts: unknown, readModel: (parts: unknown) => Model): VotingClassifier {
    const fields = modelFields(parts, 'voting')
    const models = fields.list('models').map((inner) => {
      const model = readModel(inner)
      if (model.task !== 'classification') throw fields.damaged('a model in it is no classifier')
      return model
    })
    const voting = fields.text('voting')
    const known = new Set(models[0]?.classes)
    if (models.length === 0 || (voting !== 'hard' && voting !== 'soft')) throw fields.damaged('it cannot vote')
    if (models.some(({ classes }) => classes.length !== known.size || !classes.every((name) => known.has(name)))) {
      throw fields.damaged('its models know different classes')
    }
    return new VotingClassifier(models, voting, fields.numbers('weights', models.length))
  }
}
