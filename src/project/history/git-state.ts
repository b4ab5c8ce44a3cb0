import { execFileSync } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { isAbsolute, join, relative } from 'node:path'

/** What version control says of what a run was made of. */
export interface GitState {
  /** Root of the working tree, absolute. */
  readonly root: string
  readonly commit: string
  /** Whether one of the files is not in the commit as it lies here; undefined where git could not say. */
  readonly dirty: boolean | undefined
  /** Address of `origin`, as a URL without names and passwords. */
  readonly repository: string | undefined
}

/**
 * Looks at the working tree that a folder stands in; undefined outside of one, or without git. Files that came with an
 * install are no concern of the commit.
 *
 * @param files absolute paths of what a run was made of
 */
export function gitState(folder: string, files: readonly string[]): GitState | undefined {
  const [root, commit] = git(folder, ['rev-parse', '--show-toplevel', 'HEAD'])?.split('\n') ?? []
  if (root === undefined || commit === undefined) return undefined
  const own = files
    .filter((file) => !file.includes('/node_modules/'))
    .map((file) => join(realpathSync(folder), relative(folder, file)))
  const inside = own.filter((file) => !isOutside(root, file))
  const status =
    inside.length === 0
      ? ''
      : git(folder, [
          '--literal-pathspecs',
          'status',
          '--porcelain',
          '--untracked-files=all',
          '--ignored',
          '--',
          ...inside,
        ])
  const origin = git(folder, ['config', '--get', 'remote.origin.url'])?.trim()
  return {
    root,
    commit,
    dirty: inside.length < own.length ? true : status === undefined ? undefined : status !== '',
    repository: origin === undefined ? undefined : publicAddress(origin),
  }
}

function git(folder: string, words: readonly string[]): string | undefined {
  try {
    return execFileSync('git', [...words], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 5000,
      maxBuffer: 1 << 26,
      // Looking must not write: another git may be at work.
      env: { ...process.env, GIT_OPTIONAL_LOCKS: '0' },
    })
  } catch {
    return undefined
  }
}

function isOutside(root: string, file: string): boolean {
  const path = relative(root, file)
  return path.startsWith('..') || isAbsolute(path)
}

/** `git@host:a/b.git` and `https://name:token@host/a/b.git` without who they are for; undefined for a path. */
function publicAddress(origin: string): string | undefined {
  const [, host, path] = /^(?:[^@/]+@)?([\w.-]+):(?!\/\/)(.+)$/.exec(origin) ?? []
  const text = host === undefined ? origin : `ssh://${host}/${path!.replace(/^\//, '')}`
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  url.username = ''
  url.password = ''
  url.search = ''
  url.hash = ''
  return url.hostname === '' ? undefined : url.href
}
