import { chmodSync, existsSync, readdirSync, renameSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Sha256, sha256File, sha256Json } from '../../base/hash.ts'
import type { ActionEntry, Cache, KeyDocument, ObjectState } from '../contracts/cache.ts'
import { DigestMemo } from './digest-memo.ts'
import { makeFolder } from './make-folder.ts'
import { readJson } from './read-json.ts'
import { SyncGroup } from './sync-group.ts'
import { writeAtomically } from './write-atomically.ts'

const readOnly = 0o444

/**
 * The store on this machine's disk. Nothing in it is ever changed in place: objects are named by their content and come
 * by rename, entries are written whole. A crash leaves at most a temporary file that nobody reads. What comes into the
 * store goes to disk in groups, beside the work, and is there when `settle` has returned.
 *
 *     objects/ab/abcd…          outputs, read-only, named by the digest of their bytes
 *     actions/<key>/<result>    every result ever computed for a key; key.json holds the key's document
 *     remembered/<folder>/      parts of the work of stages that remember them, such as trials of a search
 *     damaged/                  what no longer had the content that its name promises
 *     claims/<key>/             which process is making the result of a key, and which wait for it
 *     code/  memo/  work/       what can be made again
 */
export class LocalStore implements Cache {
  readonly root: string
  /** Digests of files outside and inside the store, by their metadata. */
  readonly digests: DigestMemo
  readonly #written = new SyncGroup()

  constructor(root: string) {
    this.root = root
    this.digests = new DigestMemo(join(root, 'memo', 'digests.json'))
  }

  path(...parts: string[]): string {
    return join(this.root, ...parts)
  }

  actions(fingerprint: Sha256): ActionEntry[] {
    const folder = this.path('actions', fingerprint)
    if (!existsSync(folder)) return []
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json') && name !== 'key.json')
      .flatMap((name) => readJson<ActionEntry>(join(folder, name)) ?? [])
      .filter(({ outputs }) => outputs !== undefined)
      .sort((a, b) => b.finishedAt - a.finishedAt)
  }

  recordAction(entry: ActionEntry, key: KeyDocument): void {
    const folder = this.path('actions', entry.fingerprint)
    const contents = Object.entries(entry.outputs).map(([name, { content }]) => [name, content])
    // The clock may have gone backwards since an earlier result: this one is the newest all the same.
    const [newest] = this.actions(entry.fingerprint)
    const finishedAt = Math.max(entry.finishedAt, newest === undefined ? 0 : newest.finishedAt + 1)
    this.#write(join(folder, 'key.json'), key)
    this.#write(join(folder, `${sha256Json(contents)}.json`), { ...entry, finishedAt })
  }

  /** What stands there already and is on disk is not put at risk by a new copy that is not. */
  #write(path: string, document: ActionEntry | KeyDocument): void {
    const durable = existsSync(path)
    writeAtomically(path, JSON.stringify(document), { durable })
    if (!durable) this.#written.add(path)
  }

  /** Waits until all that was put into the store is on disk. */
  settle(): Promise<void> {
    return this.#written.settle()
  }

  key(fingerprint: Sha256): KeyDocument | undefined {
    return readJson<KeyDocument>(this.path('actions', fingerprint, 'key.json'))
  }

  objectPath(digest: Sha256): string {
    return this.path('objects', digest.slice(0, 2), digest)
  }

  async putObject(path: string, digest: Sha256): Promise<string> {
    const target = this.objectPath(digest)
    if ((await this.verifyObject(digest)) !== 'intact') {
      await this.setAside(digest)
      makeFolder(dirname(target))
      chmodSync(path, readOnly)
      renameSync(path, target)
      this.#written.add(target)
    }
    this.digests.remember(target, digest)
    return target
  }

  async verifyObject(digest: Sha256): Promise<ObjectState> {
    try {
      const actual = await this.digests.digest(this.objectPath(digest))
      return actual === undefined ? 'missing' : actual === digest ? 'intact' : 'damaged'
    } catch {
      // A folder in its place, a mode that lets nobody read, a bad sector: what cannot be read cannot be served.
      return existsSync(this.objectPath(digest)) ? 'damaged' : 'missing'
    }
  }

  async setAside(digest: Sha256): Promise<string | undefined> {
    if ((await this.verifyObject(digest)) !== 'damaged') return undefined
    const stem = this.path('damaged', digest)
    makeFolder(dirname(stem))
    let aside = stem
    for (let n = 2; existsSync(aside); n++) aside = `${stem}-${n}`
    renameSync(this.objectPath(digest), aside)
    if ((await sha256File(aside).catch(() => undefined)) !== digest) return aside
    // Another run had mended it in between.
    renameSync(aside, this.objectPath(digest))
    return undefined
  }

  async protectObject(digest: Sha256): Promise<boolean> {
    const path = this.objectPath(digest)
    const mode = () => (statSync(path, { throwIfNoEntry: false })?.mode ?? readOnly) & 0o777
    if (mode() === readOnly || (await this.verifyObject(digest)) !== 'intact') return false
    try {
      chmodSync(path, readOnly)
    } catch {
      return false
    }
    this.digests.remember(path, digest)
    // Some file systems have no modes.
    return mode() === readOnly
  }
}
