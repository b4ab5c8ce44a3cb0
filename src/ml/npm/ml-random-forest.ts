import type { Labels, Matrix } from '../../base/matrix.ts'
import { alignFiniteFeatures } from '../align-features.ts'
import { requireLabels, requireWhole } from '../checks.ts'
import type { FitOptions } from '../fit-options.ts'
import { mostProbable } from '../metrics/most-probable.ts'
import type { Classifier, ModelParts, PredictOptions, Probabilities, Regressor } from '../model.ts'
import { modelFields } from '../part-fields.ts'
import { requireTarget } from '../regression-data.ts'
import { sumLeaves } from '../trees/sum-leaves.ts'
import type { TreeEnsemble } from '../trees/tree-ensemble.ts'
import { treeEnsembleFromParts, treeEnsembleToParts } from '../trees/tree-ensemble-parts.ts'
import { convertMlForest } from './convert-ml-forest.ts'
import { missingPeer } from './missing-peer.ts'
import { listsOf, requirePeerData } from './require-peer-data.ts'

/** The package's options and defaults, but for the number of trees, which is 100 as everywhere here. */
export interface MlRandomForestOptions extends FitOptions {
  readonly seed: number
  /** Default 100. */
  readonly nEstimators?: number | undefined
  /** Features of each tree (not of each split): a count, or a share up to 1. Default 1: all. */
  readonly maxFeatures?: number | undefined
  /** Default true. */
  readonly bootstrap?: boolean | undefined
  /** Default none. */
  readonly maxDepth?: number | null | undefined
  /** Rows from which on a node is split. Default 3. */
  readonly minNumSamples?: number | undefined
}

/**
 * npm's `ml-random-forest` 2.1.0, as a peer to compare with: slow (each split looks at all rows of its node again), with
 * features drawn for each tree. Its trees become our flat arrays, so predicting does not need the package.
 *
 * Its own `predictProbability` leaves out the first tree, so that probabilities sum to less than 1; here they are the
 * shares of all trees' votes. The fit blocks the calling thread. At most 50,000 rows, no missing values, no weights.
 * @example const model = await MlRandomForest.fit(features, labels, { seed: 1, nEstimators: 20 })
 */
export class MlRandomForest implements Classifier {
  readonly learner = 'ml-random-forest'
  readonly task = 'classification'
  readonly classes: readonly string[]
  readonly featureNames: readonly string[]
  readonly ensemble: TreeEnsemble

  private constructor(classes: readonly string[], featureNames: readonly string[], ensemble: TreeEnsemble) {
    this.classes = classes
    this.featureNames = featureNames
    this.ensemble = ensemble
  }

  /** @throws E_ML_PEER when the package is not installed; E_ML_PARAMETER, E_ML_NOT_FINITE for what it cannot take */
  static async fit(features: Matrix, labels: Labels, options: MlRandomForestOptions): Promise<MlRandomForest> {
    requirePeerData('ml-random-forest', features, options.sampleWeight)
    requireLabels(labels, features.rows)
    const json = await grow('RandomForestClassifier', features, Array.from(labels.codes), options)
    const ensemble = convertMlForest(json, labels.classes.length, true)
    return new MlRandomForest([...labels.classes], [...features.names], ensemble)
  }

  predictProbability(features: Matrix, options?: PredictOptions): Probabilities {
    const columns = alignFiniteFeatures(features, this.featureNames)
    const data = sumLeaves(this.ensemble, columns, features.rows, new Float64Array(this.classes.length), options)
    const trees = this.ensemble.roots.length - 1
    for (let p = 0; p < data.length; p++) data[p]! /= trees
    return { rows: features.rows, classes: this.classes, data }
  }

  predict(features: Matrix, options?: PredictOptions): Labels {
    return mostProbable(this.predictProbability(features, options))
  }

  toParts(): ModelParts {
    const { learner, classes, featureNames, ensemble } = this
    return { learner, version: 1, classes, featureNames, trees: treeEnsembleToParts(ensemble) }
  }

