import type { Labels, Matrix } from '../../base/matrix.ts'
import type { ClassWeight } from '../class-weight.ts'
import type { FitOptions } from '../fit-options.ts'
import type { BoostingCore } from './boosting-core.ts'
import type { Metric } from './metrics/metric.ts'

/** What both boosting learners take. Names and defaults are XGBoost's (1.7), in camelCase. */
export interface BoostingOptions extends FitOptions {
  /** Rounds: each adds one tree, or one a class. Default 100. */
  readonly nEstimators?: number
  /** By how much each new tree is shrunk. Default 0.3. */
  readonly eta?: number
  /** Splits from the root to a leaf at most; 0 for no limit. Default 6. */
  readonly maxDepth?: number
  /** Least sum of hessians in a child (for squared error: of weights). Default 1. */
  readonly minChildWeight?: number
  /** Least reduction of the loss by a split. Default 0. */
  readonly gamma?: number
  /** L2 penalty on leaf values. Default 1. */
  readonly lambda?: number
  /** L1 penalty on leaf values. Default 0. */
  readonly alpha?: number
  /** Greatest size of a leaf value before `eta`; 0 for no limit. Default 0; 0.7 for `poisson`. */
  readonly maxDeltaStep?: number
  /** Share of the rows that each tree learns from, drawn anew. Default 1. */
  readonly subsample?: number
  /** Share of the features for each tree, of those for each level, of those for each node. Default 1. */
  readonly colsampleByTree?: number
  readonly colsampleByLevel?: number
  readonly colsampleByNode?: number
  /** Bins a feature at most, one of which holds missing values: 3 to 256. Default 256. */
  readonly maxBin?: number
  /** Whether the tree grows level by level, or always where the loss falls most. Default `depthwise`. */
  readonly growPolicy?: 'depthwise' | 'lossguide'
  /** Leaves a tree at most; 0 for no limit. Default 0. */
  readonly maxLeaves?: number
  /** By name: 1 where the prediction may only rise with the feature, -1 where it may only fall. */
  readonly monotoneConstraints?: Readonly<Record<string, 1 | 0 | -1>>
  /** Sets of names: features on one path from root to leaf must all lie in one of the sets. */
  readonly interactionConstraints?: readonly (readonly string[])[]
  /** Names of the features whose values are numbers of categories: whole, from 0 to below `maxBin` - 1. */
  readonly categoricalFeatures?: readonly string[]
  /** Features of fewer categories than this part one category from all others, others part sets. Default 4. */
  readonly maxCatToOnehot?: number
  /** A set of categories that a split takes off has fewer than this. Default 64. */
  readonly maxCatThreshold?: number
  /** What every prediction starts from, in the unit of the prediction. `auto`: from the targets. Default 0.5. */
  readonly baseScore?: number | 'auto'
  /** Of the draws of rows and features. Default 0. */
  readonly seed?: number
  /**
   * Ends the fit when the last metric has not become better for so many rounds; the model then keeps the trees up to the
   * best round. Needs an evaluation set. Default: never.
   */
  readonly earlyStoppingRounds?: number | undefined
}

export interface BoostingClassifierOptions extends BoostingOptions {
  /** Default: `logistic` for two classes, `softprob` for more. */
  readonly objective?: 'logistic' | 'softprob'
  readonly classWeight?: ClassWeight
  /** Weight of the rows of the second class, of two. Default 1. */
  readonly scalePosWeight?: number
  /** Rows that the model does not learn from, judged after each round. */
  readonly evaluationSet?: ClassifierEvaluationSet | undefined
  /** Default: `logLoss` for logistic, `mlogLoss` for softprob. The last one decides about stopping. */
  readonly evaluationMetrics?: readonly Metric[]
  /** A model of the same features and classes whose trees come first. */
  readonly initModel?: InitClassifier | undefined
}

export interface BoostingRegressorOptions extends BoostingOptions {
  /** Default `squaredError`. */
  readonly objective?: 'squaredError' | 'poisson' | 'quantile'
  /** The quantile of objective `quantile`. Default 0.5. */
  readonly quantileAlpha?: number
  readonly evaluationSet?: RegressorEvaluationSet | undefined
  /** Default: `rmse`; `poissonDeviance` for poisson, `pinball` for quantile. The last one decides about stopping. */
  readonly evaluationMetrics?: readonly Metric[]
  /** A model of the same features and objective whose trees come first. */
  readonly initModel?: InitRegressor | undefined
}

/** A `BoostingClassifier`, whose file imports this one. */
export interface InitClassifier {
  readonly classes: readonly string[]
  readonly present: Int32Array
  readonly core: BoostingCore
}

/** A `BoostingRegressor`. */
export interface InitRegressor {
  readonly core: BoostingCore
}

export interface ClassifierEvaluationSet {
  readonly features: Matrix
  /** Coded by the same classes as the training labels. */
  readonly labels: Labels
  readonly sampleWeight?: Float64Array | undefined
}

export interface RegressorEvaluationSet {
  readonly features: Matrix
  readonly values: Float64Array
  readonly sampleWeight?: Float64Array | undefined
}
