import { chmodSync, copyFileSync, lstatSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { sha256File, sha256Json } from '../base/hash.ts'
import type { Kind } from '../engine/contracts/kind.ts'
import type { FileValue } from './file-value.ts'
import { kindVersions } from './kind-versions.ts'

/** A file that a program outside wrote, which is taken as it is. */
class WrittenFile {
  readonly path: string

  constructor(path: string) {
    this.path = path
  }
}

/** A file as it is. A stage returns its bytes or text; a stage that reads one gets its path and name. */
export const fileKind: Kind<FileValue | WrittenFile | string | Uint8Array> = {
  name: 'file',
  version: kindVersions.file,
  extension: '.bin',

  reject(value) {
    return typeof value === 'string' || value instanceof Uint8Array || value instanceof WrittenFile
      ? undefined
      : 'something that is neither text nor bytes'
  },

  async save(value, path) {
    if (value instanceof WrittenFile) moveFile(value.path, path)
    else writeFileSync(path, value as string | Uint8Array)
    return { content: sha256Json([[basename(path), await sha256File(path)]]), facts: {} }
  },

  async load({ path, files }) {
    return { files: files ?? [{ path, name: basename(path) }] }
  },

  async adopt(path) {
    return new WrittenFile(path)
  },

  async preview(path) {
    return { bytes: statSync(path).size }
  },

  async firstDifference(a, b) {
    if ((await sha256File(a)) === (await sha256File(b))) return undefined
    const [left, right] = [readFileSync(a), readFileSync(b)]
    const at = left.findIndex((byte, i) => byte !== right[i])
    return `at byte ${at < 0 ? left.length : at}`
  },
}

/** A file with another name somewhere is somebody else's too, and stays where it is. */
function moveFile(from: string, to: string): void {
  const stat = lstatSync(from)
  if (stat.isSymbolicLink() || stat.nlink > 1) copyFileSync(from, to)
  else renameSync(from, to)
  // The copy of a read-only input is read-only, and what is not writable cannot be synced.
  chmodSync(to, 0o644)
}
