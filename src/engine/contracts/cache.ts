import type { Sha256 } from '../../base/hash.ts'
import type { Fingerprint } from '../fingerprint.ts'
import type { ArtifactRecord } from './artifact.ts'

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
  /** For telling reasons in a person's words. No part of the key; absent in documents of earlier versions. */
  readonly background?: KeyBackground
}

/** What stands behind the digests of a key. */
export interface KeyBackground {
  /** The stage file, as in `codeFiles`. */
  readonly stageFile: string
  /** As `StageCode.importedBy`. */
  readonly importedBy: Readonly<Record<string, string>>
  /** By port, or `port.label` where it takes many. */
  readonly inputs: Readonly<Record<string, InputBackground>>
  /** The seed that the pipeline file gives, from which the stage's own follows. */
  readonly pipelineSeed: number
}

/** Where an input came from and what was known of it. */
export interface InputBackground {
  /** A wire (`split.train`), or a border input as the pipeline file writes it. */
  readonly from: string
  readonly facts?: ArtifactRecord['facts']
  /** Digest of each file by its name, where a glob brought in several. */
  readonly files?: Readonly<Record<string, Sha256>>
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
