import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { ProjectRig } from '../project-rig.ts'
import { casesFolder } from './read-case.ts'

/** Bases whose pipeline has been run, each once for all cases that start from there. */
export class RanBases {
  readonly #projects = new Map<string, Promise<ProjectRig>>()

  /** @returns the folder of a base as a run leaves it */
  async folder(base: string): Promise<string> {
    let project = this.#projects.get(base)
    if (project === undefined) {
      project = this.#run(base)
      this.#projects.set(base, project)
    }
    return (await project).folder
  }

  async #run(base: string): Promise<ProjectRig> {
    const project = new ProjectRig({}, () => {})
    cpSync(join(casesFolder, '_base', base), project.folder, { recursive: true })
    const { code, stderr } = await project.run('run')
    if (code !== 0) throw new Error(`the base ${base} does not run:\n${stderr}`)
    return project
  }

  async remove(): Promise<void> {
    for (const project of await Promise.allSettled(this.#projects.values())) {
      if (project.status === 'fulfilled') project.value.remove()
    }
  }
}
