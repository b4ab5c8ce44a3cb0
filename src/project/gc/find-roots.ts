import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Sha256 } from '../../base/hash.ts'
import type { LocalStore } from '../../engine/cache/local-store.ts'
import { readLock } from '../../engine/cache/lock-file.ts'
import { readJson } from '../../engine/cache/read-json.ts'
import type { SplitMemo } from '../../engine/fan/find-parts.ts'
import { memoryFolder } from '../../engine/remembered/memory-folder.ts'
import { readRuns } from '../history/read-runs.ts'
import { projectFiles } from './project-files.ts'

/** What a collection must keep. */
export interface Roots {
  readonly fingerprints: ReadonlySet<string>
  readonly objects: ReadonlySet<string>
  readonly runs: ReadonlySet<string>
  /** Names of the folders in which stages remember parts of their work. */
  readonly memories: ReadonlySet<string>
  /** Names of the files that remember the parts of outputs that stay. */
  readonly parts: ReadonlySet<string>
  /** Pinned digests of downloads that pipeline files name. */
  readonly downloads: ReadonlySet<string>
}

/**
 * Follows what names results: every lock file of the project, and the newest runs of each pipeline. Named models join them
 * here when there is a registry.
 */
export function findRoots(root: string, store: LocalStore, keepRuns: number): Roots {
  const fingerprints = new Set<string>()
  const objects = new Set<string>()
  const runs = new Set<string>()
  for (const path of projectFiles(root, ['.lock'])) {
    for (const stage of Object.values(readLock(path)?.stages ?? {})) {
      fingerprints.add(stage.fingerprint)
      for (const { file } of Object.values(stage.outputs)) objects.add(file)
    }
  }
  const taken = new Map<string, number>()
  for (const { id, pipeline, stages } of readRuns(store.root)) {
    const newer = taken.get(pipeline) ?? 0
    taken.set(pipeline, newer + 1)
    if (newer >= keepRuns) continue
    runs.add(id)
    for (const { fingerprint } of Object.values(stages)) if (fingerprint) fingerprints.add(fingerprint)
  }
  const memories = new Set<string>()
  for (const fingerprint of fingerprints) {
    const key = store.key(fingerprint as Sha256)
    if (key !== undefined) memories.add(memoryFolder(key.fingerprint))
    for (const { outputs } of store.actions(fingerprint as Sha256)) {
      for (const { file } of Object.values(outputs)) objects.add(file)
    }
  }
  const parts = new Set<string>()
  const memos = store.path('memo', 'parts')
  for (const name of existsSync(memos) ? readdirSync(memos) : []) {
    const memo = readJson<SplitMemo>(join(memos, name))
    if (memo === undefined || !objects.has(memo.whole)) continue
    parts.add(name)
    for (const { artifact } of memo.parts) objects.add(artifact.file)
  }
  return { fingerprints, objects, runs, memories, parts, downloads: pinnedDownloads(root) }
}

function pinnedDownloads(root: string): Set<string> {
  const texts = projectFiles(root, ['.yaml', '.yml']).map((path) => readFileSync(path, 'utf8'))
  return new Set(
    texts.flatMap((text) => [...text.matchAll(/#sha256=([0-9a-f]{64})/gi)].map(([, pin]) => pin!.toLowerCase())),
  )
}
