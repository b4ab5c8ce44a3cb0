import { z } from 'zod'
import { checksSchema } from './checks-schema.ts'
import { commandFields, eitherUseOrSh } from './command-schema.ts'
import { matrixSchema } from './matrix-schema.ts'

/** Names of stages, outputs and labels: a letter first, so that they can be addressed as `stage.output`. */
export const namePattern = /^[A-Za-z][A-Za-z0-9_-]*$/

export const nameSchema = z
  .string()
  .regex(namePattern, 'a name begins with a letter and holds letters, digits, - and _ only')
  .describe('A letter, then letters, digits, - and _.')

const source = z
  .string()
  .min(1)
  .describe(
    'A wire `stage.output` (of an instance: `stage[nfl].output`; of another pipeline: `../co2/pipeline.yaml#stage.output`), `each` for the part of a fan, or at the border a path, a glob, `npm:package/file` or `https:…#sha256=…`.',
  )

const each = z
  .union([
    z.string().min(1),
    z.strictObject({
      of: z.string().min(1).describe('The wire whose parts are taken.'),
      by: z
        .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
        .optional()
        .describe('Of a table: the columns whose values tell the parts apart. Without them every row is a part.'),
    }),
  ])
  .describe(
    'One instance for each part of an output: the items of a list, the entries of a record, the groups or rows of a table, or the instances of another fan.',
  )

const duration = z.union([
  z.string().regex(/^\d+(\.\d+)?\s*(ms|s|m|h)$/, 'write a time as 90s, 10m or 2h'),
  z.number().positive(),
])

const times = z.number().int().min(0).max(100)

export const stageSchema = z
  .strictObject({
    use: z
      .string()
      .min(1)
      .optional()
      .describe(
        'The stage file, from this folder (`stages/train.ts`, `stages/clean.sql`) or shipped (`millrace/stages/train`).',
      ),
    ...commandFields,
    in: z
      .record(nameSchema, z.union([source, z.record(z.string(), source)]))
      .default({})
      .describe('What each input reads: a wire, a border input, or a map of labels to them where the port takes many.'),
    params: z
      .record(z.string(), z.unknown())
      .default({})
      .describe("The stage's parameters; its own schema checks them."),
    matrix: matrixSchema.optional(),
    each: each.optional(),
    when: z
      .string()
      .min(1)
      .optional()
      .describe('The stage runs only while this holds: `evaluate.metrics.rmse < baseline.metrics.rmse`.'),
    retries: z
      .union([
        times,
        z.strictObject({ times, wait: duration.default('1s').describe('Time before the next try, as `10s`.') }),
      ])
      .default(0)
      .describe('How often a stage that failed is tried again.'),
    checks: checksSchema,
    memory: z
      .union([
        z.string().regex(/^\d+(\.\d+)?\s*(MB|GB|MiB|GiB)$/i, 'write memory as 512MB or 4GB'),
        z.number().int().positive(),
      ])
      .optional()
      .describe('Most memory that the stage may hold, as `512MB` or `4GB`, or in bytes.'),
    timeout: duration.optional().describe('Longest time that the stage may take, as `90s`, `10m`, or in seconds.'),
    threads: z
      .number()
      .int()
      .min(1)
      .default(1)
      .describe(
        'Threads that DuckDB and learners may use. More than one can change the last digits of sums of floats in SQL; learners give the same bits for any number.',
      ),
    env: z
      .array(z.string().regex(/^[A-Za-z_]\w*$/))
      .default([])
      .describe('Names of environment values that the stage may read.'),
    seed: z
      .number()
      .int()
      .min(0)
      .max(0xffffffff)
      .optional()
      .describe(
        "The seed of the stage, instead of one that follows from the pipeline's seed and the stage's name: stages with one seed draw the same numbers.",
      ),
  })
  .describe('A node of the pipeline.')
  .meta(eitherUseOrSh)

export type StageDocument = z.output<typeof stageSchema>
