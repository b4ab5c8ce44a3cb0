import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { sha256, sha256File, sha256Json } from '../base/hash.ts'
import type { Kind } from '../engine/contracts/kind.ts'
import type { FileValue } from './file-value.ts'
import { kindVersions } from './kind-versions.ts'

/** A file as it is. A stage returns its bytes or text; a stage that reads one gets its path and name. */
export const fileKind: Kind<FileValue | string | Uint8Array> = {
  name: 'file',
  version: kindVersions.file,
  extension: '.bin',

  reject(value) {
    return typeof value === 'string' || value instanceof Uint8Array
      ? undefined
      : 'something that is neither text nor bytes'
  },

  async save(value, path) {
    const bytes = value as string | Uint8Array
    writeFileSync(path, bytes)
    const name = basename(path)
    return { content: sha256Json([[name, sha256(bytes)]]), facts: {} }
  },

  async load({ path, files }) {
    return { files: files ?? [{ path, name: basename(path) }] }
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
