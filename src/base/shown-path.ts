import { isAbsolute, relative } from 'node:path'
import { packageRoot } from './package-root.ts'

/** Relative to the project, or to Millrace's own package as `millrace/src/…`: no path of this machine. */
export function shownPath(source: string, projectFolder: string): string {
  const inProject = relative(projectFolder, source)
  if (!inProject.startsWith('..') && !isAbsolute(inProject)) return inProject
  const inMillrace = relative(packageRoot(), source)
  return inMillrace.startsWith('..') ? inProject : `millrace/${inMillrace}`
}
