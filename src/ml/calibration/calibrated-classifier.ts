import type { Labels, Matrix } from '../../base/matrix.ts'
import { mostProbable } from '../metrics/most-probable.ts'
import { reorderClasses } from '../metrics/reorder-classes.ts'
import type { Classifier, Model, ModelParts, PredictOptions, Probabilities } from '../model.ts'
import { modelFields, type PartFields, partFields } from '../part-fields.ts'
import { type Calibration, calibrate } from './apply-calibration.ts'
import { betaCalibration } from './beta-calibration.ts'
import { type CalibrateOptions, fitCalibration } from './fit-calibration.ts'
import { isotonicCalibration } from './isotonic-calibration.ts'
import { sigmoidCalibration } from './sigmoid-calibration.ts'

/**
 * A classifier whose probabilities are brought to what happens: of the rows that it gives 70 %, about 70 % turn out so. With more than two
 * classes each class is calibrated against all others and the row made to sum to 1 again (a row whose curves are all 0 becomes uniform).
 *
 * Fit it on rows that the inner model was not fitted on and that no resampler made: on its own training rows a model looks surer than it is.
 *
 * Source: scikit-learn, `CalibratedClassifierCV(cv='prefit')`; the methods name theirs.
 * @example
 * const calibrated = CalibratedClassifier.fit(model, features, labels, { method: 'isotonic' })
 * calibrated.predictProbability(test)
 */
export class CalibratedClassifier implements Classifier {
  readonly learner = 'calibrated'
  readonly task = 'classification'
  readonly model: Classifier
  readonly calibration: Calibration
  /** There exactly when the inner model has one. */
  readonly importance?: () => Float64Array
  /** Those of the inner model: it reads the features. */
  readonly categories?: Readonly<Record<string, readonly string[]>>

  constructor(model: Classifier, calibration: Calibration) {
    this.model = model
    this.calibration = calibration
    if (model.importance !== undefined) this.importance = () => model.importance!()
    if (model.categories !== undefined) this.categories = model.categories
  }

  /**
   * @param labels of rows that the model has not seen
   * @throws E_ML_ONE_CLASS when a class happens in none of the rows, or in all; else as the method and the inner model
   */
  static fit(
    model: Classifier,
    features: Matrix,
    labels: Labels,
    options: CalibrateOptions = {},
  ): CalibratedClassifier {
    const probabilities = reorderClasses(model.predictProbability(features), labels.classes)
    const codeOf = labels.classes.map((name) => model.classes.indexOf(name))
    const inOrder = { classes: model.classes, codes: labels.codes.map((code) => codeOf[code]!) }
    return new CalibratedClassifier(
      model,
      fitCalibration(inOrder, reorderClasses(probabilities, model.classes), options),
    )
  }

  get classes(): readonly string[] {
    return this.model.classes
  }

  get featureNames(): readonly string[] {
    return this.model.featureNames
  }

  predictProbability(features: Matrix, options?: PredictOptions): Probabilities {
    return calibrate(this.model.predictProbability(features, options), this.calibration)
  }

  predict(features: Matrix, options?: PredictOptions): Labels {
    return mostProbable(this.predictProbability(features, options))
  }

  toParts(): ModelParts {
    const { calibration } = this
    const fitted =
      calibration.method === 'temperature'
        ? { temperature: calibration.temperature }
        : { curves: calibration.curves.map(({ apply: _, ...curve }) => curve) }
    return { learner: this.learner, version: 1, method: calibration.method, ...fitted, model: this.model.toParts() }
  }

  /**
   * @param readModel reads the inner model: `modelFromParts`
   * @throws E_ML_MODEL_FILE for parts that are damaged or of a newer version
   */
  static fromParts(parts: unknown, readModel: (parts: unknown) => Model): CalibratedClassifier {
    const fields = modelFields(parts, 'calibrated')
    const model = readModel(fields.value('model'))
    if (model.task !== 'classification') throw fields.damaged('its inner model is no classifier')
    return new CalibratedClassifier(model, calibrationFrom(fields, model.classes.length))
  }
}

function calibrationFrom(fields: PartFields, classCount: number): Calibration {
  const method = fields.text('method')
  if (method === 'temperature') {
    const temperature = fields.number('temperature')
    if (!(temperature > 0)) throw fields.damaged(`its temperature is ${temperature}`)
    return { method, temperature }
  }
  const curves = fields.list('curves').map((curve) => partFields(curve))
  if (curves.length !== (classCount === 2 ? 1 : classCount)) throw fields.damaged('it has not one curve a class')
  if (method === 'sigmoid') {
    return { method, curves: curves.map((curve) => sigmoidCalibration(curve.number('a'), curve.number('b'))) }
  }
  if (method === 'beta') {
    return {
      method,
      curves: curves.map((curve) => betaCalibration(curve.number('a'), curve.number('b'), curve.number('c'))),
    }
  }
  if (method !== 'isotonic') throw fields.damaged(`it is calibrated by "${method}"`)
  return {
    method,
    curves: curves.map((curve) => {
      const scores = curve.numbers('scores')
      const probabilities = curve.numbers('probabilities', scores.length)
      const rising = scores.every((score, i) => i === 0 || score > scores[i - 1]!)
      const sound = probabilities.every((p, i) => p >= (i === 0 ? 0 : probabilities[i - 1]!) && p <= 1)
      if (scores.length === 0 || !rising || !sound) throw fields.damaged('a calibration curve falls or is empty')
      return isotonicCalibration(scores, probabilities)
    }),
  }
}
