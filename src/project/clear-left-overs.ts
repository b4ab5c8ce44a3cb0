import { join } from 'node:path'
import { removeLeftOvers } from '../engine/cache/remove-left-overs.ts'
import type { ProjectPaths } from './project-paths.ts'
import { reportPaths } from './report-paths.ts'

/** Takes away what killed runs left of the files that a run writes where people work. */
export function clearLeftOvers(paths: ProjectPaths, pipeline: string): void {
  const { root, lock } = paths
  const { page, index } = reportPaths(paths, pipeline)
  const folder = join(root, 'artifacts', pipeline)
  for (const path of [lock, page, index, join(folder, 'run.json'), join(folder, 'pipeline.json')]) removeLeftOvers(path)
}
