import { z } from 'zod'
import { commandFields, eitherUseOrSh } from './command-schema.ts'

/** Names of stages, outputs and labels: a letter first, so that they can be addressed as `stage.output`. */
export const namePattern = /^[A-Za-z][A-Za-z0-9_-]*$/

const name = z
  .string()
  .regex(namePattern, 'a name begins with a letter and holds letters, digits, - and _ only')
  .describe('A letter, then letters, digits, - and _.')

const source = z
  .string()
  .min(1)
  .describe('A wire `stage.output`, or at the border a path, a glob, `npm:package/file` or `https:…#sha256=…`.')

const stage = z
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
      .record(name, z.union([source, z.record(z.string(), source)]))
      .default({})
      .describe('What each input reads: a wire, a border input, or a map of labels to them where the port takes many.'),
    params: z
      .record(z.string(), z.unknown())
      .default({})
      .describe("The stage's parameters; its own schema checks them."),
    memory: z
      .union([
        z.string().regex(/^\d+(\.\d+)?\s*(MB|GB|MiB|GiB)$/i, 'write memory as 512MB or 4GB'),
        z.number().int().positive(),
      ])
      .optional()
      .describe('Most memory that the stage may hold, as `512MB` or `4GB`, or in bytes.'),
    timeout: z
      .union([
        z.string().regex(/^\d+(\.\d+)?\s*(ms|s|m|h)$/, 'write a timeout as 90s, 10m or 2h'),
        z.number().positive(),
      ])
      .optional()
      .describe('Longest time that the stage may take, as `90s`, `10m`, or in seconds.'),
    threads: z
      .number()
      .int()
      .min(1)
      .default(1)
      .describe('Threads that DuckDB may use. More than one can change the last digits of sums of floats.'),
    env: z
      .array(z.string().regex(/^[A-Za-z_]\w*$/))
      .default([])
      .describe('Names of environment values that the stage may read.'),
  })
  .describe('A node of the pipeline.')
  .meta(eitherUseOrSh)

/** The pipeline file, as people write it. `pipeline.schema.json` is generated from this. */
export const pipelineSchema = z.strictObject({
  name: name.describe('Name of the pipeline: its artifacts lie under `artifacts/<name>`.'),
  seed: z.number().int().min(0).max(0xffffffff).default(0).describe('Every random number follows from this seed.'),
  report: z
    .strictObject({
      title: z.string().optional().describe('Heading of the report.'),
      question: z.string().optional().describe('What is asked, of which data.'),
      answer: z.string().optional().describe('The wire of the findings that answer it.'),
      warnings: z
        .array(z.string())
        .default([])
        .describe('Wires of findings whose warnings stand at the head of the report.'),
    })
    .optional()
    .describe('What stands at the head of the report.'),
  stages: z.record(name, stage).describe('The stages, by name, in any order.'),
})

export type PipelineDocument = z.output<typeof pipelineSchema>
export type StageDocument = PipelineDocument['stages'][string]
