import { type FSWatcher, watch } from 'node:fs'
import { dirname } from 'node:path'
import { performance } from 'node:perf_hooks'
import { changeTime, isFolderToken, settledNs, statToken, type Tokens } from '../../engine/cache/stat-token.ts'

/** Looking at metadata finds every change; being told of one by the system only finds it sooner. */
const lookEveryMs = 500
/** Looking may take this share of the time. */
const share = 0.02
/** More folders than this are not watched: systems allow a limited number. */
const mostWatchers = 500
/** A file that is still being written is waited for, but not for ever. */
const longestSettlingMs = 2000
const settlingMs = Number(settledNs / 1_000_000n) + 1

export interface Change {
  readonly paths: readonly string[]
  /** When the last of them was changed, in milliseconds since 1970. */
  readonly at: number
}

/**
 * Waits until the metadata of any of the paths is other than it was, and then until it has come to rest: editors write by
 * several steps, and what was touched a moment ago may be touched again without its clock showing it.
 * @param tokens as they were before the files were read; a change since then ends the wait at once
 * @returns what was changed; undefined when the signal came
 */
export async function waitForChange(tokens: Tokens, signal: AbortSignal): Promise<Change | undefined> {
  const noticed = await firstChange(tokens, signal)
  const until = Date.now() + longestSettlingMs
  for (let paths = noticed; !signal.aborted; paths = changedPaths(tokens)) {
    const at = Math.max(...paths.map(changedAt), 0)
    const rest = at + settlingMs - Date.now()
    // A clock that was set back must not make anybody wait.
    if (rest <= 0 || rest > settlingMs || Date.now() > until)
      return { paths: worthNaming(tokens, noticed), at: at || Date.now() }
    await new Promise((resolve) => setTimeout(resolve, rest))
  }
  return undefined
}

function firstChange(tokens: Tokens, signal: AbortSignal): Promise<string[]> {
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout
    const watchers = watchFolders(tokens, () => look())
    const finish = (changed: string[]) => {
      clearTimeout(timer)
      for (const watcher of watchers) watcher.close()
      signal.removeEventListener('abort', onAbort)
      resolve(changed)
    }
    const onAbort = () => finish([])
    signal.addEventListener('abort', onAbort)
    function look(): void {
      clearTimeout(timer)
      const started = performance.now()
      const changed = changedPaths(tokens)
      if (signal.aborted || changed.length > 0) finish(changed)
      else timer = setTimeout(look, Math.max(lookEveryMs, (performance.now() - started) / share))
    }
    // Only now that the system tells of changes: none falls between.
    look()
  })
}

function changedPaths(tokens: Tokens): string[] {
  return Object.keys(tokens).filter((path) => (statToken(path) ?? null) !== tokens[path])
}

/** A folder changes when a file in it comes or goes: that it did is worth telling only where no file says more. */
function worthNaming(tokens: Tokens, paths: readonly string[]): readonly string[] {
  const files = paths.filter((path) => !isFolderToken(tokens[path] ?? ''))
  return files.length > 0 ? files : paths
}

/** When a path was last changed, in milliseconds since 1970; 0 where there is none, as between two steps of an editor. */
function changedAt(path: string): number {
  const token = statToken(path)
  return token === undefined ? 0 : Number(changeTime(token) / 1_000_000n)
}

/** By folder and not by file: a file that is written by rename is another file afterwards. */
function watchFolders(tokens: Tokens, onChange: () => void): FSWatcher[] {
  const folders = new Set(Object.keys(tokens).map((path) => (isFolderToken(tokens[path] ?? '') ? path : dirname(path))))
  return [...folders].slice(0, mostWatchers).flatMap((folder) => {
    try {
      const watcher = watch(folder, { persistent: false }, onChange)
      watcher.on('error', () => watcher.close())
      return [watcher]
    } catch {
      return []
    }
  })
}
