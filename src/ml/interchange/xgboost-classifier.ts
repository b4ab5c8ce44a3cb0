import type { Labels, Matrix } from '../../base/matrix.ts'
import { exp } from '../kernels/elementary/exp.ts'
import { mostProbable } from '../metrics/most-probable.ts'
import type { Classifier, ModelParts, PredictOptions, Probabilities } from '../model.ts'
import type { TreeEnsemble } from '../trees/tree-ensemble.ts'
import { gainShares, marginsFromParts, marginsToParts, predictMargins, type XgboostMargins } from './xgboost-margins.ts'
import { xgboostObjectives } from './xgboost-objective.ts'

/** Boosted trees of classes that XGBoost has trained; see `readXgboostModel`. */
export class XgboostClassifier implements Classifier, XgboostMargins {
  readonly learner = 'xgboost-classifier'
  readonly task = 'classification'
  readonly classes: readonly string[]
  readonly featureNames: readonly string[]
  readonly objective: string
  readonly ensemble: TreeEnsemble
  readonly baseMargins: Float64Array

  constructor(margins: XgboostMargins, classes: readonly string[]) {
    this.objective = margins.objective
    this.featureNames = margins.featureNames
    this.ensemble = margins.ensemble
    this.baseMargins = margins.baseMargins
    this.classes = classes
  }

  /**
   * Rows x sums: one sum a row for two classes, the margin of the second; else one a class. To the last bit what Python
   * gives with `output_margin=True`.
   */
  predictMargin(features: Matrix, options?: PredictOptions): Float64Array {
    return predictMargins(this, features, options)
  }

  /** Two classes: 1 / (1 + e^-margin) for the second. More: e^margin over the sum of all, in double precision. */
  predictProbability(features: Matrix, options?: PredictOptions): Probabilities {
    const margins = this.predictMargin(features, options)
    const width = this.classes.length
    const data = new Float64Array(features.rows * width)
    for (let i = 0; i < features.rows; i++) {
      if (this.baseMargins.length === 1) {
        data[2 * i + 1] = 1 / (1 + exp(-margins[i]!))
        data[2 * i] = 1 / (1 + exp(margins[i]!))
        continue
      }
      const row = margins.subarray(i * width, (i + 1) * width)
      const most = row.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
      let sum = 0
      for (let k = 0; k < width; k++) sum += data[i * width + k] = exp(row[k]! - most)
      for (let k = 0; k < width; k++) data[i * width + k]! /= sum
    }
    return { rows: features.rows, classes: this.classes, data }
  }

  predict(features: Matrix, options?: PredictOptions): Labels {
    return mostProbable(this.predictProbability(features, options))
  }

  importance(): Float64Array {
    return gainShares(this)
  }

  toParts(): ModelParts {
    return { learner: this.learner, version: 1, classes: this.classes, ...marginsToParts(this) }
  }

  /** @throws E_ML_MODEL_FILE for parts that are damaged or of a newer version */
  static fromParts(parts: unknown): XgboostClassifier {
    const { margins, fields } = marginsFromParts(parts, 'xgboost-classifier')
    const classes = fields.texts('classes')
    const kind = xgboostObjectives[margins.objective]!.kind
    if (kind === 'number') throw fields.damaged(`its objective ${margins.objective} is not of classes`)
    const sums = margins.baseMargins.length
    if (kind === 'binary' ? sums !== 1 || classes.length !== 2 : sums < 2 || sums !== classes.length) {
      throw fields.damaged(`it has ${classes.length} classes and ${sums} sums`)
    }
    return new XgboostClassifier(margins, classes)
  }
}
