import { readPipeline } from '../../engine/definition/read-pipeline.ts'
import { type ProjectPaths, projectPaths } from '../project-paths.ts'
import { readEnvFile } from '../read-env-file.ts'
import { readRuns } from './read-runs.ts'
import type { Run } from './run-record.ts'

/** Where a pipeline lies and its runs, newest first. Stages are not loaded: history is there also when they are broken. */
export function pipelineRuns(pipeline: string | undefined): {
  readonly paths: ProjectPaths
  readonly name: string
  readonly runs: Run[]
} {
  const paths = projectPaths(pipeline)
  const { name } = readPipeline(paths.pipeline, readEnvFile(paths.env))
  return { paths, name, runs: readRuns(paths.store, name) }
}
