/** `millrace/ml`: learning from tables and judging what was learnt. Arrays in, numbers out. */

// Numbers and labels

export { type ColumnSource, type FloatArray, type Labels, type Matrix, wholeMatrix } from '../base/matrix.ts'

// Models: the contract, and reading any model back

export type { FitOptions } from './fit-options.ts'
export type { Classifier, FittedModel, Model, ModelParts, PredictOptions, Probabilities, Regressor } from './model.ts'
export { decodeModel } from './model-file/decode-model.ts'
export { encodeModel } from './model-file/encode-model.ts'
export { modelFromParts } from './model-from-parts.ts'
export { requireClassifier, requireRegressor } from './require-task.ts'

// Learners

export { BoostingClassifier } from './boosting/boosting-classifier.ts'
export type { ImportanceKind } from './boosting/boosting-core.ts'
export type {
  BoostingClassifierOptions,
  BoostingOptions,
  BoostingRegressorOptions,
  ClassifierEvaluationSet,
  RegressorEvaluationSet,
} from './boosting/boosting-options.ts'
export { BoostingRegressor } from './boosting/boosting-regressor.ts'
export type { EvaluationHistory } from './boosting/metrics/judge.ts'
export type { CustomMetric, Evaluation, Metric, MetricName } from './boosting/metrics/metric.ts'
export type { ClassWeight } from './class-weight.ts'
export { ExtraTrees } from './forest/extra-trees.ts'
export { ExtraTreesRegressor } from './forest/extra-trees-regressor.ts'
export type { OutOfBag } from './forest/forest-classifier.ts'
export type {
  ClassCriterion,
  ForestClassifierOptions,
  ForestOptions,
  ForestRegressorOptions,
  ValueCriterion,
} from './forest/forest-options.ts'
export type { OutOfBagValues } from './forest/forest-regressor.ts'
export { RandomForest } from './forest/random-forest.ts'
export { RandomForestRegressor } from './forest/random-forest-regressor.ts'
export { fitLearner, type Learner, type LearnerOptions, learnerNamed, learners } from './learners.ts'
export { ElasticNet } from './linear/elastic-net.ts'
export type { ElasticNetOptions } from './linear/fit-elastic-net.ts'
export { Lasso, type LassoOptions } from './linear/lasso.ts'
export { LinearRegression, type LinearRegressionOptions } from './linear/linear-regression.ts'
export { LinearRegressor } from './linear/linear-regressor.ts'
export type { LogisticRegressionOptions, Penalty } from './linear/logistic-options.ts'
export { LogisticRegression } from './linear/logistic-regression.ts'
export { Ridge, type RidgeOptions } from './linear/ridge.ts'

// Trees: what forests and boosting are made of, and fast predictions from them

export { compileRowPredictor, type RowPredictor } from './trees/compile-row-predictor.ts'
export { sumLeaves } from './trees/sum-leaves.ts'
export type { CategorySets, TreeEnsemble } from './trees/tree-ensemble.ts'

// Models of other libraries, and for them

export { type ReadXgboostOptions, readXgboostModel } from './interchange/read-xgboost-model.ts'
export { writeOnnx } from './interchange/write-onnx.ts'
export { writeXgboostModel } from './interchange/write-xgboost-model.ts'
export { XgboostClassifier } from './interchange/xgboost-classifier.ts'
export { XgboostRegressor } from './interchange/xgboost-regressor.ts'

// Learners that are packages of npm, installed on demand

export { MlRandomForest, type MlRandomForestOptions, MlRandomForestRegressor } from './npm/ml-random-forest.ts'
export { MlXgboost, type MlXgboostOptions, MlXgboostRegressor } from './npm/ml-xgboost.ts'

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
export { OffsetRegressor } from './combine/offset-regressor.ts'
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

export { type AdasynOptions, adasyn } from './resample/adasyn.ts'
export { type BorderlineSmoteOptions, borderlineSmote } from './resample/borderline-smote.ts'
export {
  type EditedNearestNeighboursOptions,
  editedNearestNeighbours,
} from './resample/edited-nearest-neighbours.ts'
export { type RandomOverSamplerOptions, randomOverSampler } from './resample/random-over-sampler.ts'
export { type RandomUnderSamplerOptions, randomUnderSampler } from './resample/random-under-sampler.ts'
export type { CleaningOptions, OverSamplingOptions, SearchOptions, SmoteOptions } from './resample/resample-options.ts'
export type { ClassCount, Resampled } from './resample/resampled.ts'
export type {
  CleaningStrategy,
  OverSamplingStrategy,
  SamplingFunction,
  UnderSamplingStrategy,
} from './resample/sampling-strategy.ts'
export { smote } from './resample/smote.ts'
export { type SmoteEnnOptions, smoteEnn } from './resample/smote-enn.ts'
export { type SmoteTomekOptions, smoteTomek } from './resample/smote-tomek.ts'
export { smoten } from './resample/smoten.ts'
export { type SmotencOptions, smotenc } from './resample/smotenc.ts'
export { tomekLinks } from './resample/tomek-links.ts'

