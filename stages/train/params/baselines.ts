import { z } from 'millrace'
import { share, shared } from './shared.ts'

const group = z.string().min(1).describe('That column.')
const series = {
  time: z.string().min(1).describe('The column that orders the rows: evenly spaced numbers.'),
  ...shared,
}

export const baselineLearners = [
  z.strictObject({
    learner: z.literal('classFrequency').describe('The baseline that knows nothing: the class shares of training.'),
    ...shared,
  }),
  z.strictObject({
    learner: z.literal('groupFrequency').describe('The baseline that knows one column: class shares by its value.'),
    group,
    ...shared,
  }),
  z.strictObject({ learner: z.literal('mean').describe('The mean of the training rows for every row.'), ...shared }),
  z.strictObject({ learner: z.literal('median').describe('Their median.'), ...shared }),
  z.strictObject({
    learner: z.literal('quantile').describe('One of their quantiles.'),
    quantile: share.describe('Which: 0.9 lies above nine tenths of the rows.'),
    ...shared,
  }),
  z.strictObject({
    learner: z.literal('groupMean').describe('The baseline that knows one column: the mean by its value.'),
    group,
    ...shared,
  }),
  z.strictObject({ learner: z.literal('lastValue').describe('The last value of the series goes on.'), ...series }),
  z.strictObject({
    learner: z.literal('seasonalNaive').describe('The last season goes on.'),
    period: z.int().min(1).describe('Rows that make a season, such as 12 months.'),
    ...series,
  }),
  z.strictObject({
    learner: z.literal('drift').describe('The line through the first and the last value goes on.'),
    ...series,
  }),
] as const
