import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Labels, Matrix } from '../../base/matrix.ts'
import { requireLabels, requireWhole } from '../checks.ts'
import { countClasses } from '../class-weight.ts'
import type { FitOptions } from '../fit-options.ts'
import { readXgboostModel } from '../interchange/read-xgboost-model.ts'
import { XgboostClassifier } from '../interchange/xgboost-classifier.ts'
import { XgboostRegressor } from '../interchange/xgboost-regressor.ts'
import { requireTarget } from '../regression-data.ts'
import { missingPeer } from './missing-peer.ts'
import { readXgboostBinary } from './read-xgboost-binary.ts'
import { listsOf, requirePeerData } from './require-peer-data.ts'

/** XGBoost's names and defaults. */
export interface MlXgboostOptions extends FitOptions {
  readonly seed?: number | undefined
  /** Rounds. Default 100. */
  readonly nEstimators?: number | undefined
  /** Default 0.3. */
  readonly eta?: number | undefined
  /** Default 6. */
  readonly maxDepth?: number | undefined
  /** Default 1. */
  readonly minChildWeight?: number | undefined
  /** Default 0. */
  readonly gamma?: number | undefined
  /** Default 1. */
  readonly lambda?: number | undefined
  /** Default 0. */
  readonly alpha?: number | undefined
  /** Default 1. */
  readonly subsample?: number | undefined
  /** Default 1. */
  readonly colsampleByTree?: number | undefined
  /** Default `exact`. */
  readonly treeMethod?: 'exact' | 'hist' | undefined
}

/**
 * npm's `ml-xgboost` 1.1.2 (XGBoost of early 2018 in WebAssembly), as a peer to compare with. What it fits is read from
 * its file and predicted by our own code, so predicting does not need the package.
 *
 * It takes -1 for missing, aborts at NaN, crashes from about 60,000 rows on and knows no weights: such data are refused
 * here. Loading it prints a line on the standard error output; the fit blocks the calling thread.
 * @example const model = await MlXgboost.fit(features, labels, { nEstimators: 50 })
 */
export const MlXgboost = {
  /** @throws E_ML_PEER when the package is not installed; E_ML_PARAMETER, E_ML_NOT_FINITE, E_ML_ONE_CLASS */
  async fit(features: Matrix, labels: Labels, options: MlXgboostOptions = {}): Promise<XgboostClassifier> {
    requireLabels(labels, features.rows)
    if (countClasses(labels).filter((count) => count > 0).length < 2) {
      throw new MillraceError('E_ML_ONE_CLASS', `All ${features.rows} rows are of one class.`, {
        hint: 'Train on rows of two classes at least, or use ClassFrequency.',
      })
    }
    const many = labels.classes.length > 2
    const objective = many
      ? { objective: 'multi:softprob', num_class: labels.classes.length }
      : { objective: 'binary:logistic' }
    const document = await boost(features, Array.from(labels.codes), objective, options)
    const model = readXgboostModel(document, { classes: labels.classes, featureNames: features.names })
    if (model instanceof XgboostClassifier) return model
    throw new MillraceError('E_ML_MODEL_FILE', 'ml-xgboost gave a model of numbers for classes.')
  },
}

/** The same package for numbers, by squared error. See `MlXgboost`. */
export const MlXgboostRegressor = {
  /** @throws E_ML_PEER when the package is not installed; E_ML_PARAMETER, E_ML_NOT_FINITE */
  async fit(features: Matrix, values: Float64Array, options: MlXgboostOptions = {}): Promise<XgboostRegressor> {
    requireTarget(features, values)
    const document = await boost(features, Array.from(values), { objective: 'reg:linear' }, options)
    const model = readXgboostModel(document, { featureNames: features.names })
    if (model instanceof XgboostRegressor) return model
    throw new MillraceError('E_ML_MODEL_FILE', 'ml-xgboost gave a model of classes for numbers.')
  },
}

async function boost(
  features: Matrix,
  target: number[],
  objective: object,
  options: MlXgboostOptions,
): Promise<object> {
  requirePeerData('ml-xgboost', features, options.sampleWeight)
  const minus = features.data.indexOf(-1)
  if (minus >= 0) {
    const name = features.names[Math.floor(minus / features.rows)]
    const row = (minus % features.rows) + 1
    throw new MillraceError('E_ML_PARAMETER', `"${name}" is -1 in row ${row}, which ml-xgboost takes for missing.`, {
      hint: 'Shift or scale the feature, or use boosting.',
    })
  }
  const { nEstimators = 100, maxDepth = 6, eta = 0.3, minChildWeight = 1, gamma = 0, lambda = 1, alpha = 0 } = options
  const { subsample = 1, colsampleByTree = 1, treeMethod = 'exact', seed = 0 } = options
  requireWhole('nEstimators', nEstimators, 1)
  options.signal?.throwIfAborted()
  const Booster = await loadPeer()
  const booster = new Booster({
    booster: 'gbtree',
    ...objective,
    iterations: nEstimators,
    max_depth: maxDepth,
    eta,
    min_child_weight: minChildWeight,
    gamma,
    lambda,
    alpha,
    subsample,
    colsample_bytree: colsampleByTree,
    tree_method: treeMethod,
    seed,
    silent: 1,
  })
  try {
    booster.train(listsOf(features), target)
    options.progress?.(1, 1)
    return readXgboostBinary(Uint8Array.from(booster.toJSON().model, (byte) => byte & 255))
  } finally {
    // Its memory is not collected.
    booster.free()
  }
}

/** Loading puts listeners on the process, which are taken off again: they would hide errors of others. */
async function loadPeer() {
  const events = ['uncaughtException', 'unhandledRejection'] as const
  const before = events.map((event) => new Set(process.listeners(event as 'uncaughtException')))
  try {
    const peer = await import('ml-xgboost')
    return await peer.default
  } catch (error) {
    throw missingPeer('ml-xgboost', '1.1.2', error)
  } finally {
    for (const [e, event] of events.entries()) {
      for (const listener of process.listeners(event as 'uncaughtException')) {
        if (!before[e]!.has(listener)) process.removeListener(event, listener)
      }
    }
  }
}
