import { join } from 'node:path'
import { removeLeftOvers } from '../engine/cache/remove-left-overs.ts'
import type { ProjectPaths } from './project-paths.ts'

/** Takes away what killed runs left of the files that a run writes where people work. */
export function clearLeftOvers({ root, lock, report }: ProjectPaths, pipeline: string): void {
  const folder = join(root, 'artifacts', pipeline)
  for (const path of [lock, report, join(folder, 'run.json'), join(folder, 'pipeline.json')]) removeLeftOvers(path)
}
