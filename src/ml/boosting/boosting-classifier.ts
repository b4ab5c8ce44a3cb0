import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { ColumnSource, Labels, Matrix } from '../../base/matrix.ts'
import { alignFeatures } from '../align-features.ts'
import { requireLabels, requireMatrix } from '../checks.ts'
import { countClasses, rowWeights } from '../class-weight.ts'
import { mostProbable } from '../metrics/most-probable.ts'
import type { Classifier, ModelParts, PredictOptions, Probabilities } from '../model.ts'
import { modelFields } from '../part-fields.ts'
import type { TreeEnsemble } from '../trees/tree-ensemble.ts'
import { baseMargin } from './base-margin.ts'
import {
  type BoostingCore,
  boostingFromParts,
  boostingImportance,
  boostingPredictions,
  boostingToParts,
  type ImportanceKind,
} from './boosting-core.ts'
import type { BoostingClassifierOptions, ClassifierEvaluationSet, InitClassifier } from './boosting-options.ts'
import type { EvaluationHistory } from './metrics/judge.ts'
import { inRange } from './resolve-options.ts'
import { train } from './train.ts'

/**
 * Gradient boosting of trees for classes, with XGBoost's parameters, names and defaults: each round adds a tree that
 * reduces the log loss of the trees before it the most, to second order. Features are sorted into at most 255 bins first;
 * missing values (NaN) go where the loss is least.
 *
 * The model has the same bits for any number of threads: gradients are summed as whole numbers. It has them, too, when it
 * is fitted from a `ColumnSource`: then the fit holds a byte a value and one column, and never the whole matrix.
 *
 * Source: Chen and Guestrin, "XGBoost: A Scalable Tree Boosting System" (2016), and XGBoost 1.7's `hist`. Fit: about
 * O(rounds · rows · features · 3). Predict: O(rows · trees · depth).
 *
 * @example
 * const model = await BoostingClassifier.fit(features, labels, { nEstimators: 200, maxDepth: 4, eta: 0.1 })
 * model.predictProbability(features).data // rows x classes
 */
export class BoostingClassifier implements Classifier {
  readonly learner = 'boosting-classifier'
  readonly task = 'classification'
  readonly classes: readonly string[]
  /** Codes of the classes that had training rows: all others have probability 0. Output k is class `present[k]`. */
  readonly present: Int32Array
  readonly core: BoostingCore

  /** Of what `fit` or a reader of files has checked. Two present classes and one output: that of the second class. */
  constructor(classes: readonly string[], present: Int32Array, core: BoostingCore) {
    this.classes = classes
    this.present = present
    this.core = core
  }

  get featureNames(): readonly string[] {
    return this.core.featureNames
  }
  /** The trees, of leaf values that are added to margins. Those of softprob go by class within each round. */
  get ensemble(): TreeEnsemble {
    return this.core.ensemble
  }
  /** What the margins of a row start from, one an output. */
  get baseMargin(): Float64Array {
    return new Float64Array(this.core.outputs).fill(baseMargin(this.core.baseScore, this.core.objective))
  }
  /** The best round on the evaluation set, from 0. */
  get bestIteration(): number | undefined {
    return this.core.bestIteration
  }
  /** The metrics of the evaluation set after each round, by name. */
  get evaluationHistory(): EvaluationHistory {
    return this.core.evaluationHistory
  }

  /**
   * @throws E_ML_EMPTY, E_ML_SHAPE, E_ML_LABEL for data that do not fit together; E_ML_NOT_FINITE for an infinite value;
   *   E_ML_ONE_CLASS; E_ML_PARAMETER, E_ML_FEATURES for an option out of its range; E_ML_MEMORY; E_ML_THREAD; the reason
   *   of the signal
   */
  static async fit(
    features: Matrix | ColumnSource,
    labels: Labels,
    options: BoostingClassifierOptions = {},
  ): Promise<BoostingClassifier> {
    requireMatrix(features)
    requireLabels(labels, features.rows)
    const { classWeight = null, initModel } = options
    const scalePosWeight = inRange('scalePosWeight', options.scalePosWeight ?? 1, 0)
    const present = presentClasses(labels)
    const objective = options.objective ?? (present.length === 2 ? 'logistic' : 'softprob')
    requireObjective(objective, present.length, labels, scalePosWeight)
    requireSameClasses(initModel, labels.classes, present)

    const placeOf = Int32Array.from(labels.classes, (_, k) => present.indexOf(k))
    const targets = Float32Array.from(labels.codes, (code) => placeOf[code]!)
    let weights: Float32Array | undefined
    if (options.sampleWeight !== undefined || classWeight !== null || scalePosWeight !== 1) {
      weights = Float32Array.from(rowWeights(labels, classWeight, options.sampleWeight))
      for (let i = 0; i < weights.length; i++) if (targets[i] === 1) weights[i]! *= scalePosWeight
    }
    const core = await train({
      features,
      targets,
      weights,
      objective,
      quantileAlpha: 0.5,
      outputs: objective === 'logistic' ? 1 : present.length,
      options,
      initCore: initModel?.core,
      evaluation: options.evaluationSet && evaluationOf(options.evaluationSet, labels.classes, placeOf),
      metrics: options.evaluationMetrics ?? [objective === 'logistic' ? 'logLoss' : 'mlogLoss'],
    })
    return new BoostingClassifier([...labels.classes], present, core)
  }

