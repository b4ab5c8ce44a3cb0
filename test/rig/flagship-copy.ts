import { cpSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { ProjectRig } from './project-rig.ts'

const repository = join(import.meta.dirname, '..', '..')

/**
 * The flagship in a folder of its own: its pipeline, lock file and stages, with the packages of the repository.
 * @param atEnd when it is removed, such as `afterAll` of a file whose tests share it; default: when the test ends
 */
export function flagshipCopy(atEnd?: (remove: () => void) => void): ProjectRig {
  const rig = new ProjectRig({}, atEnd)
  for (const name of ['pipeline.yaml', 'pipeline.lock', 'stages']) {
    cpSync(join(repository, name), rig.path(name), { recursive: true })
  }
  symlinkSync(join(repository, 'node_modules'), rig.path('node_modules'))
  return rig
}
