import type { Sha256 } from '../../base/hash.ts'
import type { Tokens } from '../cache/stat-token.ts'
import type { InputFingerprint } from '../fingerprint.ts'

/** Options of `remember`. */
export interface RememberOptions {
  /** The inputs that the part is made from, by port. Default: all of them. */
  readonly reads?: readonly string[]
  /**
   * For what cannot come out the same again, such as how many trials a number of seconds bought: it is taken from memory even
   * where all else is made again, so that `verify` repeats what was done.
   */
  readonly replay?: boolean
}

/**
 * Gives a part of a stage's work from memory, or makes it and keeps it, on disk before it returns: a run that is ended in
 * the middle goes on from there, and parameters that ask for more of the same make only what is new.
 *
 * `make` may depend on the stage's code, its seed, the inputs named and `key`, and on nothing else: of the parameters, those
 * that matter belong into the key. What it gives is plain JSON; it comes back as JSON would write it, made or remembered.
 * `verify` and `--force` make every part again, but for those marked as `replay`.
 */
export type Remember = <Value>(
  key: unknown,
  make: () => Promise<Value> | Value,
  options?: RememberOptions,
) => Promise<Value>

/** What the runner tells a worker about parts that are remembered. */
export interface RememberOffer {
  /** Folder of the parts of this stage, of one code, seed and environment. */
  readonly folder: string
  /** Content of the inputs, as in the stage's fingerprint. */
  readonly inputs: Readonly<Record<string, InputFingerprint>>
  /** Files that decide what is made, as they were when their content was told: touched ones make nothing that is kept. */
  readonly watched: Tokens
  /** False where all is to be made again. */
  readonly reads: boolean
  /** Where parts to be replayed may lie besides: of the run that is verified. */
  readonly recorded?: string | undefined
}

/** How many parts came from memory and how many were made. */
export interface RememberedCount {
  readonly reused: number
  readonly made: number
}

/** A part on disk. */
export interface RememberedPart {
  readonly value: unknown
  /** Digest of the value: a damaged file is made again. */
  readonly digest: Sha256
}
