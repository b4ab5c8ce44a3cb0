import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pipelineJsonSchema } from '../src/engine/definition/pipeline-json-schema.ts'

/** Writes pipeline.schema.json, which editors complete and check pipeline files with: `npx tsx scripts/generate-schema.ts`. */
writeFileSync(join(import.meta.dirname, '..', 'pipeline.schema.json'), pipelineJsonSchema())