// Splits: which rows to learn from and which to be judged on

export {
  type CombinatorialFold,
  type CombinatorialPurgedOptions,
  combinatorialPurged,
} from './split/combinatorial-purged.ts'
export type { Fold as SplitFold } from './split/fold.ts'
export type { Groups } from './split/group-codes.ts'
export { type GroupKFoldOptions, groupKFold } from './split/group-k-fold.ts'
export { type KFoldOptions, kFold } from './split/k-fold.ts'
export { leaveOneGroupOut } from './split/leave-one-group-out.ts'
export type { LabelIntervals } from './split/purge.ts'
export { type PurgedKFoldOptions, purgedKFold } from './split/purged-k-fold.ts'
export { type RepeatedOptions, repeatedKFold, repeatedStratifiedKFold } from './split/repeated.ts'
export type { ShuffleSplitOptions } from './split/shuffle-sizes.ts'
export { groupShuffleSplit, shuffleSplit } from './split/shuffle-split.ts'
export { stratifiedGroupKFold } from './split/stratified-group-k-fold.ts'
export { stratifiedKFold } from './split/stratified-k-fold.ts'
export { stratifiedShuffleSplit } from './split/stratified-shuffle-split.ts'
export { type TimeSeriesSplitOptions, timeSeriesSplit } from './split/time-series-split.ts'
export { type WalkForwardOptions, walkForward } from './split/walk-forward.ts'

// Validation

export { pickRows, pickTarget } from './combine/pick-rows.ts'
export { crossValidate } from './validate/cross-validate.ts'
export {
  type NestedCrossValidation,
  type NestedValidated,
  nestedCrossValidate,
  type SearchRows,
} from './validate/nested-cross-validate.ts'
export type {
  CrossValidation,
  FoldMetric,
  ScoreSummary,
  TrainingRows,
  Validated,
  ValidatedFold,
} from './validate/validation.ts'

// Nearest neighbours

export { type NeighborOptions, type Neighbors, nearestNeighbors } from './neighbors/nearest-neighbors.ts'
export type { NeighborSpace } from './neighbors/neighbor-space.ts'

// Metrics of predicted classes

export { accuracy } from './metrics/accuracy.ts'
export { balancedAccuracy } from './metrics/balanced-accuracy.ts'
export { cohenKappa, type Disagreement } from './metrics/cohen-kappa.ts'
export { type ConfusionMatrix, confusionMatrix } from './metrics/confusion-matrix.ts'
export { matthewsCorrelation } from './metrics/matthews-correlation.ts'
export { mostProbable } from './metrics/most-probable.ts'
export { type ClassScores, type PrecisionRecallF1, precisionRecallF1 } from './metrics/precision-recall-f1.ts'
export type { Weighted } from './metrics/sample-weights.ts'

// Metrics of probabilities

export { brierBinary } from './metrics/brier-binary.ts'
export { brierMultiClass } from './metrics/brier-multi-class.ts'
export { type LogLoss, logLoss } from './metrics/log-loss.ts'
export { reorderClasses } from './metrics/reorder-classes.ts'
export type { RowLosses } from './metrics/row-losses.ts'
export { rps } from './metrics/rps.ts'

// Metrics of ranking

export { averagePrecision } from './metrics/average-precision.ts'
export { type GainCurve, gainCurve } from './metrics/gain-curve.ts'
export { type PrecisionRecallCurve, precisionRecallCurve } from './metrics/precision-recall-curve.ts'
export { rocAuc } from './metrics/roc-auc.ts'
export { type RocAucOneVsOne, rocAucOneVsOne } from './metrics/roc-auc-one-vs-one.ts'
export { type RocAucOneVsRest, rocAucOneVsRest } from './metrics/roc-auc-one-vs-rest.ts'
export { type RocCurve, rocCurve } from './metrics/roc-curve.ts'
export { type ThresholdScores, thresholdSweep } from './metrics/threshold-sweep.ts'
export { topKAccuracy } from './metrics/top-k-accuracy.ts'

