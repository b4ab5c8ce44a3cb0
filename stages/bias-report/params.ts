import { z } from 'millrace'

const value = z.union([z.string(), z.boolean(), z.number()]).transform(String)

/** Of the labels of the training rows, then of the predictions for the test rows. */
export const defaultMetrics = ['CI', 'DPL', 'KL', 'JS', 'LP', 'TVD', 'KS', 'DPPL', 'DI', 'AD', 'RD', 'SD'] as const

export const biasReportParams = z.strictObject({
  facet: z.string().min(1).describe('The column that divides the rows into two groups.'),
  disfavoured: z
    .union([value, z.array(value).min(1)])
    .describe('The value, or values, of the group that may be at a disadvantage; all other rows are the other group.'),
  positive: z.array(z.string()).min(1).describe('The classes that are the wanted outcome.'),
  metrics: z
    .array(z.string())
    .min(1)
    .default([...defaultMetrics])
    .describe('Which of Clarify’s metrics are shown.'),
  bootstrap: z
    .strictObject({
      resamples: z.int().min(100).default(2000).describe('Resamples of the rows.'),
      level: z.number().gt(0.5).lt(1).default(0.95).describe('Level of the intervals.'),
    })
    .prefault({}),
  labels: z.record(z.string(), z.string()).default({}).describe('Names for reading, by value of the facet.'),
  target: z.string().optional().describe('The column with the true classes; default: as `features` says.'),
  classes: z.array(z.string()).min(2).optional().describe('Its classes; default: as `features` says.'),
})

export type BiasReportParams = z.output<typeof biasReportParams>
