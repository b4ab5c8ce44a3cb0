import type { ColumnSource, Labels, Matrix } from '../../base/matrix.ts'
import { requireLabels, requireMatrix } from '../checks.ts'
import { rowWeights } from '../class-weight.ts'
import { mostProbable } from '../metrics/most-probable.ts'
import type { Classifier, ModelParts, PredictOptions, Probabilities } from '../model.ts'
import { modelFields } from '../part-fields.ts'
import { sumLeaves } from '../trees/sum-leaves.ts'
import type { TreeEnsemble } from '../trees/tree-ensemble.ts'
import { treeEnsembleFromParts, treeEnsembleToParts } from '../trees/tree-ensemble-parts.ts'
import { alignForestFeatures } from './check-features.ts'
import { requireUsableWeights } from './check-weights.ts'
import { fitForest } from './fit-forest.ts'
import type { ForestClassifierOptions } from './forest-options.ts'
import type { ForestDefaults } from './resolve-forest-options.ts'
import { resolveForestOptions } from './resolve-forest-options.ts'

/** What the trees say about the rows that they have not seen. */
export interface OutOfBag {
  /** Share of the judged rows whose most probable class is the right one; NaN when no row was judged. */
  readonly accuracy: number
  /** Rows that at least one tree did not see. */
  readonly judged: number
  /** Row-major, rows x classes; NaN in rows that every tree has seen. */
  readonly probabilities: Float64Array
}

/** What a forest of classes consists of. */
export interface ForestClassifierContent {
  readonly classes: readonly string[]
  readonly featureNames: readonly string[]
  readonly ensemble: TreeEnsemble
  readonly importance: Float64Array
  readonly outOfBag?: OutOfBag | undefined
}

/**
 * A fitted forest of classes. The probability of a class is the mean, over the trees, of its frequency in the leaf that the
 * row falls into (not the share of votes). What its trees are is the learner's to say: `RandomForest`, `ExtraTrees`.
 */
export abstract class ForestClassifier implements Classifier {
  abstract readonly learner: string
  readonly task = 'classification'
  readonly classes: readonly string[]
  readonly featureNames: readonly string[]
  /** All trees; `outputs` is the number of classes, each leaf's values are its class frequencies. */
  readonly ensemble: TreeEnsemble
  /** How each training row fares with the trees that did not see it; undefined unless fitted with `oobScore: true`. */
  readonly outOfBag: OutOfBag | undefined
  readonly #importance: Float64Array

  protected constructor(content: ForestClassifierContent) {
    this.classes = content.classes
    this.featureNames = content.featureNames
    this.ensemble = content.ensemble
    this.outOfBag = content.outOfBag
    this.#importance = content.importance
  }

  /** Accuracy over the training rows that some tree did not see; undefined unless fitted with `oobScore: true`. */
  get oobScore(): number | undefined {
    return this.outOfBag?.accuracy
  }

  predictProbability(features: Matrix, options?: PredictOptions): Probabilities {
    const columns = alignForestFeatures(features, this.featureNames)
    const data = sumLeaves(this.ensemble, columns, features.rows, new Float64Array(this.classes.length), options)
    const trees = this.ensemble.roots.length - 1
    for (let i = 0; i < data.length; i++) data[i]! /= trees
    return { rows: features.rows, classes: this.classes, data }
  }

  predict(features: Matrix, options?: PredictOptions): Labels {
    return mostProbable(this.predictProbability(features, options))
  }

  /** Mean decrease in impurity. It favours features with many distinct values: see permutation importance. */
  importance(): Float64Array {
    return this.#importance.slice()
  }

  toParts(): ModelParts {
    return {
      learner: this.learner,
      version: 1,
      classes: this.classes,
      featureNames: this.featureNames,
      importance: this.#importance,
      trees: treeEnsembleToParts(this.ensemble),
    }
  }
}

/**
 * Fits a forest of classes.
 * @throws E_ML_EMPTY, E_ML_SHAPE, E_ML_LABEL, E_ML_FEATURES for data that do not fit together; E_ML_NOT_FINITE for an
 *   infinite value; E_ML_PARAMETER for an option out of its range; E_ML_MEMORY, E_ML_THREAD; the signal's reason
 */
export async function fitForestClassifier(
  features: Matrix | ColumnSource,
  labels: Labels,
  options: ForestClassifierOptions,
  defaults: ForestDefaults,
): Promise<ForestClassifierContent> {
  requireMatrix(features)
  requireLabels(labels, features.rows)
  const rules = resolveForestOptions(options, defaults, features.rows, features.columns)
  const { classWeight = null, sampleWeight } = options
  const balancedSubsample = classWeight === 'balancedSubsample'
  const perRow = classWeight === 'balancedSubsample' ? null : classWeight
  const weights = perRow === null && sampleWeight === undefined ? undefined : rowWeights(labels, perRow, sampleWeight)
  if (weights !== undefined) requireUsableWeights(weights)
  const target = { classes: labels.classes.length, codes: labels.codes, balancedSubsample }
  const { ensemble, importance, outOfBag } = await fitForest(features, target, weights, rules, options)
  return {
    classes: [...labels.classes],
    featureNames: [...features.names],
    ensemble,
    importance,
    outOfBag: outOfBag === undefined ? undefined : judge(outOfBag.means, outOfBag.judged, labels),
  }
}

function judge(probabilities: Float64Array, judged: number, { classes, codes }: Labels): OutOfBag {
  let right = 0
  for (let i = 0; i < codes.length; i++) {
    const own = probabilities.subarray(i * classes.length, (i + 1) * classes.length)
    let best = 0
    for (let k = 1; k < own.length; k++) if (own[k]! > own[best]!) best = k
    if (!Number.isNaN(own[0]!) && best === codes[i]) right++
  }
  return { accuracy: right / judged, judged, probabilities }
}

/** @throws E_ML_MODEL_FILE for parts that are damaged, of another learner or of a newer version */
export function forestClassifierFromParts(parts: unknown, learner: string): ForestClassifierContent {
  const fields = modelFields(parts, learner)
  const classes = fields.texts('classes')
  const featureNames = fields.texts('featureNames')
  if (classes.length === 0) throw fields.damaged('it has no classes')
  const ensemble = treeEnsembleFromParts(fields.value('trees'), featureNames.length, { outputs: classes.length })
  if (ensemble.roots.length < 2) throw fields.damaged('it has no trees')
  return { classes, featureNames, ensemble, importance: fields.numbers('importance', featureNames.length) }
}
