import { execFileSync } from 'node:child_process'
import { MillraceError } from '../../base/errors/millrace-error.ts'

/** Whether the runner itself is Deno: its message channel and its version are others than those of its workers. */
export const runsOnDeno = 'deno' in process.versions

/** Workers always run on Node, also when the runner is Deno: the one that runs here, else that of the path. */
export function workerNode(): string {
  return process.env.MILLRACE_NODE ?? (runsOnDeno ? 'node' : process.execPath)
}

const majors = new Map<string, number>()

/**
 * The major version of the Node that workers run on, which is part of every key. It is asked once a process, and only where it
 * is not the Node that runs here.
 * @throws E_FILE_NOT_FOUND where there is no Node
 */
export function workerNodeMajor(): number {
  const path = workerNode()
  if (path === process.execPath) return majorOf(process.versions.node)
  const known = majors.get(path)
  if (known !== undefined) return known
  try {
    const major = majorOf(execFileSync(path, ['-p', 'process.versions.node'], { encoding: 'utf8' }))
    majors.set(path, major)
    return major
  } catch (cause) {
    throw new MillraceError('E_FILE_NOT_FOUND', `Stages run on Node.js, and "${path}" cannot be started.`, {
      cause,
      hint: 'Install Node.js 20 or later, or set MILLRACE_NODE to where it is.',
    })
  }
}

function majorOf(version: string): number {
  return Number(version.trim().split('.')[0])
}
