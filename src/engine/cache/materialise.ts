import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fstatSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Sha256 } from '../../base/hash.ts'
import { isThere } from '../claims/process-state.ts'
import type { ArtifactRecord } from '../contracts/artifact.ts'
import type { LocalStore } from './local-store.ts'
import { makeFolder } from './make-folder.ts'
import { tokenOf } from './stat-token.ts'

/**
 * Puts an output where people look for it: `artifacts/<pipeline>/<stage>/<output>.parquet`. A clone where the file system
 * can (copy on write), else a copy, by temporary name and rename. Never a hard link: writing through it would change the
 * store.
 *
 * @returns where a file was put aside that somebody had edited, if so
 * @throws E_STORE_GONE when the store does not have the output any more
 */
export async function materialise(
  store: LocalStore,
  record: Pick<ArtifactRecord, 'file'>,
  path: string,
): Promise<string | undefined> {
  const present = await contentOf(store, path)
  if (present === record.file) return undefined
  const aside = present !== undefined && !isOurs(store, present) ? putAside(path, present) : undefined
  makeFolder(dirname(path))
  const temporary = `${path}.${process.pid}.tmp`
  copyObject(store, record, temporary)
  // Held open, so that what is remembered is of this file: another run may put its own in the same place.
  const file = openSync(temporary, 'r')
  try {
    renameSync(temporary, path)
    store.digests.remember(path, record.file, tokenOf(fstatSync(file, { bigint: true })))
  } finally {
    closeSync(file)
  }
  return aside
}

function copyObject(store: LocalStore, { file }: Pick<ArtifactRecord, 'file'>, path: string): void {
  try {
    copyFileSync(store.objectPath(file), path, constants.COPYFILE_FICLONE)
    chmodSync(path, 0o644)
  } catch (error) {
    rmSync(path, { force: true })
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    throw new MillraceError('E_STORE_GONE', `the stored output for ${path} was removed while it was needed`, {
      cause: error,
      hint: 'Run again: what is gone is made again.',
    })
  }
}

/** What stands in place of an artifact: the digest of a file, `folder` for a folder, undefined for nothing. */
async function contentOf(store: LocalStore, path: string): Promise<Sha256 | 'folder' | undefined> {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat === undefined) return undefined
  return stat.isDirectory() ? 'folder' : store.digests.digest(path)
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
    const leftOver = copying === undefined ? digest !== undefined && isOurs(store, digest) : !isThere(Number(copying))
    if (leftOver) rmSync(path, { force: true })
  }
}

/** Content that the store holds came from a run; anything else a person has made. */
function isOurs(store: LocalStore, content: Sha256 | 'folder'): boolean {
  return content !== 'folder' && existsSync(store.objectPath(content))
}

/** By a name that no file has yet: a folder has no digest that would tell one from another. */
function putAside(path: string, content: Sha256 | 'folder'): string {
  const dot = basename(path).lastIndexOf('.')
  const name = dot < 1 ? basename(path) : basename(path).slice(0, dot)
  const extension = dot < 1 ? '' : basename(path).slice(dot)
  const stem = join(dirname(path), `${name}.edited-${content.slice(0, 8)}`)
  let aside = `${stem}${extension}`
  for (let n = 2; content === 'folder' && existsSync(aside); n++) aside = `${stem}-${n}${extension}`
  renameSync(path, aside)
  return aside
}
