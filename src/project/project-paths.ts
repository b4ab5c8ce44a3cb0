import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/** Where things lie for one pipeline file. Only built-ins: the way to "nothing to do" goes through here. */
export interface ProjectPaths {
  /** The pipeline file. */
  readonly pipeline: string
  /** The nearest folder above it with a package.json, else its own: where the store stands. */
  readonly root: string
  readonly store: string
  readonly lock: string
  /** Environment values of the project, where there is such a file. */
  readonly env: string
  /** The folder of this pipeline's report. */
  readonly reports: string
}

export function projectPaths(pipelineFile: string | undefined, cwd: string = process.cwd()): ProjectPaths {
  const pipeline = resolve(cwd, pipelineFile ?? 'pipeline.yaml')
  const folder = dirname(pipeline)
  const root = nearestPackage(folder) ?? folder
  const stem = pipeline.replace(/\.ya?ml$/, '')
  return {
    pipeline,
    root,
    store: join(root, 'artifacts', '.store'),
    lock: `${stem}.lock`,
    env: join(root, '.env'),
    reports: join(folder, 'reports'),
  }
}

function nearestPackage(folder: string): string | undefined {
  for (let up = folder; ; up = dirname(up)) {
    if (existsSync(join(up, 'package.json'))) return up
    if (up === dirname(up)) return undefined
  }
}
