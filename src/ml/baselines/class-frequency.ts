import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Labels, Matrix } from '../../base/matrix.ts'
import { requireLabels } from '../checks.ts'
import { countClasses } from '../class-weight.ts'
import { mostProbable } from '../metrics/most-probable.ts'
import type { Classifier, ModelParts, PredictOptions, Probabilities } from '../model.ts'
import { modelFields } from '../part-fields.ts'

/**
 * The baseline that knows nothing of a row: every row gets the class frequencies of the training rows. A model whose
 * log loss is not below this one's has learnt nothing that can be used as a probability.
 *
 * Source: forecasters call it climatology; scikit-learn, `DummyClassifier(strategy='prior')`. Fit: O(n).
 * @example ClassFrequency.fit(features, labels).frequencies // [0.25, 0.75]
 */
export class ClassFrequency implements Classifier {
  readonly learner = 'class-frequency'
  readonly task = 'classification'
  readonly classes: readonly string[]
  /** It needs none. */
  readonly featureNames: readonly string[] = []
  readonly frequencies: Float64Array

  private constructor(classes: readonly string[], frequencies: Float64Array) {
    this.classes = classes
    this.frequencies = frequencies
  }

  /** @throws E_ML_EMPTY, E_ML_SHAPE, E_ML_LABEL */
  static fit(features: Matrix, labels: Labels): ClassFrequency {
    requireLabels(labels, features.rows)
    return new ClassFrequency(
      [...labels.classes],
      countClasses(labels).map((count) => count / features.rows),
    )
  }

  /** @throws E_ML_EMPTY */
  predictProbability(features: Matrix, _options?: PredictOptions): Probabilities {
    const { rows } = features
    if (rows === 0) throw new MillraceError('E_ML_EMPTY', 'There are no rows to predict.')
    const data = new Float64Array(rows * this.classes.length)
    for (let i = 0; i < rows; i++) data.set(this.frequencies, i * this.classes.length)
    return { rows, classes: this.classes, data }
  }

  predict(features: Matrix, options?: PredictOptions): Labels {
    return mostProbable(this.predictProbability(features, options))
  }

  toParts(): ModelParts {
    return { learner: this.learner, version: 1, classes: this.classes, frequencies: this.frequencies }
  }

  /** @throws E_ML_MODEL_FILE for parts that are damaged or of a newer version */
  static fromParts(parts: unknown): ClassFrequency {
    const fields = modelFields(parts, 'class-frequency')
    const classes = fields.texts('classes')
    return new ClassFrequency(classes, fields.numbers('frequencies', classes.length))
  }
}
