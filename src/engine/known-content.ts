import type { Sha256 } from '../base/hash.ts'
import type { ArtifactRecord } from './contracts/artifact.ts'
import type { Source } from './definition/definition.ts'

/** What is known of what a source gives: the digest decides, the rest is for telling reasons. */
export interface KnownContent {
  readonly content: Sha256
  /** Of a stored output, such as its number of rows. */
  readonly facts?: ArtifactRecord['facts']
  /** Of a border input: the digest of each of its files by name. */
  readonly digests?: Readonly<Record<string, Sha256>>
}

/** What is known of what a source gives, or undefined while nothing is. */
export type ContentOf = (source: Source) => KnownContent | undefined
