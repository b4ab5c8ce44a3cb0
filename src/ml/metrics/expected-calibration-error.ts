import type { Labels } from '../../base/matrix.ts'
import type { Probabilities } from '../model.ts'
import { reliability } from './reliability.ts'
import type { Weighted } from './sample-weights.ts'

/**
 * How far confidence and accuracy lie apart: `Σ_m |B_m| / n · |acc(B_m) - conf(B_m)|` over M bins of equal width of
 * the probability of the predicted class. It depends on M, so M is part of the result, and it is biased upwards for
 * few rows: show it with a bootstrap interval.
 *
 * Source: Guo et al. (2017), eq. 3, with its M = 15. O(n K).
 * @param options.bins M, default 15
 * @throws as `reliability`
 * @example // two rows predicted with 0.9 and 0.7, both right: |1 - 0.9| / 2 + |1 - 0.7| / 2 = 0.2
 */
export function expectedCalibrationError(
  actual: Labels,
  probabilities: Probabilities,
  options: Weighted & { readonly bins?: number } = {},
): { readonly value: number; readonly bins: number } {
  const { bins = 15 } = options
  const { confidence } = reliability(actual, probabilities, { ...options, bins })
  const full = confidence.filter((bin) => bin.count > 0)
  const total = full.reduce((sum, bin) => sum + bin.weight, 0)
  const value = full.reduce((sum, bin) => sum + (bin.weight / total) * Math.abs(bin.observed - bin.meanPredicted), 0)
  return { value, bins }
}
