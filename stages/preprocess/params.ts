import { z } from 'millrace'

const name = z.string().min(1)

const distance = z.union([
  z.number().gt(0),
  z.string().regex(/^[1-9]\d* (second|minute|hour|day|week|month|year)s?$/, 'such as `12 months`, or a number'),
])

const lag = z.strictObject({
  column: name.describe('The column to look back on.'),
  back: distance.describe('How long before the row: `12 months` where the time is a date, a number where it is one.'),
  by: z.array(name).default([]).describe('Only earlier rows that agree with this row in these columns, too.'),
})

const rolling = z
  .strictObject({
    column: name.describe('The column to look back on.'),
    aggregate: z.enum(['mean', 'sum', 'min', 'max', 'count']).default('mean'),
    last: z.int().min(1).optional().describe('How many earlier rows that have a value.'),
    within: distance.optional().describe('Instead of `last`: rows at most so long before the row.'),
    by: z.array(name).default([]).describe('Only earlier rows that agree with this row in these columns, too.'),
    minimum: z.int().min(1).default(1).describe('With fewer earlier rows than this the result is NULL.'),
  })
  .refine(({ last, within }) => (last === undefined) !== (within === undefined), {
    message: 'say either `last`, a number of rows, or `within`, a length of time',
  })

const since = z.strictObject({
  by: z.array(name).default([]).describe('Only earlier rows that agree with this row in these columns, too.'),
})

const encoding = z.strictObject({
  as: z.enum(['flag', 'ordinal', 'oneHot']),
  categories: z.array(name).min(2).describe('All values, in order. A flag has two: what is false, what is true.'),
})

const feature = z.strictObject({ name, description: z.string().default('') })

export const preprocessParams = z.strictObject({
  entity: name
    .optional()
    .describe(
      'The column that says whose row it is; a row looks back on rows of the same entity only. Default: one series.',
    ),
  time: name.describe('The date or timestamp of a row. Rows of the same moment never see one another.'),
  event: name.optional().describe('The column that two mirrored rows share; needed by `counterpart`.'),
  rolling: z
    .record(name, rolling)
    .default({})
    .describe('New columns: an aggregate over rows of the entity strictly before the row.'),
  lags: z
    .record(name, lag)
    .default({})
    .describe('New columns: what the entity had that long before, by the calendar; NULL where it has no such row.'),
  since: z.record(name, since).default({}).describe('New columns: days since the latest earlier row of the entity.'),
  counterpart: z
    .strictObject({
      columns: z
        .array(name)
        .min(1)
        .describe('Columns to fetch: given ones, or ones from `rolling`, `lags` and `since`.'),
      prefix: z.string().min(1).default('opponent_').describe('Put before the name of each.'),
    })
    .optional()
    .describe('New columns: the values of the other row of the same event.'),
  derive: z
    .record(name, z.string().min(1))
    .default({})
    .describe('New columns: SQL expressions over all columns above (not over one another).'),
  encode: z
    .record(name, encoding)
    .default({})
    .describe('Text columns as numbers. The categories are declared here: nothing is fitted on the table.'),
  where: z.string().optional().describe('SQL condition: the rows to keep, after everything has been computed.'),
  keep: z.array(name).default([]).describe('Columns that identify a row: kept, but no features.'),
  features: z.array(feature).min(1).describe('The features in their order, each with what it means.'),
  target: name.describe('The column to predict.'),
  classes: z.array(z.string()).min(2).optional().describe('The classes of the target, in their order.'),
})

export type PreprocessParams = z.output<typeof preprocessParams>
