import type { Labels, Matrix } from '../base/matrix.ts'
import { MedianImputer } from './impute/median-imputer.ts'
import { mostProbable } from './metrics/most-probable.ts'
import type { Classifier, Model, ModelParts, PredictOptions, Probabilities } from './model.ts'
import { modelFields } from './part-fields.ts'

/**
 * A model that may be asked about rows with missing values: it fills them as in training, then asks another model.
 * The imputer travels with the model, so serving cannot fill in otherwise than training did.
 * @example
 * const imputer = MedianImputer.fit(train)
 * const model = await RandomForest.fit(imputer.transform(train), labels, { seed: 1 })
 * new ImputedClassifier(imputer, model).predictProbability(test)
 */
export class ImputedClassifier implements Classifier {
  readonly learner = 'imputed'
  readonly task = 'classification'
  readonly imputer: MedianImputer
  readonly model: Classifier
  /** There exactly when the inner model has one. */
  readonly importance?: () => Float64Array

  constructor(imputer: MedianImputer, model: Classifier) {
    this.imputer = imputer
    this.model = model
    if (model.importance !== undefined) this.importance = () => model.importance!()
  }

  get classes(): readonly string[] {
    return this.model.classes
  }

  /** Those of the inner model: only they are filled, and only they need to be there. */
  get featureNames(): readonly string[] {
    return this.model.featureNames
  }

  /** @throws what the imputer's `transform` and the inner model throw */
  predictProbability(features: Matrix, options?: PredictOptions): Probabilities {
    return this.model.predictProbability(this.imputer.transform(features, this.model.featureNames), options)
  }

  predict(features: Matrix, options?: PredictOptions): Labels {
    return mostProbable(this.predictProbability(features, options))
  }

  toParts(): ModelParts {
    return { learner: this.learner, version: 1, imputer: this.imputer.toParts(), model: this.model.toParts() }
  }

  /**
   * @param readModel reads the inner model: `modelFromParts`
   * @throws E_ML_MODEL_FILE for parts that are damaged or of a newer version
   */
  static fromParts(parts: unknown, readModel: (parts: unknown) => Model): ImputedClassifier {
    const fields = modelFields(parts, 'imputed')
    const model = readModel(fields.value('model'))
    if (model.task !== 'classification') throw fields.damaged('its inner model is no classifier')
    return new ImputedClassifier(MedianImputer.fromParts(fields.value('imputer')), model)
  }
}
