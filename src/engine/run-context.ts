import type { LocalStore } from './cache/local-store.ts'
import type { LockFile } from './cache/lock-file.ts'
import type { Executor } from './contracts/executor.ts'
import type { FingerprintEnvironment } from './fingerprint.ts'
import type { LinkedPipeline } from './link.ts'

/** What planning and running work with. Disk, workers and environment are passed in. */
export interface RunContext {
  readonly pipeline: LinkedPipeline
  readonly store: LocalStore
  readonly executor: Executor
  readonly environment: FingerprintEnvironment
  /** What the last complete run of this pipeline left. */
  readonly lock: LockFile | undefined
  /** Where outputs are put for people: `artifacts/<pipeline>`. */
  readonly artifacts: string
  /** Where pinned downloads are kept. */
  readonly downloads: string
}
