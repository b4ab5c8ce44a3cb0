import { normalSurvival } from '../statistics/normal-survival.ts'

/**
 * Whether a share is the same on both sides: z of the difference of two proportions with their pooled variance, two-sided. Where both are 0 or
 * both 1 nothing differs: z is 0.
 *
 * Source: Evidently's `z` (`proportions_diff_z_stat_ind`). O(1).
 * @example proportionsTest({ hits: 50, rows: 100 }, { hits: 70, rows: 100 }).pValue // 0.0039
 */
export function proportionsTest(
  reference: { readonly hits: number; readonly rows: number },
  current: { readonly hits: number; readonly rows: number },
): { readonly z: number; readonly pValue: number } {
  const pooled = (reference.hits + current.hits) / (reference.rows + current.rows)
  const spread = Math.sqrt(pooled * (1 - pooled) * (1 / reference.rows + 1 / current.rows))
  const z = spread === 0 ? 0 : (reference.hits / reference.rows - current.hits / current.rows) / spread
  return { z, pValue: 2 * normalSurvival(Math.abs(z)) }
}
