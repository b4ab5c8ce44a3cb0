import type { Labels } from '../../base/matrix.ts'
import { type BiasMetric, type BiasReportsInput, biasReports } from './bias-reports.ts'

export interface BiasReportInput extends Omit<BiasReportsInput, 'comparisons'> {
  readonly facet: Labels
  /** The facet value, or values, of the disfavoured group d; all other rows are group a. */
  readonly disfavoured: string | readonly string[]
}

/**
 * SageMaker Clarify's bias metrics for one facet. See `biasReports`, which judges several over the same rows.
 *
 * O(n · resamples).
 * @throws as `biasReports`
 * @example
 * biasReport({ actual, predicted, facet: venue, positive: ['won'], disfavoured: 'away', seed: 1 })
 *   .find(({ metric }) => metric === 'DPPL')
 */
export function biasReport({ facet, disfavoured, ...rest }: BiasReportInput): BiasMetric[] {
  return biasReports({ ...rest, comparisons: [{ facet, disfavoured }] })[0]!
}
