import { existsSync, readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'

/**
 * The environment of a project: the process's own values, and below them those of a `.env` file at the project's root. A
 * stage sees only what it names under `env:`, and the pipeline file what it names as `${NAME}`.
 */
export function readEnvFile(path: string, env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return existsSync(path) ? { ...parseEnv(readFileSync(path, 'utf8')), ...env } : env
}
