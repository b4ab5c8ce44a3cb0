import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { ColumnSource, Matrix } from '../../base/matrix.ts'
import { alignFeatures } from '../align-features.ts'
import { requireFiniteValues, requireMatrix, requireShare } from '../checks.ts'
import { requireSampleWeight } from '../class-weight.ts'
import type { ModelParts, PredictOptions, Regressor } from '../model.ts'
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
import type { BoostingRegressorOptions } from './boosting-options.ts'
import type { EvaluationHistory } from './metrics/judge.ts'
import type { MetricName } from './metrics/metric.ts'
import { train } from './train.ts'

const objectives = ['squaredError', 'poisson', 'quantile'] as const
const usualMetric: Readonly<Record<(typeof objectives)[number], MetricName>> = {
  squaredError: 'rmse',
  poisson: 'poissonDeviance',
  quantile: 'pinball',
}

/**
 * Gradient boosting of trees for numbers: squared error, counts (`poisson`), or a quantile. All else as
 * `BoostingClassifier`. Targets and predictions are singles inside, as in XGBoost.
 *
 * @example
 * const model = await BoostingRegressor.fit(features, values, { objective: 'quantile', quantileAlpha: 0.9 })
 * model.predict(features) // one number a row
 */
export class BoostingRegressor implements Regressor {
  readonly learner = 'boosting-regressor'
  readonly task = 'regression'
  readonly core: BoostingCore

  /** Of what `fit` or a reader of files has checked. */
  constructor(core: BoostingCore) {
    this.core = core
  }

  get featureNames(): readonly string[] {
    return this.core.featureNames
  }
  /** The trees, of leaf values that are added to the margin. */
  get ensemble(): TreeEnsemble {
    return this.core.ensemble
  }
  /** What the margin of a row starts from: one number. */
  get baseMargin(): Float64Array {
    return Float64Array.of(baseMargin(this.core.baseScore, this.core.objective))
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
   * @param values the target of each row, finite as a single; from 0 for `poisson`
   * @throws E_ML_EMPTY, E_ML_SHAPE for data that do not fit together; E_ML_NOT_FINITE for a target that is NaN or infinite, or
   *   an infinite feature; E_ML_PARAMETER, E_ML_FEATURES for an option out of its range; E_ML_MEMORY; E_ML_THREAD; the
   *   reason of the signal
   */
  static async fit(
    features: Matrix | ColumnSource,
    values: Float64Array,
    options: BoostingRegressorOptions = {},
  ): Promise<BoostingRegressor> {
    requireMatrix(features)
    const { objective = 'squaredError', quantileAlpha = 0.5, evaluationSet } = options
    if (!objectives.includes(objective)) {
      throw new MillraceError('E_ML_PARAMETER', `The objective of a regressor is ${objective}.`, {
        hint: `Use ${objectives.join(', ')}.`,
      })
    }
    requireShare('quantileAlpha', quantileAlpha)
    const unlimited = objective !== 'quantile' || Object.keys(options.monotoneConstraints ?? {}).length === 0
    if (!unlimited) {
      throw new MillraceError('E_ML_PARAMETER', 'Monotone constraints cannot be kept with the objective quantile.', {
        hint: 'Its leaf values are quantiles of their rows, which no bound can hold.',
      })
    }
    if (evaluationSet !== undefined) requireMatrix(evaluationSet.features)
    const core = await train({
      features,
      targets: targetsOf(values, features.rows, objective),
      weights: weightsOf(options.sampleWeight, features.rows),
      objective,
      quantileAlpha,
      outputs: 1,
      options,
      initCore: options.initModel?.core,
      evaluation: evaluationSet && {
        features: evaluationSet.features,
        targets: targetsOf(evaluationSet.values, evaluationSet.features.rows, objective),
        weights: weightsOf(evaluationSet.sampleWeight, evaluationSet.features.rows),
      },
      metrics: options.evaluationMetrics ?? [usualMetric[objective]],
    })
    return new BoostingRegressor(core)
  }

  predict(features: Matrix, options?: PredictOptions): Float64Array {
    const columns = alignFeatures(features, this.core.featureNames)
    return boostingPredictions(this.core, columns, features, options)
  }

  /** Shares of the features in the reduced loss; or in the number of splits, or in the hessians that came by. */
  importance(kind: ImportanceKind = 'gain'): Float64Array {
    return boostingImportance(this.core, kind)
  }

  toParts(): ModelParts {
    return { learner: this.learner, version: 1, ...boostingToParts(this.core) }
  }

  /** @throws E_ML_MODEL_FILE for parts that are damaged or of a newer version */
  static fromParts(parts: unknown): BoostingRegressor {
    const fields = modelFields(parts, 'boosting-regressor')
    return new BoostingRegressor(boostingFromParts(fields, objectives, () => 1))
  }
}

function targetsOf(values: Float64Array, rows: number, objective: string): Float32Array {
  if (values.length !== rows) {
    throw new MillraceError('E_ML_SHAPE', `There are ${rows} rows but ${values.length} values.`, {
      hint: 'Take features and values from the same rows.',
    })
  }
  const targets = Float32Array.from(values)
  requireFiniteValues('values', targets)
  const negative = objective === 'poisson' ? targets.findIndex((value) => value < 0) : -1
  if (negative < 0) return targets
  throw new MillraceError('E_ML_PARAMETER', `The value of row ${negative + 1} is ${values[negative]}.`, {
    hint: 'The objective poisson is for counts: from 0.',
  })
}

function weightsOf(sampleWeight: Float64Array | undefined, rows: number): Float32Array | undefined {
  if (sampleWeight === undefined) return undefined
  requireSampleWeight(sampleWeight, rows, 'rows')
  return Float32Array.from(sampleWeight)
}
