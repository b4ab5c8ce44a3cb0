import type { Sha256 } from '../../base/hash.ts'
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
