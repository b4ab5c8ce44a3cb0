import type { Labels } from '../../base/matrix.ts'
import { requireProbabilities, requireShare } from '../checks.ts'
import type { Probabilities } from '../model.ts'
import { mostProbable } from './most-probable.ts'
import { type ReliabilityBin, reliabilityBins } from './reliability-bins.ts'
import { type Weighted, weightsOf } from './sample-weights.ts'

export interface Reliability {
  readonly level: number
  /** Each class against all others, by its probability. */
  readonly perClass: readonly { readonly class: string; readonly bins: readonly ReliabilityBin[] }[]
  /** The most probable class: how often it is right, by its probability. */
  readonly confidence: readonly ReliabilityBin[]
}

/**
 * How well predicted probabilities agree with what happened, in bins of equal width: for each class, and for the
 * prediction as such.
 *
 * Source: see `reliabilityBins`. O(n K).
 * @param options.bins default 10
 * @param options.level of the intervals, default 0.95
 * @throws E_ML_EMPTY, E_ML_SHAPE, E_ML_LABEL, E_ML_PARAMETER; E_ML_NOT_FINITE; for bad weights as `weightsOf`
 * @example reliability(actual, probabilities).confidence.filter((bin) => bin.count > 0)
 */
export function reliability(
  actual: Labels,
  probabilities: Probabilities,
  options: Weighted & { readonly bins?: number; readonly level?: number } = {},
): Reliability {
  const { bins = 10, level = 0.95 } = options
  requireProbabilities(actual, probabilities)
  requireShare('level', level)
  const weights = options.sampleWeight && weightsOf(options.sampleWeight, actual.codes.length)
  const { classes, codes } = actual
  const predictedCodes = mostProbable(probabilities).codes
  const of = (i: number, k: number) => probabilities.data[i * classes.length + k]!
  const perClass = classes.map((name, k) => ({
    class: name,
    bins: reliabilityBins(
      codes.map((code) => (code === k ? 1 : 0)),
      Float64Array.from(codes, (_, i) => of(i, k)),
      bins,
      level,
      weights,
    ),
  }))
  const confidence = reliabilityBins(
    codes.map((code, i) => (code === predictedCodes[i] ? 1 : 0)),
    Float64Array.from(predictedCodes, (code, i) => of(i, code)),
    bins,
    level,
    weights,
  )
  return { level, perClass, confidence }
}
