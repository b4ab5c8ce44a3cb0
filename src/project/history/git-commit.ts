import { execFileSync } from 'node:child_process'

/** The commit that a folder's working tree stands on; undefined outside of one, or without git. */
export function gitCommit(folder: string): string | undefined {
  try {
    const answer = execFileSync('git', ['rev-parse', 'HEAD'], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 2000,
    })
    return answer.trim()
  } catch {
    return undefined
  }
}
