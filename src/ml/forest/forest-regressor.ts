import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { ColumnSource, Matrix } from '../../base/matrix.ts'
import { requireFiniteValues, requireMatrix } from '../checks.ts'
import { rowWeights } from '../class-weight.ts'
import type { ModelParts, PredictOptions, Regressor } from '../model.ts'
import { modelFields } from '../part-fields.ts'
import { sumLeaves } from '../trees/sum-leaves.ts'
import type { TreeEnsemble } from '../trees/tree-ensemble.ts'
import { treeEnsembleFromParts, treeEnsembleToParts } from '../trees/tree-ensemble-parts.ts'
import { alignForestFeatures } from './check-features.ts'
import { requireUsableWeights } from './check-weights.ts'
import { fitForest } from './fit-forest.ts'
import type { ForestRegressorOptions } from './forest-options.ts'
import { type ForestDefaults, resolveForestOptions } from './resolve-forest-options.ts'

/** What the trees say about the rows that they have not seen. */
export interface OutOfBagValues {
  /** Coefficient of determination over the judged rows: 1 less the ratio of squared errors to those of the mean. */
  readonly r2: number
  /** Rows that at least one tree did not see. */
  readonly judged: number
  /** One a row; NaN in rows that every tree has seen. */
  readonly predictions: Float64Array
}

/** What a forest of numbers consists of. */
export interface ForestRegressorContent {
  readonly featureNames: readonly string[]
  readonly ensemble: TreeEnsemble
  readonly importance: Float64Array
  readonly outOfBag?: OutOfBagValues | undefined
}

/** A fitted forest of numbers: the mean, over the trees, of the value of the leaf that the row falls into. */
export abstract class ForestRegressor implements Regressor {
  abstract readonly learner: string
  readonly task = 'regression'
  readonly featureNames: readonly string[]
  /** All trees; each leaf has one value. */
  readonly ensemble: TreeEnsemble
  /** How each training row fares with the trees that did not see it; undefined unless fitted with `oobScore: true`. */
  readonly outOfBag: OutOfBagValues | undefined
  readonly #importance: Float64Array

  protected constructor(content: ForestRegressorContent) {
    this.featureNames = content.featureNames
    this.ensemble = content.ensemble
    this.outOfBag = content.outOfBag
    this.#importance = content.importance
  }

  /** R² over the training rows that some tree did not see; undefined unless fitted with `oobScore: true`. */
  get oobScore(): number | undefined {
    return this.outOfBag?.r2
  }

  predict(features: Matrix, options?: PredictOptions): Float64Array {
    const columns = alignForestFeatures(features, this.featureNames)
    const sums = sumLeaves(this.ensemble, columns, features.rows, new Float64Array(1), options)
    const trees = this.ensemble.roots.length - 1
    for (let i = 0; i < sums.length; i++) sums[i]! /= trees
    return sums
  }

  /** Mean decrease in impurity. It favours features with many distinct values: see permutation importance. */
  importance(): Float64Array {
    return this.#importance.slice()
  }

  toParts(): ModelParts {
    return {
      learner: this.learner,
      version: 1,
      featureNames: this.featureNames,
      importance: this.#importance,
      trees: treeEnsembleToParts(this.ensemble),
    }
  }
}

/**
 * Fits a forest of numbers.
 * @throws E_ML_EMPTY, E_ML_SHAPE, E_ML_FEATURES for data that do not fit together; E_ML_NOT_FINITE for an infinite feature
 *   or a target that is no number; E_ML_PARAMETER for an option out of its range; E_ML_MEMORY, E_ML_THREAD; the signal's
 *   reason
 */
export async function fitForestRegressor(
  features: Matrix | ColumnSource,
  values: Float64Array,
  options: ForestRegressorOptions,
  defaults: ForestDefaults,
): Promise<ForestRegressorContent> {
  requireMatrix(features)
  requireTargets(values, features.rows)
  const rules = resolveForestOptions(options, defaults, features.rows, features.columns)
  const { sampleWeight } = options
  let weights: Float64Array | undefined
  if (sampleWeight !== undefined) {
    weights = rowWeights({ classes: ['all'], codes: new Int32Array(features.rows) }, null, sampleWeight)
    requireUsableWeights(weights)
  }
  const { ensemble, importance, outOfBag } = await fitForest(features, { classes: 0, values }, weights, rules, options)
  return {
    featureNames: [...features.names],
    ensemble,
    importance,
    outOfBag: outOfBag === undefined ? undefined : judge(outOfBag.means, outOfBag.judged, values),
  }
}

function requireTargets(values: Float64Array, rows: number): void {
  if (values.length !== rows) {
    throw new MillraceError('E_ML_SHAPE', `There are ${rows} rows but ${values.length} target values.`, {
      hint: 'Take features and targets from the same rows.',
    })
  }
  requireFiniteValues('target values', values)
  const greatest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  // Squares of their sums must be numbers.
  if (greatest < 1e100) return
  throw new MillraceError('E_ML_PARAMETER', `A target value is as large as ${greatest}.`, {
    hint: 'Use another unit: forests take target values below 1e100.',
  })
}

function judge(predictions: Float64Array, judged: number, values: Float64Array): OutOfBagValues {
  let sum = 0
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(predictions[i]!)) sum += values[i]!
  const mean = sum / judged
  let errors = 0
  let spread = 0
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(predictions[i]!)) continue
    errors += (values[i]! - predictions[i]!) ** 2
    spread += (values[i]! - mean) ** 2
  }
  return { r2: 1 - errors / spread, judged, predictions }
}

/** @throws E_ML_MODEL_FILE for parts that are damaged, of another learner or of a newer version */
export function forestRegressorFromParts(parts: unknown, learner: string): ForestRegressorContent {
  const fields = modelFields(parts, learner)
  const featureNames = fields.texts('featureNames')
  const ensemble = treeEnsembleFromParts(fields.value('trees'), featureNames.length, { outputs: 1 })
  if (ensemble.roots.length < 2) throw fields.damaged('it has no trees')
  return { featureNames, ensemble, importance: fields.numbers('importance', featureNames.length) }
}
