import { existsSync, readFileSync } from 'node:fs'
import type { Project } from './open-project.ts'

/** The environment values that a pipeline names: under `env:` of its stages, and as `${NAME}` in its files. */
export function envNames({ pipeline }: Project): string[] {
  const { stages, files } = pipeline.definition
  const declared = [...stages.values()].flatMap(({ env }) => env)
  const text = files
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
  const filled = [...text.matchAll(/\$\{([A-Za-z_]\w*)(?::-[^}]*)?\}/g)].map(([, name]) => name!)
  return [...new Set([...declared, ...filled])]
}
