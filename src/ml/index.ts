/** `millrace/ml`: learning from tables and judging what was learnt. Arrays in, numbers out. */

// Numbers and labels

export type { FloatArray, Labels, Matrix } from '../base/matrix.ts'

// Models: the contract, and reading any model back

export type { FitOptions } from './fit-options.ts'
export type { Classifier, FittedModel, Model, ModelParts, PredictOptions, Probabilities, Regressor } from './model.ts'
export { decodeModel } from './model-file/decode-model.ts'
export { encodeModel } from './model-file/encode-model.ts'
export { modelFromParts } from './model-from-parts.ts'
export { requireClassifier, requireRegressor } from './require-task.ts'

// Learners

export type { ClassWeight } from './class-weight.ts'
export { ElasticNet } from './linear/elastic-net.ts'
export type { ElasticNetOptions } from './linear/fit-elastic-net.ts'
export { Lasso, type LassoOptions } from './linear/lasso.ts'
export { LinearRegression, type LinearRegressionOptions } from './linear/linear-regression.ts'
export { LinearRegressor } from './linear/linear-regressor.ts'
export type { LogisticRegressionOptions, Penalty } from './linear/logistic-options.ts'
export { LogisticRegression } from './linear/logistic-regression.ts'
export { Ridge, type RidgeOptions } from './linear/ridge.ts'
export type { DecisionTree } from './trees/decision-tree.ts'
export type { Criterion } from './trees/impurity.ts'
export type { OutOfBag } from './trees/out-of-bag.ts'
export { RandomForest } from './trees/random-forest.ts'
export type { RandomForestOptions } from './trees/random-forest-options.ts'

// Baselines that a learner must beat

export { ClassFrequency } from './baselines/class-frequency.ts'
export { ConstantValue, type ConstantValueOptions } from './baselines/constant-value.ts'
export { type ForecastOptions, forecastSeries, type SeriesStrategy } from './baselines/forecast-series.ts'
export { GroupFrequency } from './baselines/group-frequency.ts'
export { GroupMean, type GroupMeanOptions } from './baselines/group-mean.ts'
export { SeriesBaseline, type SeriesBaselineOptions } from './baselines/series-baseline.ts'

// Models made of models

export type { Estimator } from './combine/estimator.ts'
export type { StackOptions } from './combine/fit-stack.ts'
export type { Fold } from './combine/out-of-fold.ts'
export { StackingClassifier } from './combine/stacking-classifier.ts'
export { StackingRegressor } from './combine/stacking-regressor.ts'
export { VotingClassifier, type VotingClassifierOptions } from './combine/voting-classifier.ts'
export { VotingRegressor, type VotingRegressorOptions } from './combine/voting-regressor.ts'

// What is done to features first: gaps, scales, categories

export type { Categories } from './prepare/categories.ts'
export { CategoryEncoder, type CategoryEncoderOptions, type Encoding } from './prepare/category-encoder.ts'
export { fitPreparations } from './prepare/fit-preparations.ts'
export { Imputer, type ImputerOptions, type ImputeStrategy } from './prepare/imputer.ts'
export type { Preparation, PreparationData, PreparationStep } from './prepare/preparation.ts'
export { PreparedClassifier, PreparedRegressor, preparedModel } from './prepare/prepared-model.ts'
export { Scaler, type ScalerOptions, type Scaling } from './prepare/scaler.ts'
export { TargetEncoder, type TargetEncoderOptions } from './prepare/target-encoder.ts'

// Resampling of training rows

export type { Resampled, SmoteOptions } from './resample/oversample.ts'
export type { SamplingStrategy } from './resample/sampling-strategy.ts'
export { smote } from './resample/smote.ts'
export { type SmotencOptions, smotenc } from './resample/smotenc.ts'

// Metrics of predicted classes

export { accuracy } from './metrics/accuracy.ts'
export { balancedAccuracy } from './metrics/balanced-accuracy.ts'
export { type ConfusionMatrix, confusionMatrix } from './metrics/confusion-matrix.ts'
export { mostProbable } from './metrics/most-probable.ts'
export { type ClassScores, type PrecisionRecallF1, precisionRecallF1 } from './metrics/precision-recall-f1.ts'

// Metrics of probabilities

export { brierBinary } from './metrics/brier-binary.ts'
export { brierMultiClass } from './metrics/brier-multi-class.ts'
export { type LogLoss, logLoss } from './metrics/log-loss.ts'
export { reorderClasses } from './metrics/reorder-classes.ts'
export type { RowLosses } from './metrics/row-losses.ts'
export { rps } from './metrics/rps.ts'

// Metrics of ranking

export { rocAuc } from './metrics/roc-auc.ts'
export { type RocAucOneVsRest, rocAucOneVsRest } from './metrics/roc-auc-one-vs-rest.ts'
export { type RocCurve, rocCurve } from './metrics/roc-curve.ts'

// Calibration

export { expectedCalibrationError } from './metrics/expected-calibration-error.ts'
export { type Reliability, reliability } from './metrics/reliability.ts'
export type { ReliabilityBin } from './metrics/reliability-bins.ts'

// How sure a number is

export { bootstrapDifference } from './metrics/bootstrap-difference.ts'
export { type BootstrapInterval, type BootstrapOptions, bootstrapInterval } from './metrics/bootstrap-interval.ts'
export { wilsonInterval } from './metrics/wilson-interval.ts'

// Fairness

export { type BiasMetric, type BiasReportInput, biasReport } from './fairness/bias-report.ts'
export { classImbalance } from './fairness/class-imbalance.ts'
export { differenceInProportions } from './fairness/difference-in-proportions.ts'
export type { BinaryCounts, FacetCounts } from './fairness/facet-counts.ts'
export { generalizedEntropy } from './fairness/generalized-entropy.ts'
export { type LabelDistances, labelDistances } from './fairness/label-distances.ts'
export { type PredictionGaps, predictionGaps } from './fairness/prediction-gaps.ts'
