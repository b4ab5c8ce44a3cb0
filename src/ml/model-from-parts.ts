import { didYouMean } from '../base/did-you-mean.ts'
import { MillraceError } from '../base/errors/millrace-error.ts'
import { ClassFrequency } from './baselines/class-frequency.ts'
import { ConstantValue } from './baselines/constant-value.ts'
import { GroupFrequency } from './baselines/group-frequency.ts'
import { GroupMean } from './baselines/group-mean.ts'
import { SeriesBaseline } from './baselines/series-baseline.ts'
import { BoostingClassifier } from './boosting/boosting-classifier.ts'
import { BoostingRegressor } from './boosting/boosting-regressor.ts'
import { CalibratedClassifier } from './calibration/calibrated-classifier.ts'
import { StackingClassifier } from './combine/stacking-classifier.ts'
import { StackingRegressor } from './combine/stacking-regressor.ts'
import { VotingClassifier } from './combine/voting-classifier.ts'
import { VotingRegressor } from './combine/voting-regressor.ts'
import { GroupThresholdClassifier } from './fairness/group-threshold-classifier.ts'
import { ExtraTrees } from './forest/extra-trees.ts'
import { ExtraTreesRegressor } from './forest/extra-trees-regressor.ts'
import { RandomForest } from './forest/random-forest.ts'
import { RandomForestRegressor } from './forest/random-forest-regressor.ts'
import { XgboostClassifier } from './interchange/xgboost-classifier.ts'
import { XgboostRegressor } from './interchange/xgboost-regressor.ts'
import { ElasticNet } from './linear/elastic-net.ts'
import { Lasso } from './linear/lasso.ts'
import { LinearRegression } from './linear/linear-regression.ts'
import { LogisticRegression } from './linear/logistic-regression.ts'
import { Ridge } from './linear/ridge.ts'
import type { Model } from './model.ts'
import { MlRandomForest, MlRandomForestRegressor } from './npm/ml-random-forest.ts'
import { partFields } from './part-fields.ts'
import { preparedFromParts } from './prepare/prepared-model.ts'

const readers: Readonly<Record<string, (parts: unknown) => Model>> = {
  calibrated: (parts) => CalibratedClassifier.fromParts(parts, modelFromParts),
  'boosting-classifier': (parts) => BoostingClassifier.fromParts(parts),
  'boosting-regressor': (parts) => BoostingRegressor.fromParts(parts),
  'class-frequency': (parts) => ClassFrequency.fromParts(parts),
  'extra-trees': (parts) => ExtraTrees.fromParts(parts),
  'extra-trees-regressor': (parts) => ExtraTreesRegressor.fromParts(parts),
  'group-frequency': (parts) => GroupFrequency.fromParts(parts),
  'group-thresholds': (parts) => GroupThresholdClassifier.fromParts(parts, modelFromParts),
  'group-mean': (parts) => GroupMean.fromParts(parts),
  'ml-random-forest': (parts) => MlRandomForest.fromParts(parts),
  'ml-random-forest-regressor': (parts) => MlRandomForestRegressor.fromParts(parts),
  prepared: (parts) => preparedFromParts(parts, modelFromParts),
  'constant-value': (parts) => ConstantValue.fromParts(parts),
  'elastic-net': (parts) => ElasticNet.fromParts(parts),
  lasso: (parts) => Lasso.fromParts(parts),
  'linear-regression': (parts) => LinearRegression.fromParts(parts),
  'logistic-regression': (parts) => LogisticRegression.fromParts(parts),
  'xgboost-classifier': (parts) => XgboostClassifier.fromParts(parts),
  'xgboost-regressor': (parts) => XgboostRegressor.fromParts(parts),
  'series-baseline': (parts) => SeriesBaseline.fromParts(parts),
  stacking: (parts) => StackingClassifier.fromParts(parts, modelFromParts),
  'stacking-regressor': (parts) => StackingRegressor.fromParts(parts, modelFromParts),
  voting: (parts) => VotingClassifier.fromParts(parts, modelFromParts),
  'voting-regressor': (parts) => VotingRegressor.fromParts(parts, modelFromParts),
  ridge: (parts) => Ridge.fromParts(parts),
  'random-forest': (parts) => RandomForest.fromParts(parts),
  'random-forest-regressor': (parts) => RandomForestRegressor.fromParts(parts),
}

/**
 * Reads a model of any learner from what its `toParts` gave. Predictions are the same to the last bit.
 * @throws E_ML_MODEL_FILE for parts that are damaged, of an unknown learner, or of a newer version
 * @example modelFromParts(decodeModel(bytes)).featureNames
 */
export function modelFromParts(parts: unknown): Model {
  const learner = partFields(parts).text('learner')
  const read = Object.hasOwn(readers, learner) ? readers[learner] : undefined
  if (read !== undefined) return read(parts)
  throw new MillraceError('E_ML_MODEL_FILE', `The model file is of the learner "${learner}", which is not known.`, {
    hint: didYouMean(learner, Object.keys(readers)),
  })
}
