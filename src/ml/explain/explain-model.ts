import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Matrix } from '../../base/matrix.ts'
import type { CalibratedClassifier } from '../calibration/calibrated-classifier.ts'
import { requireMatrix, requireWhole } from '../checks.ts'
import type { Model } from '../model.ts'
import type { PreparedClassifier, PreparedRegressor } from '../prepare/prepared-model.ts'
import { sourceFeature } from '../prepare/sources.ts'
import { explainBySampling } from './explain-by-sampling.ts'
import { explainLinear, linearSums } from './explain-linear.ts'
import { explainTrees } from './explain-trees.ts'
import type { Explanation } from './explanation.ts'
import { isLearner } from './is-learner.ts'
import { knowsCover, treeSums } from './tree-sums.ts'

export interface ExplainOptions {
  /**
   * What stands in for a feature that is not known: values of background rows (`interventional`), or, for trees, both ways
   * of a split (`pathDependent`). `auto`, the default: `pathDependent` for trees. Other models are always interventional.
   */
  readonly method?: 'auto' | 'pathDependent' | 'interventional' | undefined
  /** Rows that stand for what is usual, 100 to 1000 of the training rows: needed by all but `pathDependent`. */
  readonly background?: Matrix | undefined
  /** Of models that are neither trees nor weighted sums: orders of the features are drawn. Default 0. */
  readonly seed?: number | undefined
  /** For the same models: how often each background row is used. Default 1. */
  readonly rounds?: number | undefined
}

/**
 * What each feature adds to what a model says of each row: Shapley values, which add up to the model's own sum.
 *
 * ```
 * trees (forests, boosting, XGBoost's)  → exact, path dependent or interventional (those of npm, without row counts: the latter)
 * linear and logistic regression        → exact, interventional
 * with preparations                     → of the inner model; what comes of one column is added up
 * calibrated                            → of the inner model: before the calibration
 * any other                             → interventional, by drawn orders
 * ```
 *
 * Of two classes only the second is explained: the first has the same contributions with the other sign.
 *
 * @throws E_ML_EMPTY for no rows, or a model that looks at no feature; E_ML_FEATURES for a feature that is missing;
 *   E_ML_PARAMETER where a background is needed and not given
 * @example
 * const { base, contributions, raw } = explainModel(model, test, { background: train })
 */
export function explainModel(model: Model, features: Matrix, options: ExplainOptions = {}): Explanation {
  requireMatrix(features)
  requireWhole('seed', options.seed ?? 0, 0)
  if (model.featureNames.length === 0) {
    throw new MillraceError(
      'E_ML_EMPTY',
      `The model ${model.learner} looks at no feature: there is nothing to explain.`,
    )
  }
  return secondOfTwo(explain(model, features, options))
}

function explain(model: Model, features: Matrix, options: ExplainOptions): Explanation {
  if (isLearner<CalibratedClassifier>(model, 'calibrated')) {
    return { ...explain(model.model, features, options), beforeCalibration: true }
  }
  if (isLearner<PreparedClassifier | PreparedRegressor>(model, 'prepared')) {
    const { background } = options
    const inner = explain(model.model, model.prepare(features), {
      ...options,
      background: background === undefined ? undefined : model.prepare(background),
    })
    return addUp(inner, model.featureNames, (name) => sourceFeature(model.preparations, name))
  }
  const { method = 'auto', background } = options
  const trees = treeSums(model)
  if (trees !== undefined && knowsCover(trees) && method !== 'interventional')
    return explainTrees(trees, model.featureNames, features)
  if (background === undefined) {
    throw new MillraceError('E_ML_PARAMETER', `Explaining the model ${model.learner} needs a background.`, {
      hint: 'Give some training rows as background.',
    })
  }
  requireMatrix(background)
  if (trees !== undefined) return explainTrees(trees, model.featureNames, features, background)
  const linear = linearSums(model)
  if (linear !== undefined) return explainLinear(linear, model.featureNames, features, background)
  const { seed = 0, rounds } = options
  return explainBySampling(model, features, background, { seed, rounds })
}

/** The contributions of columns that were made of one feature, added up: exact, since contributions are a sum. */
function addUp(inner: Explanation, featureNames: readonly string[], sourceOf: (name: string) => string): Explanation {
  const places = inner.featureNames.map((name) => featureNames.indexOf(sourceOf(name)))
  const [from, to] = [places.length, featureNames.length]
  const contributions = new Float64Array(inner.raw.length * to)
  for (let at = 0; at < inner.raw.length; at++) {
    for (let j = 0; j < from; j++) contributions[at * to + places[j]!]! += inner.contributions[at * from + j]!
  }
  return { ...inner, featureNames, contributions }
}

/** Only the second of two classes whose sums mirror each other. */
function secondOfTwo(all: Explanation): Explanation {
  if (all.unit !== 'probability' || all.outputs.length !== 2) return all
  const width = all.featureNames.length
  const second = (values: Float64Array, size: number) =>
    Float64Array.from({ length: values.length / 2 }, (_, at) => {
      return values[(2 * Math.floor(at / size) + 1) * size + (at % size)]!
    })
  return {
    ...all,
    outputs: all.outputs.slice(1),
    base: all.base.slice(1),
    contributions: second(all.contributions, width),
    raw: second(all.raw, 1),
  }
}
