import type { Matrix } from '../base/matrix.ts'
import { MedianImputer } from './impute/median-imputer.ts'
import { modelFields } from './json-fields.ts'
import type { Classifier, Probabilities } from './model.ts'

/**
 * A model that may be asked about rows with missing values: it fills them as in training, then asks another model.
 * The imputer travels with the model, so serving cannot fill in otherwise than training did.
 * @example
 * const imputer = MedianImputer.fit(train)
 * const model = RandomForest.fit(imputer.transform(train), labels, { seed: 1 })
 * new ImputedClassifier(imputer, model).predictProbability(test)
 */
export class ImputedClassifier implements Classifier {
  readonly learner = 'imputed'
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
  predictProbability(features: Matrix): Probabilities {
    return this.model.predictProbability(this.imputer.transform(features, this.model.featureNames))
  }

  toJSON(): unknown {
    return { learner: this.learner, version: 1, imputer: this.imputer.toJSON(), model: this.model.toJSON() }
  }

  /**
   * @param readModel reads the inner model: `modelFromJson`
   * @throws E_ML_MODEL_FILE for JSON that is damaged or of a newer version
   */
  static fromJSON(json: unknown, readModel: (json: unknown) => Classifier): ImputedClassifier {
    const fields = modelFields(json, 'imputed')
    return new ImputedClassifier(MedianImputer.fromJSON(fields.value('imputer')), readModel(fields.value('model')))
  }
}
