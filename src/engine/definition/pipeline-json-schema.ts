import { z } from 'zod'
import { pipelineSchema } from './pipeline-schema.ts'

/** The text of `pipeline.schema.json`. What has a default may be left out. */
export function pipelineJsonSchema(): string {
  const schema = {
    title: 'A Millrace pipeline',
    ...z.toJSONSchema(pipelineSchema, { io: 'input', target: 'draft-7' }),
  }
  return `${JSON.stringify(schema, null, 2)}\n`
}
