import { z } from 'millrace'

const name = z.string().min(1)

const axis = z.strictObject({
  name: name.describe('As the matrix calls it.'),
  title: name.optional().describe('For reading; default: the name.'),
  values: z
    .array(z.strictObject({ name: name.describe('As in the label.'), title: z.string().describe('Words, or none.') }))
    .min(1)
    .describe('Its values with words for reading; the first is what the others are set against.'),
})

const group = z.strictObject({
  name: name.describe('As results call it.'),
  title: name.describe('On what it is judged, for reading: Real Madrid in 2016-17.'),
  of: z
    .record(name, z.array(name).min(1))
    .default({})
    .describe('The models that belong to it: values by axis. Default: all.'),
  baselines: z
    .array(z.strictObject({ label: name.describe('As wired.'), title: name.describe('Words for reading.') }))
    .min(1)
    .describe('What models must beat; charts and the first sentence set them against the first.'),
})

export const compareParams = z.strictObject({
  key: z.array(name).min(1).describe('The columns that identify a row, by which forecasts are brought together.'),
  target: name.describe('The column with the true classes.'),
  classes: z.array(name).min(2).describe('The classes in their order, which RPS needs.'),
  classWords: z.record(name, name).default({}).describe('Words for counts of classes: { win: won }.'),
  axes: z.array(axis).min(1).describe('What the labels of `predictions` are made of, in their order.'),
  groups: z.array(group).min(1).describe('Forecasts of the same rows, and what they are set against.'),
  panel: name.optional().describe('The axis whose values stand side by side in the chart; default: the first.'),
  rowNoun: name.default('rows').describe('What the rows are, for sentences: matches, patients.'),
  clip: z
    .number()
    .gt(0)
    .lt(0.5)
    .default(2.220446049250313e-16)
    .describe('Probabilities below it count as it in log loss; the default is the float64 epsilon.'),
  bootstrap: z
    .strictObject({
      resamples: z.int().min(100).default(2000).describe('Resamples of the rows.'),
      level: z.number().gt(0.5).lt(1).default(0.95).describe('Level of the intervals.'),
    })
    .prefault({})
    .describe('Intervals: rows are drawn with replacement, the same rows for both sides of a difference.'),
  power: z.number().gt(0).lt(1).default(0.8).describe('Of the smallest difference that the rows tell apart.'),
})

export type CompareParams = z.output<typeof compareParams>
export type CompareGroup = CompareParams['groups'][number]
