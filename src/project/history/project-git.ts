import { resolve } from 'node:path'
import type { Project } from '../open-project.ts'
import { type GitState, gitState } from './git-state.ts'

/** What version control says of a pipeline file and of the code of its stages; Millrace's own code has a version instead. */
export function projectGit({ paths, pipeline }: Project): GitState | undefined {
  const code = [...pipeline.stages.values()].flatMap((stage) => Object.keys(stage.code.files))
  const own = [...new Set(code)].filter((file) => !file.startsWith('millrace/'))
  return gitState(paths.root, [paths.pipeline, ...own.map((file) => resolve(paths.root, file))])
}
