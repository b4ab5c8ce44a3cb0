import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pipelineJsonSchema } from '../src/engine/definition/pipeline-json-schema.ts'
import { evidenceJsonSchema } from '../src/project/history/evidence-json-schema.ts'

/**
 * Writes pipeline.schema.json, which editors complete and check pipeline files with, and evidence.schema.json, which says
 * what a run.json holds: `npx tsx scripts/generate-schema.ts`.
 */
const root = join(import.meta.dirname, '..')
writeFileSync(join(root, 'pipeline.schema.json'), pipelineJsonSchema())
writeFileSync(join(root, 'evidence.schema.json'), evidenceJsonSchema())
