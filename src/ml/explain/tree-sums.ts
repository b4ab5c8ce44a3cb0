import type { FloatArray } from '../../base/matrix.ts'
import type { BoostingClassifier } from '../boosting/boosting-classifier.ts'
import type { BoostingRegressor } from '../boosting/boosting-regressor.ts'
import type { ForestClassifier } from '../forest/forest-classifier.ts'
import type { ForestRegressor } from '../forest/forest-regressor.ts'
import type { XgboostClassifier } from '../interchange/xgboost-classifier.ts'
import { xgboostObjectives } from '../interchange/xgboost-objective.ts'
import type { XgboostRegressor } from '../interchange/xgboost-regressor.ts'
import type { Model } from '../model.ts'
import type { MlRandomForest, MlRandomForestRegressor } from '../npm/ml-random-forest.ts'
import { sumLeaves } from '../trees/sum-leaves.ts'
import type { TreeEnsemble } from '../trees/tree-ensemble.ts'
import type { ExplanationUnit } from './explanation.ts'
import { isLearner } from './is-learner.ts'

/** A model that is a sum over trees, times a factor. */
export interface TreeSums {
  readonly ensemble: TreeEnsemble
  /** What each of a row's sums starts at. */
  readonly start: Float64Array
  /** 1 for boosting; one part of as many as there are trees for a forest, which averages them. */
  readonly factor: number
  /** One a sum. */
  readonly outputs: readonly string[]
  readonly unit: ExplanationUnit
}

type Forest = ForestClassifier | ForestRegressor | MlRandomForest | MlRandomForestRegressor
const forests = [
  'random-forest',
  'random-forest-regressor',
  'extra-trees',
  'extra-trees-regressor',
  'ml-random-forest',
  'ml-random-forest-regressor',
] as const

const unitOfLink = { identity: 'value', log: 'logValue', logit: 'logOddsOfValue' } as const

/** The trees of a model and what their sum means; undefined for a model that is no sum over trees. */
export function treeSums(model: Model): TreeSums | undefined {
  if (isLearner<Forest>(model, ...forests)) {
    const { ensemble } = model
    const factor = 1 / (ensemble.roots.length - 1)
    const start = new Float64Array(ensemble.outputs)
    if (model.task === 'regression') return { ensemble, start, factor, outputs: ['value'], unit: 'value' }
    return { ensemble, start, factor, outputs: model.classes, unit: 'probability' }
  }
  if (isLearner<BoostingClassifier>(model, 'boosting-classifier')) {
    const present = Array.from(model.present, (code) => model.classes[code]!)
    const binary = model.core.objective === 'logistic'
    return {
      ensemble: model.ensemble,
      start: model.baseMargin,
      factor: 1,
      outputs: binary ? [present[1]!] : present,
      unit: binary ? 'logOdds' : 'logScore',
    }
  }
  if (isLearner<BoostingRegressor>(model, 'boosting-regressor')) {
    const unit = model.core.objective === 'poisson' ? 'logValue' : 'value'
    return { ensemble: model.ensemble, start: model.baseMargin, factor: 1, outputs: ['value'], unit }
  }
  if (isLearner<XgboostClassifier>(model, 'xgboost-classifier')) {
    const { ensemble, baseMargins: start, classes } = model
    if (start.length > 1) return { ensemble, start, factor: 1, outputs: classes, unit: 'logScore' }
    return { ensemble, start, factor: 1, outputs: [classes[1]!], unit: 'logOdds' }
  }
  if (isLearner<XgboostRegressor>(model, 'xgboost-regressor')) {
    const unit = unitOfLink[xgboostObjectives[model.objective]!.link]
    return { ensemble: model.ensemble, start: model.baseMargins, factor: 1, outputs: ['value'], unit }
  }
  return undefined
}

/** Whether the trees know how many training rows passed each split, which those of some other libraries do not. */
export function knowsCover({ ensemble }: TreeSums): boolean {
  return ensemble.cover[0]! > 0
}

/** What the trees say of rows, in the unit of the sums: rows x outputs. */
export function rawSums(sums: TreeSums, columns: readonly FloatArray[], rows: number): Float64Array {
  const raw = sumLeaves(sums.ensemble, columns, rows, sums.start)
  if (sums.factor !== 1) for (let at = 0; at < raw.length; at++) raw[at]! *= sums.factor
  return raw
}
