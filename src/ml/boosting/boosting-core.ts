import type { FloatArray, Matrix } from '../../base/matrix.ts'
import { type PartFields, partFields } from '../part-fields.ts'
import { sumLeaves } from '../trees/sum-leaves.ts'
import type { TreeEnsemble } from '../trees/tree-ensemble.ts'
import { treeEnsembleFromParts, treeEnsembleToParts } from '../trees/tree-ensemble-parts.ts'
import { baseMargin } from './base-margin.ts'
import { toPredictions } from './link.ts'
import type { EvaluationHistory } from './metrics/judge.ts'
import type { Objective } from './objective.ts'

/** What importance counts: the reduced loss, the number of splits, or the hessian of the rows that came by. */
export type ImportanceKind = 'gain' | 'weight' | 'cover'

/** What a boosting model of either task holds. */
export interface BoostingCore {
  readonly objective: Objective
  readonly featureNames: readonly string[]
  /** In the unit of the prediction; a single. */
  readonly baseScore: number
  /** Sums of a row: one a class for softprob, else 1. */
  readonly outputs: number
  readonly ensemble: TreeEnsemble
  /** The round, from 0, that was best on the evaluation set: the model's last one when it was stopped early. */
  readonly bestIteration: number | undefined
  /** Metrics of the evaluation set after each round that was run, also those after the best one. */
  readonly evaluationHistory: EvaluationHistory
}

/** Margins of rows, `outputs` a row: singles in doubles, as XGBoost sums them. */
export function boostingMargins(
  core: BoostingCore,
  columns: readonly FloatArray[],
  rows: number,
  options?: { readonly threads?: number },
): Float64Array {
  const base = new Float64Array(core.outputs).fill(baseMargin(core.baseScore, core.objective))
  return sumLeaves(core.ensemble, columns, rows, base, options)
}

/** Predictions of rows, `outputs` a row, in the unit of the objective. */
export function boostingPredictions(
  core: BoostingCore,
  columns: readonly FloatArray[],
  features: Matrix,
  options?: { readonly threads?: number },
): Float64Array {
  const margins = boostingMargins(core, columns, features.rows, options)
  return toPredictions(core.objective, margins, core.outputs, margins)
}

/**
 * The share of each feature in the splits: in the loss they reduced (`gain`), in their number (`weight`), in the hessians
 * that came by (`cover`). Sums, where XGBoost's `gain` and `cover` are means a split (its `total_gain`, `total_cover` are
 * these). All 0 without splits. O(nodes).
 */
export function boostingImportance(core: BoostingCore, kind: ImportanceKind): Float64Array {
  const { feature, gain, cover } = core.ensemble
  const importance = new Float64Array(core.featureNames.length)
  for (let node = 0; node < feature.length; node++) {
    if (feature[node]! < 0) continue
    importance[feature[node]!]! += kind === 'weight' ? 1 : kind === 'gain' ? (gain?.[node] ?? 0) : cover[node]!
  }
  const total = importance.reduce((sum, share) => sum + share, 0)
  return total === 0 ? importance : importance.map((share) => share / total)
}

export function boostingToParts(core: BoostingCore): Record<string, unknown> {
  return {
    objective: core.objective,
    featureNames: core.featureNames,
    baseScore: core.baseScore,
    trees: treeEnsembleToParts(core.ensemble),
    ...(core.bestIteration === undefined ? {} : { bestIteration: core.bestIteration }),
    // NaN, of an AUC of one class say, is no number of a document: bits of doubles in typed arrays are kept.
    evaluationHistory: { ...core.evaluationHistory },
  }
}

/**
 * @param objectives those that the learner has
 * @throws E_ML_MODEL_FILE for parts that are damaged: what passes can be predicted with
 */
export function boostingFromParts(
  fields: PartFields,
  objectives: readonly Objective[],
  outputsOf: (objective: Objective) => number,
): BoostingCore {
  const objective = fields.text('objective') as Objective
  if (!objectives.includes(objective)) throw fields.damaged(`the objective "${objective}" is not known`)
  const featureNames = fields.texts('featureNames')
  if (featureNames.length === 0 || new Set(featureNames).size < featureNames.length) {
    throw fields.damaged('"featureNames" are none, or one is there twice')
  }
  const baseScore = fields.number('baseScore')
  if (!Number.isFinite(baseMargin(baseScore, objective)) || Math.fround(baseScore) !== baseScore) {
    throw fields.damaged(`the objective "${objective}" cannot start from ${baseScore}`)
  }
  const outputs = outputsOf(objective)
  const ensemble = treeEnsembleFromParts(fields.value('trees'), featureNames.length, { outputs: 1, groups: outputs })
  const bestIteration = fields.value('bestIteration') === undefined ? undefined : fields.number('bestIteration')
  if (bestIteration !== undefined && !(Number.isInteger(bestIteration) && bestIteration >= 0)) {
    throw fields.damaged(`"bestIteration" is ${bestIteration}`)
  }
  return {
    objective,
    featureNames,
    baseScore,
    outputs,
    ensemble,
    bestIteration,
    evaluationHistory: historyFromParts(fields.value('evaluationHistory')),
  }
}

function historyFromParts(parts: unknown): EvaluationHistory {
  const fields = partFields(parts)
  return Object.fromEntries(
    Object.entries(parts as object).map(([name, values]) => {
      if (values instanceof Float64Array) return [name, values]
      return [name, fields.numbers(name)]
    }),
  )
}
