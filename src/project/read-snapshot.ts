import { join } from 'node:path'
import { type Sha256, sha256 } from '../base/hash.ts'
import { packageVersion } from '../base/package-root.ts'
import { readJson } from '../engine/cache/read-json.ts'
import { statToken, type Tokens } from '../engine/cache/stat-token.ts'
import type { RunEvent } from '../engine/events.ts'

/**
 * What a run looked at and found up to date. While all of it is as it was, the same command has nothing to do, and finds
 * that out without reading YAML, code or tables: doing nothing must cost nothing.
 */
export interface Snapshot {
  readonly version: string
  readonly tokens: Tokens
  /** What lies under `artifacts/`, by path, and which object of the store it is a copy of. */
  readonly copies: Readonly<Record<string, Sha256>>
  /** Digests of the environment values that the pipeline reads. */
  readonly env: Readonly<Record<string, Sha256 | null>>
  /** When a check will fail though nothing changes, since data grow old: milliseconds since 1970. */
  readonly validUntil?: number
  /** What the run says when it has nothing to do. */
  readonly events: readonly RunEvent[]
}

export function snapshotPath(store: string, key: readonly string[]): string {
  return join(store, 'memo', 'snapshots', `${sha256(JSON.stringify(key))}.json`)
}

export interface SnapshotFound {
  readonly snapshot: Snapshot
  /** Copies that are not there any more. All else is as it was, the objects that they were copied from among it. */
  readonly gone: readonly string[]
}

/**
 * @param key what was asked: folder and arguments
 * @returns undefined when something has changed, and the whole program must look
 */
export function readSnapshot(
  store: string,
  key: readonly string[],
  now: number = Date.now(),
): SnapshotFound | undefined {
  const snapshot = readJson<Snapshot>(snapshotPath(store, key))
  if (snapshot?.copies === undefined || snapshot.version !== packageVersion()) return undefined
  if (snapshot.validUntil !== undefined && now > snapshot.validUntil) return undefined
  for (const [name, digest] of Object.entries(snapshot.env)) if (envDigest(name) !== digest) return undefined
  const gone: string[] = []
  for (const path in snapshot.tokens) {
    const token = statToken(path) ?? null
    if (token === snapshot.tokens[path]) continue
    if (token !== null || snapshot.copies[path] === undefined) return undefined
    gone.push(path)
  }
  return { snapshot, gone }
}

export function envDigest(name: string): Sha256 | null {
  const value = process.env[name]
  return value === undefined ? null : sha256(value)
}
