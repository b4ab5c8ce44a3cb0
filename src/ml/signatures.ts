// Temporary: the agreed signatures of what is still being written. Each moves to its own file.
import type { Labels, Matrix } from '../base/matrix.ts'
import type { Classifier, Probabilities } from './model.ts'

function later(): never {
  throw new Error('not written yet')
}

export type ClassWeight = null | 'balanced' | Readonly<Record<string, number>>

export interface RandomForestOptions {
  readonly seed: number
  readonly nEstimators?: number
  readonly criterion?: 'gini' | 'entropy' | 'logLoss'
  readonly maxDepth?: number | null
  readonly minSamplesSplit?: number
  readonly minSamplesLeaf?: number
  /** An integer from 1 is a count; a number below 1 is a share; null is all. */
  readonly maxFeatures?: 'sqrt' | 'log2' | number | null
  readonly bootstrap?: boolean
  readonly oobScore?: boolean
  readonly classWeight?: ClassWeight | 'balancedSubsample'
  readonly maxSamples?: number | null
  readonly minImpurityDecrease?: number
  readonly sampleWeight?: Float64Array
  readonly progress?: (done: number, total: number) => void
}
abstract class Base implements Classifier {
  readonly learner: string = ''
  readonly classes: readonly string[] = []
  readonly featureNames: readonly string[] = []
  predictProbability(_features: Matrix): Probabilities {
    return later()
  }
  toJSON(): unknown {
    return later()
  }
}
export class RandomForest extends Base {
  static fit(_features: Matrix, _labels: Labels, _options: RandomForestOptions): RandomForest {
    return later()
  }
  static fromJSON(_json: unknown): RandomForest {
    return later()
  }
  /** Accuracy on out-of-bag rows; undefined unless fitted with `oobScore: true`. */
  readonly oobScore: number | undefined
  importance(): Float64Array {
    return later()
  }
}
export interface LogisticRegressionOptions {
  readonly C?: number
  readonly standardize?: boolean
  readonly classWeight?: ClassWeight
  readonly maxIter?: number
  readonly tol?: number
}
export class LogisticRegression extends Base {
  static fit(_features: Matrix, _labels: Labels, _options?: LogisticRegressionOptions): LogisticRegression {
    return later()
  }
  static fromJSON(_json: unknown): LogisticRegression {
    return later()
  }
}
export class ClassFrequency extends Base {
  /** Features are not looked at, only their number of rows. */
  static fit(_features: Matrix, _labels: Labels): ClassFrequency {
    return later()
  }
  static fromJSON(_json: unknown): ClassFrequency {
    return later()
  }
}
export class GroupFrequency extends Base {
  static fit(_features: Matrix, _labels: Labels, _options: { readonly group: string }): GroupFrequency {
    return later()
  }
  static fromJSON(_json: unknown): GroupFrequency {
    return later()
  }
}
export class MedianImputer {
  readonly featureNames: readonly string[] = []
  readonly medians: Float64Array = new Float64Array()
  /** Columns that had no value at all: filled with 0. */
  readonly unseen: readonly string[] = []
  static fit(_features: Matrix): MedianImputer {
    return later()
  }
  transform(_features: Matrix): Matrix {
    return later()
  }
  toJSON(): unknown {
    return later()
  }
  static fromJSON(_json: unknown): MedianImputer {
    return later()
  }
}
export class ImputedClassifier extends Base {
  constructor(_imputer: MedianImputer, _model: Classifier) {
    super()
  }
}
export function modelFromJson(_json: unknown): Classifier {
  return later()
}

export type SamplingStrategy =
  | 'auto'
  | 'notMajority'
  | 'minority'
  | 'notMinority'
  | 'all'
  | number
  | Readonly<Record<string, number>>
export interface SmoteOptions {
  readonly seed: number
  readonly samplingStrategy?: SamplingStrategy
  readonly kNeighbors?: number
  /** Same shape as the features, imputed and standardised: used for the neighbour search only. */
  readonly search?: Matrix
}
export interface SmotencOptions extends SmoteOptions {
  /** Names of the nominal columns. */
  readonly nominal: readonly string[]
}
export interface Resampled {
  /** The original rows in order, then synthetic rows by class in sorted order of class names. */
  readonly features: Matrix
  readonly labels: Labels
  /** 1 where the row is synthetic. */
  readonly synthetic: Uint8Array
  /** Rows a class, in the order of `labels.classes`. */
  readonly counts: readonly { readonly class: string; readonly before: number; readonly after: number }[]
}
export function smote(_features: Matrix, _labels: Labels, _options: SmoteOptions): Resampled {
  return later()
}
export function smotenc(_features: Matrix, _labels: Labels, _options: SmotencOptions): Resampled {
  return later()
}

