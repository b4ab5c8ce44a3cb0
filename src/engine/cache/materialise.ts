import { chmodSync, constants, copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Sha256 } from '../../base/hash.ts'
import type { ArtifactRecord } from '../contracts/artifact.ts'
import { isAlive } from './claim-folder.ts'
import type { LocalStore } from './local-store.ts'

/**
 * Puts an output where people look for it: `artifacts/<pipeline>/<stage>/<output>.parquet`. A clone where the file system
 * can (copy on write), else a copy, by temporary name and rename. Never a hard link: writing through it would change the
 * store.
 *
 * @returns where a file was put aside that somebody had edited, if so
 */
export async function materialise(
  store: LocalStore,
  record: ArtifactRecord,
  path: string,
): Promise<string | undefined> {
  const present = existsSync(path) ? await store.digests.digest(path) : undefined
  if (present === record.file) return undefined
  const aside = present !== undefined && !isOurs(store, present) ? putAside(path, present) : undefined
  mkdirSync(dirname(path), { recursive: true })
  const temporary = `${path}.${process.pid}.tmp`
  copyFileSync(store.objectPath(record.file), temporary, constants.COPYFILE_FICLONE)
  chmodSync(temporary, 0o644)
  renameSync(temporary, path)
  store.digests.remember(path, record.file)
  return aside
}

/**
 * Takes away what an earlier shape of the stage left in its folder, and what a run that was cut off left half copied. What
 * a person has put there stays.
 */
export async function removeOtherFiles(store: LocalStore, folder: string, keep: ReadonlySet<string>): Promise<void> {
  if (!existsSync(folder)) return
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isFile() || keep.has(entry.name)) continue
    const path = join(folder, entry.name)
    const [, copying] = /\.(\d+)\.tmp$/.exec(entry.name) ?? []
    const digest = copying === undefined ? await store.digests.digest(path) : undefined
    const leftOver = copying === undefined ? digest !== undefined && isOurs(store, digest) : !isAlive(Number(copying))
    if (leftOver) rmSync(path, { force: true })
  }
}

/** Content that the store holds came from a run; anything else a person has made. */
function isOurs(store: LocalStore, digest: Sha256): boolean {
  return existsSync(store.objectPath(digest))
}

function putAside(path: string, digest: Sha256): string {
  const dot = basename(path).lastIndexOf('.')
  const name = dot < 1 ? basename(path) : basename(path).slice(0, dot)
  const aside = join(dirname(path), `${name}.edited-${digest.slice(0, 8)}${dot < 1 ? '' : basename(path).slice(dot)}`)
  renameSync(path, aside)
  return aside
}
