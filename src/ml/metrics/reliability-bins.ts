import { requireWhole } from '../checks.ts'
import { wilsonInterval } from './wilson-interval.ts'

export interface ReliabilityBin {
  /** The bin holds `lower < p <= upper`; the first one also 0. */
  readonly lower: number
  readonly upper: number
  /** Rows. */
  readonly count: number
  /** Their weights together; as many as rows without weights. */
  readonly weight: number
  /** NaN when the bin is empty, as are the next two. */
  readonly meanPredicted: number
  /** How often it happened. */
  readonly observed: number
  /** Wilson's interval of `observed`; of weighted rows as if there were `(Σ w)² / Σ w²` of them (Kish, 1965). */
  readonly interval: readonly [number, number]
}

/**
 * Predicted probabilities in bins of equal width, with how often the event happened in each: in a well calibrated
 * model `observed` is about `meanPredicted`.
 *
 * Source: Guo, Pleiss, Sun and Weinberger, "On calibration of modern neural networks" (2017); scikit-learn,
 * `calibration_curve(strategy='uniform')`, which leaves empty bins out. O(n + bins).
 * @param happened non-zero where the event happened
 * @param weights from 0; all 1 without
 * @throws E_ML_PARAMETER
 * @example reliabilityBins([1, 0], [0.9, 0.8], 2, 0.95)[1] // { lower: 0.5, upper: 1, count: 2, weight: 2, meanPredicted: 0.85, observed: 0.5, … }
 */
export function reliabilityBins(
  happened: ArrayLike<number>,
  predicted: ArrayLike<number>,
  bins: number,
  level: number,
  weights?: ArrayLike<number>,
): ReliabilityBin[] {
  requireWhole('bins', bins, 1)
  const counts = new Float64Array(bins)
  const totals = new Float64Array(bins)
  const squares = new Float64Array(bins)
  const hits = new Float64Array(bins)
  const sums = new Float64Array(bins)
  for (let i = 0; i < predicted.length; i++) {
    const weight = weights?.[i] ?? 1
    if (weight === 0) continue
    const bin = binOf(predicted[i]!, bins)
    counts[bin]!++
    totals[bin]! += weight
    squares[bin]! += weight * weight
    sums[bin]! += weight * predicted[i]!
    if (happened[i] !== 0) hits[bin]! += weight
  }
  return Array.from(counts, (count, bin) => {
    const weight = totals[bin]!
    const observed = hits[bin]! / weight
    const effective = weight ** 2 / squares[bin]!
    const successes = weights === undefined ? hits[bin]! : observed * effective
    return {
      lower: bin / bins,
      upper: (bin + 1) / bins,
      count,
      weight,
      meanPredicted: sums[bin]! / weight,
      observed,
      interval: count === 0 ? ([Number.NaN, Number.NaN] as const) : wilsonInterval(successes, effective, level),
    }
  })
}

/** The bin with `bin / bins < p <= (bin + 1) / bins`: an edge belongs to the bin below it. */
function binOf(p: number, bins: number): number {
  let bin = Math.min(bins - 1, Math.max(0, Math.ceil(p * bins) - 1))
  // The product may be off by a rounding error: the edges decide.
  while (bin > 0 && p <= bin / bins) bin--
  while (bin < bins - 1 && p > (bin + 1) / bins) bin++
  return bin
}
