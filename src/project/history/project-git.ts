import { resolve } from 'node:path'
import type { Project } from '../open-project.ts'
import { type GitState, gitState } from './git-state.ts'

/** What version control says of pipeline files and of the code of their stages; Millrace's own code has a version instead. */
export function projectGit({ paths, pipeline }: Project): GitState | undefined {
  const bundles = new Set([...pipeline.stages.values()].map(({ code }) => code))
  const code = new Set([...bundles].flatMap(({ files }) => Object.keys(files)))
  const own = [...code].filter((file) => !file.startsWith('millrace/'))
  return gitState(paths.root, [...pipeline.definition.files, ...own.map((file) => resolve(paths.root, file))])
}
