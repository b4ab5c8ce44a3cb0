/**
 * What a stage needs to hand over something to look at: chart builders (data in, figure out) and the types of figures.
 * The page itself is made by `render-report.ts`, which is not exported here, so that a stage's bundle stays small.
 */
export type { BaselineComparisonData } from './charts/baseline-comparison.ts'
export { baselineComparison } from './charts/baseline-comparison.ts'
export type { BiasMetric, BiasMetricsData } from './charts/bias-metrics.ts'
export { biasMetrics } from './charts/bias-metrics.ts'
export type { ClassBalanceData } from './charts/class-balance.ts'
export { classBalance } from './charts/class-balance.ts'
export type { ConfusionCounts, ConfusionMatrixData } from './charts/confusion-matrix.ts'
export { confusionMatrix } from './charts/confusion-matrix.ts'
export type { FeatureStrengthData } from './charts/feature-strength.ts'
export { featureStrength } from './charts/feature-strength.ts'
export type { ImportanceData } from './charts/importance.ts'
export { importance } from './charts/importance.ts'
export type { ReliabilityBin, ReliabilityCurve, ReliabilityData } from './charts/reliability.ts'
export { reliability } from './charts/reliability.ts'
export type { RocCurve, RocCurvesData } from './charts/roc-curves.ts'
export { rocCurves } from './charts/roc-curves.ts'
export type { SplitTimelineData } from './charts/split-timeline.ts'
export { splitTimeline } from './charts/split-timeline.ts'
export type { ChartFigure, Figure, TableFigure, TableFigureCell, TableFigureColumn } from './figure.ts'
export type { Findings } from './report-model.ts'
