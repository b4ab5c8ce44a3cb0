import { z } from 'millrace'

const name = z.string().min(1)

export const evaluateRegressionParams = z.strictObject({
  target: name.optional().describe('The column with the true numbers; default: as `features` says.'),
  unit: name.optional().describe('The unit of the target, for reading: ppm, euro.'),
  weight: name
    .optional()
    .describe('A column of weights of the test rows: every metric and interval counts rows by them.'),
  alpha: z.number().min(0).max(1).default(0.5).describe('Of pinball loss: which quantile the models predict.'),
  time: name
    .optional()
    .describe(
      'The column that orders the rows of a series, a date or a number. With `train` wired: the scaled error (MASE) and the forecasts that need no model.',
    ),
  season: z
    .union([
      z.number().gt(0),
      z.string().regex(/^\d+ (day|week|month|year)s?$/, 'write it as 12 months, 1 year or 7 days'),
    ])
    .optional()
    .describe('How far back the same season lies: 1 year, 7 days, or a number where `time` is one.'),
  period: z
    .int()
    .min(1)
    .default(1)
    .describe('Of the scaled error: rows from one season to the next; 1 is the row before.'),
  group: name
    .optional()
    .describe('With `train` wired: a further naive baseline, the mean by the values of this column.'),
  predictionColumns: z
    .record(name, name)
    .default({})
    .describe('Further baselines: columns of the test table that hold a prediction.'),
  bootstrap: z
    .strictObject({
      resamples: z.int().min(100).default(2000).describe('Resamples of the test rows.'),
      level: z.number().gt(0.5).lt(1).default(0.95).describe('Level of the intervals.'),
    })
    .prefault({})
    .describe('Intervals: the test rows are drawn with replacement, the same rows for both sides of a difference.'),
  labels: z.record(name, name).default({}).describe('Names for reading, by the label of the wire.'),
  rowNoun: name.default('rows').describe('What the test rows are, for sentences: months, houses.'),
  headline: z
    .strictObject({ model: name.optional(), baseline: name.optional() })
    .default({})
    .describe('Whose difference answers the question; default: the first model and the first baseline.'),
})

export type EvaluateRegressionParams = z.output<typeof evaluateRegressionParams>
