import { z } from 'zod'
import { nameSchema, stageSchema } from './stage-schema.ts'

const stages = z.record(nameSchema, stageSchema)

const include = z
  .array(z.string().min(1))
  .default([])
  .describe('Fragments: files with `stages:` that are taken in here. Paths start from this folder.')

/** The pipeline file, as people write it. `pipeline.schema.json` is generated from this. */
export const pipelineSchema = z.strictObject({
  name: nameSchema.describe('Name of the pipeline: its artifacts lie under `artifacts/<name>`.'),
  seed: z.number().int().min(0).max(0xffffffff).default(0).describe('Every random number follows from this seed.'),
  include,
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
  stages: stages.default({}).describe('The stages, by name, in any order.'),
})

/** A file that pipelines include: stages that several of them share. */
export const fragmentSchema = z.strictObject({ include, stages: stages.default({}) })

export type PipelineDocument = z.output<typeof pipelineSchema>
