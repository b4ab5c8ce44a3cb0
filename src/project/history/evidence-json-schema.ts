import { z } from 'zod'
import { evidenceSchema } from './evidence-schema.ts'

/** The text of `evidence.schema.json`. */
export function evidenceJsonSchema(): string {
  const schema = {
    title: 'Evidence of a Millrace run',
    ...z.toJSONSchema(evidenceSchema, { target: 'draft-2020-12' }),
  }
  return `${JSON.stringify(schema, null, 2)}\n`
}
