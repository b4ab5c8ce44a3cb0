import { rankScores } from './rank-scores.ts'
import type { Weighted } from './sample-weights.ts'

export interface GainCurve {
  /** Share of all rows taken, best scores first: from 0 to 1. */
  readonly share: Float64Array
  /** Share of the positive rows among them. Taking rows at random gives `share`. */
  readonly gain: Float64Array
  /** `gain / share`: how many times as many positive rows as at random. NaN where nothing is taken. */
  readonly lift: Float64Array
}

/**
 * What is won by taking the rows with the highest scores first, as when only so many customers can be called.
 *
 * Source: Witten, Frank and Hall, "Data Mining" (2011), ch. 5.7. O(n log n).
 * @param positive non-zero where a row is positive
 * @throws as `rocAuc`
 * @example gainCurve([1, 0, 0, 0], [0.9, 0.2, 0.3, 0.1]).lift[1] // 4
 */
export function gainCurve(positive: ArrayLike<number>, scores: ArrayLike<number>, options: Weighted = {}): GainCurve {
  const { truePositives, falsePositives } = rankScores(positive, scores, options.sampleWeight)
  const positives = truePositives.at(-1)!
  const all = positives + falsePositives.at(-1)!
  const share = Float64Array.of(0, ...truePositives.map((right, step) => (right + falsePositives[step]!) / all))
  const gain = Float64Array.of(0, ...truePositives.map((right) => right / positives))
  return { share, gain, lift: gain.map((value, step) => (step === 0 ? Number.NaN : value / share[step]!)) }
}