  predictProbability(features: Matrix, options?: PredictOptions): Probabilities {
    const { core, classes, present } = this
    const columns = alignFeatures(features, core.featureNames)
    const predictions = boostingPredictions(core, columns, features, options)
    const k = classes.length
    if (core.outputs === k) return { rows: features.rows, classes, data: predictions }
    const data = new Float64Array(features.rows * k)
    for (let i = 0; i < features.rows; i++) {
      if (core.objective === 'logistic') {
        data[i * k + present[0]!] = 1 - predictions[i]!
        data[i * k + present[1]!] = predictions[i]!
      } else {
        for (const [p, code] of present.entries()) data[i * k + code] = predictions[i * core.outputs + p]!
      }
    }
    return { rows: features.rows, classes, data }
  }

  predict(features: Matrix, options?: PredictOptions): Labels {
    return mostProbable(this.predictProbability(features, options))
  }

  /** Shares of the features in the reduced loss; or in the number of splits, or in the hessians that came by. */
  importance(kind: ImportanceKind = 'gain'): Float64Array {
    return boostingImportance(this.core, kind)
  }

  toParts(): ModelParts {
    const { learner, classes, present } = this
    return { learner, version: 1, classes, present, ...boostingToParts(this.core) }
  }

  /** @throws E_ML_MODEL_FILE for parts that are damaged or of a newer version */
  static fromParts(parts: unknown): BoostingClassifier {
    const fields = modelFields(parts, 'boosting-classifier')
    const classes = fields.texts('classes')
    const present = fields.wholes('present', 0, classes.length)
    if (present.length < 2 || present.some((code, p) => p > 0 && code <= present[p - 1]!)) {
      throw fields.damaged('"present" does not name two classes or more in their order')
    }
    const core = boostingFromParts(fields, ['logistic', 'softprob'], (objective) => {
      if (objective === 'softprob') return present.length
      if (present.length !== 2) throw fields.damaged(`logistic parts two classes, not ${present.length}`)
      return 1
    })
    return new BoostingClassifier(classes, present, core)
  }
}

function presentClasses(labels: Labels): Int32Array {
  const counts = countClasses(labels)
  const present = Int32Array.from(counts.keys()).filter((k) => counts[k]! > 0)
  if (present.length >= 2) return present
  throw new MillraceError('E_ML_ONE_CLASS', `All ${labels.codes.length} rows are "${labels.classes[present[0]!]}".`, {
    hint: 'Train on rows of two classes at least, or use ClassFrequency.',
  })
}

function requireObjective(objective: string, present: number, labels: Labels, scalePosWeight: number): void {
  if (objective !== 'logistic' && objective !== 'softprob') {
    throw new MillraceError('E_ML_PARAMETER', `The objective of a classifier is ${objective}.`, {
      hint: 'Use logistic for two classes or softprob.',
    })
  }
  if (objective === 'logistic' && present !== 2) {
    throw new MillraceError('E_ML_PARAMETER', `logistic parts two classes; there are ${present}.`, {
      hint: `Use softprob for ${labels.classes.join(', ')}.`,
    })
  }
  if (objective === 'softprob' && scalePosWeight !== 1) {
    throw new MillraceError('E_ML_PARAMETER', 'scalePosWeight is for the objective logistic only.', {
      hint: 'Use classWeight.',
    })
  }
}

function requireSameClasses(init: InitClassifier | undefined, classes: readonly string[], present: Int32Array): void {
  if (init === undefined) return
  const same =
    init.classes.length === classes.length &&
    init.classes.every((name, k) => name === classes[k]) &&
    init.present.length === present.length &&
    init.present.every((code, p) => code === present[p])
  if (same) return
  throw new MillraceError('E_ML_LABEL', `initModel knows the classes ${init.classes.join(', ')}.`, {
    hint: `Here are ${classes.join(', ')}; both need the same, with rows of the same ones.`,
  })
}

function evaluationOf(set: ClassifierEvaluationSet, classes: readonly string[], placeOf: Int32Array) {
  const { features, labels, sampleWeight } = set
  requireMatrix(features)
  requireLabels(labels, features.rows)
  const unlike = labels.classes.length !== classes.length || labels.classes.some((name, k) => name !== classes[k])
  if (unlike) {
    throw new MillraceError(
      'E_ML_LABEL',
      `The classes of the evaluation set are ${labels.classes.join(', ')}; those of the training ${classes.join(', ')}.`,
    )
  }
  const targets = Float32Array.from(labels.codes, (code, i) => {
    if (placeOf[code]! >= 0) return placeOf[code]!
    throw new MillraceError('E_ML_LABEL', `Row ${i + 1} of the evaluation set is "${classes[code]}".`, {
      hint: 'No training row is of that class.',
    })
  })
  const weights = sampleWeight === undefined ? undefined : Float32Array.from(rowWeights(labels, null, sampleWeight))
  return { features, targets, weights }
}
