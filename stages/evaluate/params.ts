import { z } from 'millrace'

const name = z.string().min(1)

export const evaluateParams = z.strictObject({
  target: z.string().optional().describe('The column with the true classes; default: as `features` says.'),
  classes: z.array(z.string()).min(2).optional().describe('The classes in their order, which RPS needs.'),
  clip: z
    .number()
    .gt(0)
    .lt(0.5)
    .default(2.220446049250313e-16)
    .describe(
      'Probabilities below it count as it in log loss; the default is the float64 epsilon, as in scikit-learn.',
    ),
  bins: z.int().min(2).default(10).describe('Bins of equal width for reliability and calibration error.'),
  bootstrap: z
    .strictObject({
      resamples: z.int().min(100).default(2000).describe('Resamples of the test rows.'),
      level: z.number().gt(0.5).lt(1).default(0.95).describe('Level of the intervals.'),
    })
    .prefault({})
    .describe('Intervals: the test rows are drawn with replacement, the same rows for both sides of a difference.'),
  weight: name
    .optional()
    .describe('A column of weights of the test rows: every metric and interval counts rows by them.'),
  beta: z.number().gt(0).default(2).describe('Of F-beta: how many times as much recall counts as precision.'),
  topK: z
    .int()
    .min(1)
    .default(2)
    .describe('Of top-k accuracy: among how many most probable classes the true one may be.'),
  positive: name
    .optional()
    .describe('The class that is looked for, of two: default the second. Curves of gain and thresholds are its.'),
  group: name
    .optional()
    .describe('With `train` wired: a further naive baseline, the class frequencies by the values of this column.'),
  probabilityColumns: z
    .record(name, z.record(name, name))
    .default({})
    .describe('Further baselines: columns of the test table that hold the probability of each class.'),
  ceiling: z
    .array(name)
    .default([])
    .describe('Baselines that an honest model hardly beats: one that does is flagged as a possible leak.'),
  labels: z.record(name, name).default({}).describe('Names for reading, by the label of the wire.'),
  rowNoun: name.default('rows').describe('What the test rows are, for sentences: matches, patients.'),
  headline: z
    .strictObject({ model: name.optional(), baseline: name.optional() })
    .default({})
    .describe('Whose difference answers the question; default: the first model and the first baseline.'),
})

export type EvaluateParams = z.output<typeof evaluateParams>
