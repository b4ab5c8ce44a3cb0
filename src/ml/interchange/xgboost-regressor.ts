import type { Matrix } from '../../base/matrix.ts'
import type { ModelParts, PredictOptions, Regressor } from '../model.ts'
import type { TreeEnsemble } from '../trees/tree-ensemble.ts'
import { gainShares, marginsFromParts, marginsToParts, predictMargins, type XgboostMargins } from './xgboost-margins.ts'
import { valueOfMargin, xgboostObjectives } from './xgboost-objective.ts'

/** Boosted trees of a number that XGBoost has trained; see `readXgboostModel`. */
export class XgboostRegressor implements Regressor, XgboostMargins {
  readonly learner = 'xgboost-regressor'
  readonly task = 'regression'
  readonly featureNames: readonly string[]
  readonly objective: string
  readonly ensemble: TreeEnsemble
  readonly baseMargins: Float64Array

  constructor(margins: XgboostMargins) {
    this.objective = margins.objective
    this.featureNames = margins.featureNames
    this.ensemble = margins.ensemble
    this.baseMargins = margins.baseMargins
  }

  /** One sum a row, to the last bit what Python gives with `output_margin=True`. */
  predictMargin(features: Matrix, options?: PredictOptions): Float64Array {
    return predictMargins(this, features, options)
  }

  /** The margin, e^margin (Poisson, gamma, Tweedie) or 1 / (1 + e^-margin) (`reg:logistic`), in double precision. */
  predict(features: Matrix, options?: PredictOptions): Float64Array {
    return this.predictMargin(features, options).map((margin) => valueOfMargin(this.objective, margin))
  }

  importance(): Float64Array {
    return gainShares(this)
  }

  toParts(): ModelParts {
    return { learner: this.learner, version: 1, ...marginsToParts(this) }
  }

  /** @throws E_ML_MODEL_FILE for parts that are damaged or of a newer version */
  static fromParts(parts: unknown): XgboostRegressor {
    const { margins, fields } = marginsFromParts(parts, 'xgboost-regressor')
    const kind = xgboostObjectives[margins.objective]!.kind
    if (kind !== 'number') throw fields.damaged(`its objective ${margins.objective} is of classes`)
    if (margins.baseMargins.length !== 1) throw fields.damaged(`a row has ${margins.baseMargins.length} sums`)
    return new XgboostRegressor(margins)
  }
}
