import { existsSync, readFileSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import type { PipelineDefinition } from '../../engine/definition/definition.ts'
import { readPipeline } from '../../engine/definition/read-pipeline.ts'
import type { ProjectPaths } from '../project-paths.ts'
import { readEnvFile } from '../read-env-file.ts'
import { type Check, failed, ok, warning } from './check.ts'

/** The pipeline file: whether it can be read, has all environment values, and tells editors its schema. */
export function checkDefinition(paths: ProjectPaths): {
  readonly checks: Check[]
  readonly definition: PipelineDefinition | undefined
} {
  const env = readEnvFile(paths.env)
  try {
    const definition = readPipeline(paths.pipeline, env)
    const shown = relative(process.cwd(), paths.pipeline)
    return {
      checks: [
        ok('pipeline', `${shown} has ${definition.stages.size} stages`),
        checkEnvironment(definition, env),
        checkSchema(paths.pipeline),
      ],
      definition,
    }
  } catch (error) {
    return { checks: [failed('pipeline', error, 'Mend the pipeline file.')], definition: undefined }
  }
}

function checkEnvironment(definition: PipelineDefinition, env: NodeJS.ProcessEnv): Check {
  const named = [...definition.stages.values()].flatMap((stage) =>
    stage.env.map((name) => ({ name, stage: stage.name })),
  )
  const unset = named.filter(({ name }) => env[name] === undefined)
  if (unset.length === 0) {
    return ok('environment', named.length === 0 ? 'no stage names an environment value' : 'all named values are set')
  }
  const list = unset.map(({ name, stage }) => `${name} (stage ${stage})`).join(', ')
  return warning(
    'environment',
    `not set: ${list}`,
    'Set them in the environment or in .env at the root of the project.',
  )
}

function checkSchema(path: string): Check {
  const [, schema] = /^#\s*yaml-language-server:\s*\$schema=(\S+)/m.exec(readFileSync(path, 'utf8')) ?? []
  const line = '# yaml-language-server: $schema=./node_modules/millrace/pipeline.schema.json'
  if (schema === undefined) {
    return warning(
      'schema',
      'the pipeline file does not say where its schema is',
      `Let editors check it, first line: ${line}`,
    )
  }
  if (/^https?:/.test(schema)) return ok('schema', `the schema is at ${schema}`)
  return existsSync(resolve(dirname(path), schema))
    ? ok('schema', `${schema} is there`)
    : warning(
        'schema',
        `the pipeline file names the schema ${schema}, which is not there`,
        `Run npm install, or write: ${line}`,
      )
}
