import { z } from 'zod'

const level = z
  .enum(['error', 'warn'])
  .default('error')
  .describe('What a failed check does: `error` fails the stage and blocks what is below, `warn` gives a notice.')

const name = z.string().min(1).optional().describe('What the check is called where its result is told.')

/** Stands for a number of the matrix; which one shows when the reference is filled in. */
const reference = z.string().regex(/^\$\{\s*matrix\.[\w.-]+\s*\}$/, 'write a number')
const number = z.union([z.number(), reference])
const count = z.union([z.number().int().min(0), reference])

const columnCheck = z
  .strictObject({
    type: z.string().min(1).optional().describe("DuckDB's name of the column's type, as the report shows it: `DATE`."),
    nulls: z
      .union([
        z.number().int().min(0),
        z.string().regex(/^\d+(\.\d+)?\s*%$/, 'write a number of rows, or a share as 5%'),
      ])
      .optional()
      .describe('At most so many values are missing: a number of rows, or a share as `5%`.'),
    min: z.union([z.number(), z.string()]).optional().describe('The least that a value may be; dates as text.'),
    max: z.union([z.number(), z.string()]).optional().describe('The most that a value may be; dates as text.'),
    values: z
      .array(z.union([z.number(), z.string(), z.boolean()]))
      .min(1)
      .optional()
      .describe('The only values that may occur, besides missing ones.'),
    unique: z.literal(true).optional().describe('No value occurs twice.'),
    fresh: z
      .string()
      .regex(/^\d+(\.\d+)?\s*(m|h|d|w)$/, 'write an age as 12h, 30d or 8w')
      .optional()
      .describe('The newest date or time is at most so old when the check is judged: `12h`, `30d`, `8w`.'),
  })
  .describe('What holds for a column. With nothing in it: that the column is there.')

const tableCheck = z
  .strictObject({
    table: z.string().min(1).describe('An output of this stage, of kind table.'),
    level,
    rows: z
      .union([count, z.strictObject({ min: count.optional(), max: count.optional() })])
      .optional()
      .describe('How many rows there are: exactly, or from `min` to `max`.'),
    unique: z
      .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
      .optional()
      .describe('Columns that together tell every row from all others.'),
    columns: z.record(z.string(), columnCheck).optional().describe('What holds for each column, by its name.'),
  })
  .describe('Checks on a table.')

const metricCheck = z
  .strictObject({
    metric: z
      .string()
      .regex(/^[A-Za-z]\w*(\..+)?$/, 'write a metric as output.path.to.value')
      .describe('A value in an output of kind json: the output, then the path to the value.'),
    name,
    level,
    min: number.optional().describe('The least that it may be.'),
    max: number.optional().describe('The most that it may be.'),
    equals: z.union([z.number(), z.string(), z.boolean()]).optional().describe('What it must be.'),
  })
  .describe('A check on a metric.')

const queryCheck = z
  .strictObject({
    sql: z
      .string()
      .min(1)
      .describe(
        'One SELECT of rows that must not be there. The tables that the stage gives are views, by their names.',
      ),
    name,
    level,
  })
  .describe('A check by a query.')

/** `checks:` of a stage, as people write it. */
export const checksSchema = z
  .array(z.union([tableCheck, metricCheck, queryCheck]))
  .default([])
  .describe('What must hold for what the stage gives, judged in every run before anything below it starts.')

export type CheckDocument = z.output<typeof checksSchema>[number]
export type TableCheckDocument = z.output<typeof tableCheck>
export type ColumnCheckDocument = z.output<typeof columnCheck>
export type MetricCheckDocument = z.output<typeof metricCheck>
