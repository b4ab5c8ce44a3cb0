import { didYouMean } from '../base/did-you-mean.ts'
import { MillraceError } from '../base/errors/millrace-error.ts'
import { type ColumnSource, type Labels, type Matrix, wholeMatrix } from '../base/matrix.ts'
import { ClassFrequency } from './baselines/class-frequency.ts'
import { ConstantValue } from './baselines/constant-value.ts'
import type { SeriesStrategy } from './baselines/forecast-series.ts'
import { GroupFrequency } from './baselines/group-frequency.ts'
import { GroupMean } from './baselines/group-mean.ts'
import { SeriesBaseline } from './baselines/series-baseline.ts'
import { BoostingClassifier } from './boosting/boosting-classifier.ts'
import { BoostingRegressor } from './boosting/boosting-regressor.ts'
import type { FitOptions } from './fit-options.ts'
import { ExtraTrees } from './forest/extra-trees.ts'
import { ExtraTreesRegressor } from './forest/extra-trees-regressor.ts'
import { RandomForest } from './forest/random-forest.ts'
import { RandomForestRegressor } from './forest/random-forest-regressor.ts'
import { ElasticNet } from './linear/elastic-net.ts'
import { Lasso } from './linear/lasso.ts'
import { LinearRegression } from './linear/linear-regression.ts'
import { LogisticRegression } from './linear/logistic-regression.ts'
import { Ridge } from './linear/ridge.ts'
import type { Classifier, Model, Regressor } from './model.ts'
import { MlRandomForest, MlRandomForestRegressor } from './npm/ml-random-forest.ts'
import { MlXgboost, MlXgboostRegressor } from './npm/ml-xgboost.ts'

/** Options of any learner: each knows its own and checks them. */
export type LearnerOptions = FitOptions & { readonly seed: number } & Readonly<Record<string, unknown>>

/** A learner as its name finds it. */
export interface Learner {
  readonly classification?: (features: Matrix, labels: Labels, options: LearnerOptions) => Promise<Classifier>
  readonly regression?: (features: Matrix, values: Float64Array, options: LearnerOptions) => Promise<Regressor>
  /** Options that one of the two tasks alone knows. */
  readonly only?: Readonly<Partial<Record<Model['task'], readonly string[]>>>
  /** Takes missing values as they are. */
  readonly takesMissing?: true
  /** Takes columns of category codes as they are, named in `categoricalFeatures`. */
  readonly takesCategories?: true
  /** Its fit takes a `ColumnSource` as it takes a matrix, and does not hold more than a column of it. */
  readonly takesColumns?: true
}

const series = (strategy: SeriesStrategy): Learner => ({
  regression: (x, y, o) => SeriesBaseline.fit(x, y, { ...o, strategy } as never),
})
const constant = (strategy: 'mean' | 'median' | 'quantile'): Learner => ({
  regression: (x, y, o) => ConstantValue.fit(x, y, { ...o, strategy }),
  takesMissing: true,
})
const ofClasses = { classification: ['classWeight'] }

/** All learners of one model by name; `voting` and `stacking` are made of them. */
export const learners: Readonly<Record<string, Learner>> = {
  randomForest: {
    classification: (x, y, o) => RandomForest.fit(x, y, o),
    regression: (x, y, o) => RandomForestRegressor.fit(x, y, o),
    only: ofClasses,
    takesMissing: true,
    takesColumns: true,
  },
  extraTrees: {
    classification: (x, y, o) => ExtraTrees.fit(x, y, o),
    regression: (x, y, o) => ExtraTreesRegressor.fit(x, y, o),
    only: ofClasses,
    takesMissing: true,
    takesColumns: true,
  },
  boosting: {
    classification: (x, y, o) => BoostingClassifier.fit(x, y, o),
    regression: (x, y, o) => BoostingRegressor.fit(x, y, o),
    only: { classification: ['classWeight', 'scalePosWeight'], regression: ['quantileAlpha'] },
    takesMissing: true,
    takesCategories: true,
    takesColumns: true,
  },
  logisticRegression: { classification: (x, y, o) => LogisticRegression.fit(x, y, o) },
  linearRegression: { regression: (x, y, o) => LinearRegression.fit(x, y, o) },
  ridge: { regression: (x, y, o) => Ridge.fit(x, y, o) },
  lasso: { regression: (x, y, o) => Lasso.fit(x, y, o) },
  elasticNet: { regression: (x, y, o) => ElasticNet.fit(x, y, o) },
  mlRandomForest: {
    classification: (x, y, o) => MlRandomForest.fit(x, y, o),
    regression: (x, y, o) => MlRandomForestRegressor.fit(x, y, o),
  },
  mlXgboost: {
    classification: (x, y, o) => MlXgboost.fit(x, y, o),
    regression: (x, y, o) => MlXgboostRegressor.fit(x, y, o),
  },
  classFrequency: { classification: async (x, y) => ClassFrequency.fit(x, y), takesMissing: true },
  groupFrequency: { classification: async (x, y, o) => GroupFrequency.fit(x, y, o as never), takesMissing: true },
  mean: constant('mean'),
  median: constant('median'),
  quantile: constant('quantile'),
  groupMean: { regression: (x, y, o) => GroupMean.fit(x, y, o as never), takesMissing: true },
  lastValue: series('lastValue'),
  seasonalNaive: series('seasonalNaive'),
  drift: series('drift'),
}

/**
 * Fits a learner by its name. Of a `ColumnSource`, a learner that does not take columns one by one gets the whole matrix.
 * @throws E_ML_PARAMETER for an unknown name, or an option of the other task; E_ML_TASK for a learner that does not do
 *   what the target asks for; what the learner throws
 * @example await fitLearner('ridge', features, values, { seed: 1, alpha: 10 })
 */
export async function fitLearner(
  name: string,
  features: Matrix | ColumnSource,
  target: Labels | Float64Array,
  options: LearnerOptions,
): Promise<Model> {
  const learner = learnerNamed(name)
  const task: Model['task'] = target instanceof Float64Array ? 'regression' : 'classification'
  const other = task === 'regression' ? 'classification' : 'regression'
  const foreign = learner.only?.[other]?.find((option) => options[option] !== undefined)
  if (foreign !== undefined) {
    throw new MillraceError('E_ML_PARAMETER', `${name} has ${foreign} for ${other}, and this is ${task}.`, {
      hint: `Leave ${foreign} out.`,
    })
  }
  const given = (learner.takesColumns === true ? features : await wholeMatrix(features)) as Matrix
  if (target instanceof Float64Array) {
    if (learner.regression !== undefined) return learner.regression(given, target, options)
  } else if (learner.classification !== undefined) return learner.classification(given, target as Labels, options)
  const able = Object.keys(learners).filter((each) => learners[each]![task] !== undefined)
  throw new MillraceError('E_ML_TASK', `${name} does ${other}, and the target is one of ${task}.`, {
    hint: `Use one of: ${able.join(', ')}.`,
  })
}

/** @throws E_ML_PARAMETER with the nearest name */
export function learnerNamed(name: string): Learner {
  if (Object.hasOwn(learners, name)) return learners[name]!
  throw new MillraceError('E_ML_PARAMETER', `There is no learner "${name}".`, {
    hint: didYouMean(name, Object.keys(learners)),
  })
}
