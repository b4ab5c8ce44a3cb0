import { symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ProjectRig, testProgram } from '../rig/project-rig.ts'
import { apiProject } from './api-project.ts'

/** The project in a folder of its own, from where `millrace` is the package as a user has it. */
export function apiRig(): ProjectRig {
  const rig = new ProjectRig(apiProject)
  symlinkSync(dirname(dirname(dirname(testProgram()))), join(rig.folder, 'node_modules'))
  return rig
}
