import type { Matrix } from '../../base/matrix.ts'
import { alignFeatures } from '../align-features.ts'
import type { PredictOptions } from '../model.ts'
import { modelFields, type PartFields } from '../part-fields.ts'
import { sumLeaves } from '../trees/sum-leaves.ts'
import type { TreeEnsemble } from '../trees/tree-ensemble.ts'
import { treeEnsembleFromParts, treeEnsembleToParts } from '../trees/tree-ensemble-parts.ts'
import { xgboostObjectives } from './xgboost-objective.ts'

/** What a model read from an XGBoost file holds, whatever its margins mean. */
export interface XgboostMargins {
  /** XGBoost's name, such as `binary:logistic`. */
  readonly objective: string
  readonly featureNames: readonly string[]
  readonly ensemble: TreeEnsemble
  /** What each of a row's sums starts at: singles. */
  readonly baseMargins: Float64Array
}

/**
 * What the trees add up to, before it becomes a probability or a number: rows x sums, row-major. To the last bit what
 * Python's `predict(…, output_margin=True)` gives.
 * @throws E_ML_FEATURES, E_ML_EMPTY
 */
export function predictMargins(model: XgboostMargins, features: Matrix, options?: PredictOptions): Float64Array {
  const columns = alignFeatures(features, model.featureNames)
  return sumLeaves(model.ensemble, columns, features.rows, model.baseMargins, options)
}

/** The gain of all splits by each feature, as shares of all gain (XGBoost's `total_gain`). */
export function gainShares({ ensemble, featureNames }: XgboostMargins): Float64Array {
  const shares = new Float64Array(featureNames.length)
  const { feature, gain } = ensemble
  for (let i = 0; i < feature.length; i++) if (feature[i]! >= 0) shares[feature[i]!]! += Math.max(0, gain?.[i] ?? 0)
  const sum = shares.reduce((total, share) => total + share, 0)
  return sum > 0 ? shares.map((share) => share / sum) : shares
}

export function marginsToParts({ objective, featureNames, baseMargins, ensemble }: XgboostMargins) {
  return { objective, featureNames, baseMargins, trees: treeEnsembleToParts(ensemble) }
}

/**
 * @param learner the name of the model's class
 * @throws E_ML_MODEL_FILE
 */
export function marginsFromParts(parts: unknown, learner: string): { margins: XgboostMargins; fields: PartFields } {
  const fields = modelFields(parts, learner)
  const objective = fields.text('objective')
  if (!Object.hasOwn(xgboostObjectives, objective)) throw fields.damaged(`"${objective}" is not a known objective`)
  const featureNames = fields.texts('featureNames')
  const baseMargins = fields.numbers('baseMargins').map(Math.fround)
  const ensemble = treeEnsembleFromParts(fields.value('trees'), featureNames.length, {
    outputs: 1,
    groups: baseMargins.length,
  })
  if (!ensemble.singlePrecision) throw fields.damaged('its trees are of doubles')
  return { margins: { objective, featureNames, baseMargins, ensemble }, fields }
}
