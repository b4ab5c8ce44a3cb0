import { LocalStore } from '../engine/cache/local-store.ts'
import { materialise } from '../engine/cache/materialise.ts'
import { takeTokens } from '../engine/cache/stat-token.ts'
import { writeMemory } from '../engine/cache/write-memory.ts'
import { type Snapshot, type SnapshotFound, snapshotPath } from './read-snapshot.ts'

/**
 * Puts artifacts back that were removed while nothing else has changed: the snapshot knows which objects they are copies
 * of and that nobody has touched those, so that neither the pipeline nor its code has to be read.
 *
 * @returns whether all of them are there again; when not, the whole program says why
 */
export async function putBack(root: string, key: readonly string[], found: SnapshotFound): Promise<boolean> {
  const { snapshot, gone } = found
  const store = new LocalStore(root)
  try {
    for (const path of gone) await materialise(store, { file: snapshot.copies[path]! }, path)
    store.digests.save()
    const tokens = { ...snapshot.tokens, ...takeTokens(gone) }
    const next: Snapshot = { ...snapshot, tokens }
    writeMemory(snapshotPath(root, key), next)
    return true
  } catch {
    return false
  }
}