// Metrics of numbers

export { explainedVariance } from './metrics/explained-variance.ts'
export { maxError } from './metrics/max-error.ts'
export { meanAbsoluteError } from './metrics/mean-absolute-error.ts'
export { meanAbsolutePercentageError } from './metrics/mean-absolute-percentage-error.ts'
export { meanAbsoluteScaledError } from './metrics/mean-absolute-scaled-error.ts'
export { meanSquaredError } from './metrics/mean-squared-error.ts'
export { medianAbsoluteError } from './metrics/median-absolute-error.ts'
export { pinballLoss } from './metrics/pinball-loss.ts'
export { rSquared } from './metrics/r-squared.ts'
export { rootMeanSquaredError } from './metrics/root-mean-squared-error.ts'
export { symmetricMeanAbsolutePercentageError } from './metrics/symmetric-mean-absolute-percentage-error.ts'

// Calibration

export { type Calibration, type CalibrationMethod, calibrate } from './calibration/apply-calibration.ts'
export { type BetaCalibration, fitBeta } from './calibration/beta-calibration.ts'
export { CalibratedClassifier } from './calibration/calibrated-classifier.ts'
export type { CalibrationRows, Calibrator } from './calibration/calibrator.ts'
export { type CalibrateOptions, fitCalibration } from './calibration/fit-calibration.ts'
export { fitIsotonic, type IsotonicCalibration } from './calibration/isotonic-calibration.ts'
export { fitSigmoid, type SigmoidCalibration } from './calibration/sigmoid-calibration.ts'
export { applyTemperature, fitTemperature } from './calibration/temperature-calibration.ts'
export { expectedCalibrationError } from './metrics/expected-calibration-error.ts'
export { type Reliability, reliability } from './metrics/reliability.ts'
export type { ReliabilityBin } from './metrics/reliability-bins.ts'

// How sure a number is

export { bootstrapDifference } from './metrics/bootstrap-difference.ts'
export { type BootstrapDraws, bootstrapDraws } from './metrics/bootstrap-draws.ts'
export { type BootstrapInterval, type BootstrapOptions, bootstrapInterval } from './metrics/bootstrap-interval.ts'
export { bootstrapStatistic, type StatisticInterval } from './metrics/bootstrap-statistic.ts'
export { wilsonInterval } from './metrics/wilson-interval.ts'
export { holmAdjust } from './statistics/holm-adjust.ts'
export {
  type PairedDifference,
  type PairedDifferenceOptions,
  pairedDifference,
} from './statistics/paired-difference.ts'

// Fairness

export { type BiasReportInput, biasReport } from './fairness/bias-report.ts'
export {
  type BiasComparison,
  type BiasMetric,
  type BiasReportsInput,
  biasReports,
} from './fairness/bias-reports.ts'
export { classImbalance } from './fairness/class-imbalance.ts'
export { type ConditionalDisparity, conditionalDisparity } from './fairness/conditional-disparity.ts'
export {
  type CorrelationRemover,
  fitCorrelationRemover,
  removeCorrelation,
} from './fairness/correlation-remover.ts'
export { crossFacets } from './fairness/cross-facets.ts'
export { differenceInProportions } from './fairness/difference-in-proportions.ts'
export {
  type DisparityReport,
  type DisparityReportInput,
  disparityReport,
  type JudgedDisparity,
} from './fairness/disparity-report.ts'
export type { BinaryCounts, FacetCounts } from './fairness/facet-counts.ts'
export { type FlipSign, flipTest } from './fairness/flip-test.ts'
export { generalizedEntropy } from './fairness/generalized-entropy.ts'
export {
  type DisparityMethod,
  type GroupDisparities,
  type GroupRates,
  groupDisparities,
  type OddsAggregate,
} from './fairness/group-disparities.ts'
export {
  GroupThresholdClassifier,
  type GroupThresholdRule,
  type ThresholdOfGroup,
} from './fairness/group-threshold-classifier.ts'
export {
  type FairnessConstraint,
  type GroupThresholdOptions,
  type GroupThresholds,
  groupThresholds,
} from './fairness/group-thresholds.ts'
export { intervalLabels, type NumberInterval } from './fairness/interval-labels.ts'
export { type LabelDistances, labelDistances } from './fairness/label-distances.ts'
export { type PredictionGaps, predictionGaps } from './fairness/prediction-gaps.ts'
export { type Reweighing, reweighing } from './fairness/reweighing.ts'

