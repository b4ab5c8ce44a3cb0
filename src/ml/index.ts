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
export { LogisticRegression, type LogisticRegressionOptions } from './linear/logistic-regression.ts'
export type { TreeEnsemble } from './trees/tree-ensemble.ts'

// Baselines that a learner must beat

export { ClassFrequency } from './baselines/class-frequency.ts'
export { GroupFrequency } from './baselines/group-frequency.ts'

// Missing values

export { MedianImputer } from './impute/median-imputer.ts'
export { ImputedClassifier } from './imputed-classifier.ts'

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
