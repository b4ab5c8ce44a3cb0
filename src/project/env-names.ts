import { existsSync, readFileSync } from 'node:fs'
import type { Project } from './open-project.ts'

/** The environment values that a pipeline names: under `env:` of its stages, as `${NAME}` in its files, and by calling tools. */
export function envNames({ pipeline }: Project): string[] {
  const { stages, files } = pipeline.definition
  const declared = [...stages.values()].flatMap(({ env }) => env)
  const text = files
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
  const filled = [...text.matchAll(/\$\{([A-Za-z_]\w*)(?::-[^}]*)?\}/g)].map(([, name]) => name!)
  // Another PATH leads to other programs.
  const found = [...pipeline.stages.values()].some(({ code }) => code.tools !== undefined) ? ['PATH'] : []
  return [...new Set([...declared, ...found, ...filled])]
}
