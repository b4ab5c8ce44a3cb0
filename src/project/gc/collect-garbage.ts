import { rmSync } from 'node:fs'
import { LocalStore } from '../../engine/cache/local-store.ts'
import type { ProjectPaths } from '../project-paths.ts'
import { findRoots } from './find-roots.ts'
import { type StoreItem, storeItems } from './store-items.ts'
import { livingProcess, objectsNamed, unreachableItems } from './unreachable-items.ts'

export interface GcOptions {
  /** How many of the newest runs of each pipeline keep their results. */
  readonly keepRuns: number
  /** Of what nothing names, only what was last written before this long goes. */
  readonly olderThanMs?: number | undefined
  /** Of what nothing names, the oldest goes until the store is no larger. */
  readonly maxBytes?: number | undefined
  /** Otherwise it is only listed. */
  readonly remove: boolean
}

export interface GcOutcome {
  /** What goes, or would go. */
  readonly items: readonly StoreItem[]
  readonly freedBytes: number
  readonly keptBytes: number
  /** A process that is at work in the store: then nothing that it may use goes. */
  readonly busy: number | undefined
}

/** What is being written now has no name yet. */
const settledMs = 60_000

/**
 * Clears the store of what no lock file, no recent run and no pinned download names. Beside a run only what dead processes
 * left goes; and never anything that was written in the last minute.
 */
export function collectGarbage(paths: ProjectPaths, options: GcOptions, now: number = Date.now()): GcOutcome {
  const store = new LocalStore(paths.store)
  const items = storeItems(paths.store)
  const total = items.reduce((sum, { bytes }) => sum + bytes, 0)
  const busy = livingProcess(items, now)
  const unreachable = unreachableItems(items, findRoots(paths.root, store, options.keepRuns), now)
    .filter(({ writtenAt }) => now - writtenAt > settledMs)
    .filter(({ kind }) => busy === undefined || kind === 'work')
  const going = withEmptied(store, unreachable, choose(unreachable, total, options, now))
  // Entries first: cut off in between, this leaves objects that nothing names, and never names without an object.
  const ordered = [...going].sort((a, b) => Number(b.kind === 'action') - Number(a.kind === 'action'))
  if (options.remove) for (const { path } of ordered) rmSync(path, { recursive: true, force: true })
  const freedBytes = ordered.reduce((sum, { bytes }) => sum + bytes, 0)
  return { items: ordered, freedBytes, keptBytes: total - freedBytes, busy }
}

/** By age, and beyond that by size, the oldest first; everything where neither is asked for. */
function choose(
  items: readonly StoreItem[],
  total: number,
  { olderThanMs, maxBytes }: GcOptions,
  now: number,
): Set<StoreItem> {
  if (olderThanMs === undefined && maxBytes === undefined) return new Set(items)
  const chosen = new Set(items.filter(({ writtenAt }) => olderThanMs !== undefined && now - writtenAt > olderThanMs))
  let left = total
  for (const { bytes } of chosen) left -= bytes
  for (const item of [...items].sort((a, b) => a.writtenAt - b.writtenAt)) {
    if (maxBytes === undefined || left <= maxBytes) break
    if (chosen.has(item)) continue
    chosen.add(item)
    left -= item.bytes
  }
  return chosen
}

/** An entry whose object goes is worth nothing: it goes too. */
function withEmptied(store: LocalStore, items: readonly StoreItem[], chosen: Set<StoreItem>): Set<StoreItem> {
  const objects = new Set([...chosen].filter(({ kind }) => kind === 'object').map(({ name }) => name))
  for (const item of items) {
    if (item.kind === 'action' && objectsNamed(store, item).some((object) => objects.has(object))) chosen.add(item)
  }
  return chosen
}