/** The most probable class of each row; of equals the first. */
export function mostProbable(_probabilities: Probabilities): Labels {
  return later()
}
/** The same probabilities with the classes in another order. */
export function reorderClasses(_probabilities: Probabilities, _classes: readonly string[]): Probabilities {
  return later()
}
export function accuracy(_actual: Labels, _predicted: Labels): number {
  return later()
}
export function balancedAccuracy(_actual: Labels, _predicted: Labels): number {
  return later()
}
export interface ConfusionMatrix {
  readonly classes: readonly string[]
  /** Row = actual, column = predicted, row-major. */
  readonly counts: Int32Array
}
export function confusionMatrix(_actual: Labels, _predicted: Labels): ConfusionMatrix {
  return later()
}
export interface ClassScores {
  readonly class: string
  readonly precision: number
  readonly recall: number
  readonly f1: number
  readonly support: number
  readonly predicted: number
}
export interface PrecisionRecallF1 {
  readonly perClass: readonly ClassScores[]
  readonly macro: { readonly precision: number; readonly recall: number; readonly f1: number }
  readonly zeroDivisions: number
}
export function precisionRecallF1(_actual: Labels, _predicted: Labels): PrecisionRecallF1 {
  return later()
}
export interface RowLosses {
  readonly value: number
  readonly perRow: Float64Array
}
export interface LogLoss extends RowLosses {
  readonly clipped: number
  readonly epsilon: number
}
export function logLoss(
  _actual: Labels,
  _probabilities: Probabilities,
  _options?: { readonly epsilon?: number },
): LogLoss {
  return later()
}
export function brierMultiClass(_actual: Labels, _probabilities: Probabilities): RowLosses {
  return later()
}
export function brierBinary(
  _actual: Labels,
  _probabilities: Probabilities,
  _options: { readonly positive: string },
): RowLosses {
  return later()
}
/** Classes are taken in the order of `actual.classes`. */
export function rps(_actual: Labels, _probabilities: Probabilities): RowLosses {
  return later()
}
export function rocAuc(_positive: ArrayLike<number>, _scores: ArrayLike<number>): number {
  return later()
}
export interface RocAucOneVsRest {
  readonly macro: number
  readonly weighted: number
  readonly perClass: readonly { readonly class: string; readonly value: number; readonly support: number }[]
  /** Classes without a row: left out. */
  readonly absent: readonly string[]
}
export function rocAucOneVsRest(_actual: Labels, _probabilities: Probabilities): RocAucOneVsRest {
  return later()
}
export interface RocCurve {
  readonly falsePositiveRate: Float64Array
  readonly truePositiveRate: Float64Array
  readonly thresholds: Float64Array
}
export function rocCurve(_positive: ArrayLike<number>, _scores: ArrayLike<number>): RocCurve {
  return later()
}
export interface ReliabilityBin {
  readonly lower: number
  readonly upper: number
  readonly count: number
  /** NaN when the bin is empty. */
  readonly meanPredicted: number
  readonly observed: number
  readonly interval: readonly [number, number]
}
export interface Reliability {
  readonly level: number
  readonly perClass: readonly { readonly class: string; readonly bins: readonly ReliabilityBin[] }[]
  readonly confidence: readonly ReliabilityBin[]
}
export function reliability(
  _actual: Labels,
  _probabilities: Probabilities,
  _options?: { readonly bins?: number; readonly level?: number },
): Reliability {
  return later()
}
export function expectedCalibrationError(
  _actual: Labels,
  _probabilities: Probabilities,
  _options?: { readonly bins?: number },
): { readonly value: number; readonly bins: number } {
  return later()
}
export interface BootstrapOptions {
  readonly seed: number
  readonly resamples?: number
  readonly level?: number
}
export interface BootstrapInterval {
  readonly mean: number
  readonly lower: number
  readonly upper: number
  readonly level: number
  readonly resamples: number
}
export function bootstrapInterval(_perRow: ArrayLike<number>, _options: BootstrapOptions): BootstrapInterval {
  return later()
}
/** Of the mean of `a[i] - b[i]`: below 0 where `a` has the smaller loss. */
export function bootstrapDifference(
  _a: ArrayLike<number>,
  _b: ArrayLike<number>,
  _options: BootstrapOptions,
): BootstrapInterval {
  return later()
}
export function wilsonInterval(_successes: number, _trials: number, _level?: number): readonly [number, number] {
  return later()
}

export interface BiasReportInput {
  readonly actual: Labels
  readonly predicted?: Labels
  readonly facet: Labels
  /** Classes that count as the positive (wanted) outcome. */
  readonly positive: readonly string[]
  /** The facet value, or values, of the disfavoured group d; all others are group a. */
  readonly disfavoured: string | readonly string[]
  readonly seed: number
  readonly resamples?: number
  readonly level?: number
}
export interface BiasMetric {
  readonly metric: string
  readonly name: string
  /** null when it cannot be computed; `error` says why. */
  readonly value: number | null
  readonly neutral: 0 | 1
  readonly interval: readonly [number, number] | null
  readonly nA: number
  readonly nD: number
  readonly smallSample: boolean
  readonly meaning: string
  readonly error?: string
}
export function biasReport(_input: BiasReportInput): BiasMetric[] {
  return later()
}
