import { open } from 'node:fs/promises'
import { dirname } from 'node:path'

/** How long what has been written may wait for others to go to disk with it. */
const gatherMs = 200

const filesAtOnce = 32

/**
 * Brings files to disk in groups, beside the work: a hundred files cost hardly more than one, and nobody waits for them
 * but the end of a run. What is killed loses nothing, since the system holds what was written; what loses its power may
 * lose the last moments, and what it left half written is found out by its digest.
 */
export class SyncGroup {
  #paths = new Set<string>()
  #flushing: Promise<void> | undefined
  #timer: NodeJS.Timeout | undefined
  #failure: unknown

  /** A file that has been renamed into its place: it and its name are to reach the disk. */
  add(path: string): void {
    this.#paths.add(path)
    if (this.#timer !== undefined || this.#flushing !== undefined) return
    this.#timer = setTimeout(() => void this.#flush(), gatherMs)
    this.#timer.unref()
  }

  /**
   * Waits until all that was added is on disk.
   * @throws what the system says when it could not be brought there
   */
  async settle(): Promise<void> {
    while (this.#flushing !== undefined || this.#paths.size > 0) await (this.#flushing ?? this.#flush())
    const failure = this.#failure
    this.#failure = undefined
    if (failure !== undefined) throw failure
  }

  #flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const paths = [...this.#paths]
    this.#paths = new Set()
    this.#flushing = syncAll(paths)
      // A name is on disk only when its folder is.
      .then(() => syncAll([...new Set(paths.map((path) => dirname(path)))]))
      .catch((error: unknown) => {
        this.#failure ??= error
      })
      .finally(() => {
        this.#flushing = undefined
        const [next] = this.#paths
        if (next !== undefined) this.add(next)
      })
    return this.#flushing
  }
}

async function syncAll(paths: string[]): Promise<void> {
  const next = async () => {
    for (let path = paths.pop(); path !== undefined; path = paths.pop()) await sync(path)
  }
  await Promise.all(Array.from({ length: Math.min(filesAtOnce, paths.length) }, next))
}

async function sync(path: string): Promise<void> {
  try {
    const file = await open(path, 'r')
    try {
      await file.sync()
    } finally {
      await file.close()
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    // Set aside or cleared meanwhile; or a file system that refuses to sync folders.
    if (code !== 'ENOENT' && code !== 'EINVAL' && code !== 'EPERM' && code !== 'EISDIR') throw error
  }
}
