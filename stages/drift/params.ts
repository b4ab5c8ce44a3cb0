import { z } from 'millrace'

export const driftTests = [
  'kolmogorovSmirnov',
  'chiSquare',
  'z',
  'wasserstein',
  'jensenShannon',
  'psi',
  'kullbackLeibler',
  'hellinger',
  'totalVariation',
] as const

export const driftParams = z.strictObject({
  columns: z
    .array(z.string())
    .min(1)
    .optional()
    .describe('The columns to judge; default: all that both tables have, but for dates and times.'),
  exclude: z.array(z.string()).default([]).describe('Columns that are left out, such as keys.'),
  categorical: z.array(z.string()).default([]).describe('Columns of numbers that are codes of categories.'),
  tests: z
    .record(z.string(), z.enum(driftTests))
    .default({})
    .describe('The test of a column, by its name, where Evidently’s choice is not wanted.'),
  thresholds: z
    .record(z.string(), z.number().min(0))
    .default({})
    .describe('The threshold of a column, by its name: a p-value or a distance, as its test has it.'),
  share: z
    .number()
    .gt(0)
    .max(1)
    .default(0.5)
    .describe('Share of drifted columns from which on the table counts as drifted.'),
  target: z.string().optional().describe('The column with the true value: its drift is named apart.'),
  predictions: z.array(z.string()).default([]).describe('Columns with predictions: their drift is named apart.'),
  labels: z
    .strictObject({ reference: z.string().default('reference'), current: z.string().default('current') })
    .prefault({})
    .describe('Names of the two tables, for reading.'),
})

export type DriftParams = z.output<typeof driftParams>
