import type { Sha256 } from '../../base/hash.ts'
import type { ArtifactRecord } from '../contracts/artifact.ts'
import type { ActionEntry } from '../contracts/cache.ts'
import type { KindName } from '../contracts/port.ts'
import { readJson } from './read-json.ts'
import { writeAtomically } from './write-atomically.ts'

/**
 * `pipeline.lock`, beside the pipeline file and meant for git: which key each stage had and what came out. It holds no
 * times, so that two runs with the same results leave the same file.
 */
export interface LockFile {
  readonly format: 1
  readonly pipeline: string
  readonly stages: Readonly<Record<string, LockedStage>>
}

export interface LockedStage {
  readonly fingerprint: Sha256
  readonly outputs: Readonly<Record<string, LockedOutput>>
}

export interface LockedOutput {
  readonly kind: KindName
  readonly content: Sha256
  readonly file: Sha256
  readonly bytes: number
  readonly facts: ArtifactRecord['facts']
}

export function readLock(path: string): LockFile | undefined {
  const lock = readJson<LockFile>(path)
  // Without the names that every object has: a stage may be called `constructor`.
  return lock?.format === 1 ? { ...lock, stages: Object.assign(Object.create(null), lock.stages) } : undefined
}

/** Writes the lock file once, whole, and only when it says something else than before. */
export function writeLock(path: string, lock: LockFile): void {
  if (JSON.stringify(readLock(path)) === JSON.stringify(lock)) return
  writeAtomically(path, `${JSON.stringify(lock, null, 2)}\n`)
}

export function lockedStage(entry: ActionEntry): LockedStage {
  return {
    fingerprint: entry.fingerprint,
    outputs: Object.fromEntries(
      Object.entries(entry.outputs).map(([name, { kind, content, file, bytes, facts }]) => [
        name,
        { kind, content, file, bytes, facts },
      ]),
    ),
  }
}
