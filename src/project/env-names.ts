import { existsSync, readFileSync } from 'node:fs'
import type { Project } from './open-project.ts'

/** The environment values that a pipeline names: under `env:` of its stages, and as `${NAME}` in its file. */
export function envNames({ pipeline, paths }: Project): string[] {
  const declared = [...pipeline.definition.stages.values()].flatMap(({ env }) => env)
  const text = existsSync(paths.pipeline) ? readFileSync(paths.pipeline, 'utf8') : ''
  const filled = [...text.matchAll(/\$\{([A-Za-z_]\w*)/g)].map(([, name]) => name!)
  return [...new Set([...declared, ...filled])]
}
