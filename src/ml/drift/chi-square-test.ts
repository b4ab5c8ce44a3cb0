import { MillraceError } from '../../base/errors/millrace-error.ts'
import { chiSquareSurvival } from '../statistics/chi-square-survival.ts'
import type { CategoryCounts } from './samples.ts'

export interface ChiSquareTest {
  readonly statistic: number
  readonly degrees: number
  readonly pValue: number
}

/**
 * Whether categories are as common as in the reference: `Σ (c - e)² / e`, e the reference's counts scaled to as many rows as there are now.
 * A category that the reference has not makes the statistic infinite and the p-value 0.
 *
 * Source: Pearson (1900); Evidently's `chisquare` for the scaling; scipy.stats.chisquare. O(categories).
 * @throws E_ML_ONE_CLASS when both sides have one and the same category, so that nothing can differ
 * @example chiSquareTest({ categories, reference: Float64Array.of(16, 18, 16, 14, 12, 12), current: Float64Array.of(16, 16, 16, 16, 16, 8) }).pValue // 0.67309
 */
export function chiSquareTest({ categories, reference, current }: CategoryCounts): ChiSquareTest {
  if (categories.length < 2) {
    throw new MillraceError('E_ML_ONE_CLASS', `There is one category, "${categories[0]}": nothing can differ.`)
  }
  const total = (counts: Float64Array) => counts.reduce((sum, count) => sum + count, 0)
  const scale = total(current) / total(reference)
  let statistic = 0
  for (let k = 0; k < categories.length; k++) {
    const expected = reference[k]! * scale
    statistic += expected === 0 ? Number.POSITIVE_INFINITY : (current[k]! - expected) ** 2 / expected
  }
  const degrees = categories.length - 1
  return {
    statistic,
    degrees,
    pValue: statistic === Number.POSITIVE_INFINITY ? 0 : chiSquareSurvival(statistic, degrees),
  }
}