  /** @throws E_ML_MODEL_FILE for parts that are damaged or of a newer version */
  static fromParts(parts: unknown): MlRandomForest {
    const fields = modelFields(parts, 'ml-random-forest')
    const [classes, names] = [fields.texts('classes'), fields.texts('featureNames')]
    const ensemble = treeEnsembleFromParts(fields.value('trees'), names.length, { outputs: classes.length })
    if (ensemble.roots.length < 2) throw fields.damaged('it has no trees')
    return new MlRandomForest(classes, names, ensemble)
  }
}

/** The same package for numbers: the mean of its trees. See `MlRandomForest`. */
export class MlRandomForestRegressor implements Regressor {
  readonly learner = 'ml-random-forest-regressor'
  readonly task = 'regression'
  readonly featureNames: readonly string[]
  readonly ensemble: TreeEnsemble

  private constructor(featureNames: readonly string[], ensemble: TreeEnsemble) {
    this.featureNames = featureNames
    this.ensemble = ensemble
  }

  /** @throws E_ML_PEER when the package is not installed; E_ML_PARAMETER, E_ML_NOT_FINITE for what it cannot take */
  static async fit(
    features: Matrix,
    values: Float64Array,
    options: MlRandomForestOptions,
  ): Promise<MlRandomForestRegressor> {
    requirePeerData('ml-random-forest', features, options.sampleWeight)
    requireTarget(features, values)
    const json = await grow('RandomForestRegression', features, Array.from(values), options)
    return new MlRandomForestRegressor([...features.names], convertMlForest(json, 1, false))
  }

  predict(features: Matrix, options?: PredictOptions): Float64Array {
    const columns = alignFiniteFeatures(features, this.featureNames)
    const trees = this.ensemble.roots.length - 1
    return sumLeaves(this.ensemble, columns, features.rows, new Float64Array(1), options).map((sum) => sum / trees)
  }

  toParts(): ModelParts {
    const { learner, featureNames, ensemble } = this
    return { learner, version: 1, featureNames, trees: treeEnsembleToParts(ensemble) }
  }

  /** @throws E_ML_MODEL_FILE for parts that are damaged or of a newer version */
  static fromParts(parts: unknown): MlRandomForestRegressor {
    const fields = modelFields(parts, 'ml-random-forest-regressor')
    const names = fields.texts('featureNames')
    const ensemble = treeEnsembleFromParts(fields.value('trees'), names.length, { outputs: 1 })
    if (ensemble.roots.length < 2) throw fields.damaged('it has no trees')
    return new MlRandomForestRegressor(names, ensemble)
  }
}

async function grow(
  kind: 'RandomForestClassifier' | 'RandomForestRegression',
  features: Matrix,
  target: number[],
  options: MlRandomForestOptions,
): Promise<unknown> {
  const { seed, nEstimators = 100, maxFeatures = 1, bootstrap = true, maxDepth, minNumSamples = 3 } = options
  requireWhole('nEstimators', nEstimators, 1)
  options.signal?.throwIfAborted()
  let peer: typeof import('ml-random-forest')
  try {
    peer = await import('ml-random-forest')
  } catch (error) {
    throw missingPeer('ml-random-forest', '2.1.0', error)
  }
  const forest = new peer[kind]({
    seed: seed | 0,
    nEstimators,
    // The package takes 1 for one feature and 1.0 alike: all is the number of columns.
    maxFeatures: maxFeatures === 1 ? features.columns : maxFeatures,
    replacement: false,
    useSampleBagging: bootstrap,
    noOOB: true,
    treeOptions: { minNumSamples, ...(maxDepth === null || maxDepth === undefined ? {} : { maxDepth }) },
  })
  forest.train(listsOf(features), target)
  options.progress?.(1, 1)
  return JSON.parse(JSON.stringify(forest)) as unknown
}
