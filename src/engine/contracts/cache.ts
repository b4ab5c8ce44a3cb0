import type { Sha256 } from '../../base/hash.ts'
import type { Fingerprint } from '../fingerprint.ts'
import type { KindName } from './port.ts'

/** One stored output of a stage. */
export interface ArtifactRecord {
  readonly kind: KindName
  readonly extension: string
  /** Digest of the file's bytes: its address in the store, and what a restore verifies. */
  readonly file: Sha256
  /** Digest of what it means: what decides early cutoff and `verify`. */
  readonly content: Sha256
  readonly bytes: number
  readonly facts: Readonly<Record<string, string | number>>
}

/** The result that was computed for a key. */
export interface ActionEntry {
  readonly fingerprint: Sha256
  readonly stage: string
  readonly outputs: Readonly<Record<string, ArtifactRecord>>
  /** Wall time that it took. */
  readonly seconds: number
  /** Milliseconds since 1970, for choosing the newest of several. */
  readonly finishedAt: number
  /** What the stage printed. */
  readonly log: string
}

/** The document behind a key, and the digest of each code file: what reasons are told from. */
export interface KeyDocument {
  readonly fingerprint: Fingerprint
  readonly codeFiles: Readonly<Record<string, Sha256>>
}

/** `damaged`: it no longer has the content that its name promises, or cannot be read. */
export type ObjectState = 'intact' | 'missing' | 'damaged'

/** Where results live. The local store is one; adapters for shared stores pass the same conformance suite. */
export interface Cache {
  /** Every result ever recorded for a key, newest first. More than one is evidence of non-determinism. */
  actions(fingerprint: Sha256): ActionEntry[]
  recordAction(entry: ActionEntry, key: KeyDocument): void
  key(fingerprint: Sha256): KeyDocument | undefined
  /** Moves a file into the store and gives its path there. The file must have the digest that is given. */
  putObject(path: string, digest: Sha256): Promise<string>
  objectPath(digest: Sha256): string
  /** Whether the object is there and still has the content that its name promises. Changes nothing. */
  verifyObject(digest: Sha256): Promise<ObjectState>
  /** Moves a damaged object out of the way. @returns where to; undefined when it is not damaged */
  setAside(digest: Sha256): Promise<string | undefined>
  /** Makes an intact object read-only again. @returns whether it had been writable */
  protectObject(digest: Sha256): Promise<boolean>
}