// Explanations

export { additivityGap } from './explain/additivity-gap.ts'
export { type AttributionDrift, attributionDrift } from './explain/attribution-drift.ts'
export { centerCurves } from './explain/center-curves.ts'
export { dependenceGrid, type GridOptions } from './explain/dependence-grid.ts'
export { type ExplainOptions, explainModel } from './explain/explain-model.ts'
export type { Explanation, ExplanationMethod, ExplanationUnit } from './explain/explanation.ts'
export { interactionStrength } from './explain/interaction-strength.ts'
export { interventionalShap } from './explain/interventional-shap.ts'
export { meanContributions } from './explain/mean-contributions.ts'
export {
  type PartialDependence,
  type PartialDependenceOptions,
  partialDependence,
} from './explain/partial-dependence.ts'
export { pathDependentShap } from './explain/path-dependent-shap.ts'
export {
  type PermutationImportance,
  type PermutationOptions,
  type PermutedFeature,
  permutationImportance,
} from './explain/permutation-importance.ts'
export { type SampledShap, type SampledShapOptions, sampledShap } from './explain/sampled-shap.ts'
export type { TreeContributions } from './explain/tree-contributions.ts'

// Drift

export { type BinnedShares, binNumbers, sharesOf } from './drift/binned-shares.ts'
export { type ChiSquareTest, chiSquareTest } from './drift/chi-square-test.ts'
export { type ColumnDrift, columnDrift, type DriftColumn, type DriftTest } from './drift/column-drift.ts'
export { type DatasetDrift, datasetDrift } from './drift/dataset-drift.ts'
export { type DistributionDistances, distributionDistances } from './drift/distribution-distances.ts'
export { type KolmogorovSmirnov, kolmogorovSmirnov } from './drift/kolmogorov-smirnov.ts'
export { proportionsTest } from './drift/proportions-test.ts'
export { type CategoryCounts, countCategories } from './drift/samples.ts'
export { wassersteinDistance } from './drift/wasserstein-distance.ts'

// Tuning: what to try next, and who gets more

export * from './tune/index.ts'

// AutoML: several kinds of learners, one model

export * from './auto/index.ts'

// Data quality

export { categoryDistance, type DistanceMethod, numericDistance } from './profile/baseline-distance.ts'
export {
  type CheckedColumn,
  type ConstraintCheck,
  type ConstraintCheckType,
  type ConstraintEvidence,
  checkConstraints,
  constraintCheckTypes,
} from './profile/check-constraints.ts'
export {
  type ConstraintsDocument,
  type DistributionConstraints,
  type FeatureConstraints,
  type MonitoringConfig,
  type MonitoringOverrides,
  rulesOf,
} from './profile/constraints-document.ts'
export { type KllOptions, type KllSketch, kllSketch } from './profile/kll-sketch.ts'
export { numericStatistics } from './profile/numeric-statistics.ts'
export { type SketchRanks, sketchQuantile, sketchRanks } from './profile/sketch-ranks.ts'
export {
  type CategoryBucket,
  commonStatistics,
  type FeatureStatistics,
  type InferredType,
  type NumericalStatistics,
  type StatisticsDocument,
  type StringStatistics,
} from './profile/statistics-document.ts'
export { type SuggestOptions, suggestConstraints } from './profile/suggest-constraints.ts'
export { type ConstraintViolation, type ViolationsDocument, violationsDocument } from './profile/violations-document.ts'
// Leaks: columns and rows that know what they should not

export { categoryStrength } from './leaks/category-strength.ts'
export { classStrength } from './leaks/class-strength.ts'
export { drawSample } from './leaks/draw-sample.ts'
export { nameSharesStem } from './leaks/name-shares-stem.ts'
export {
  type PairOperation,
  type PairRelation,
  type PairSearch,
  type PairsFound,
  pairRelations,
} from './leaks/pair-relations.ts'
export { type PairedAdvantage, pairedAdvantage } from './leaks/paired-advantage.ts'
export { previousValues, timeOrder } from './leaks/previous-values.ts'
export type { Strength } from './leaks/strength.ts'
export { type SumOfParts, sumOfParts } from './leaks/sum-of-parts.ts'
export { type TrendCheck, trendCheck } from './leaks/trend-check.ts'
export { valueStrength } from './leaks/value-strength.ts'
export { type MannKendall, mannKendall } from './statistics/mann-kendall.ts'
