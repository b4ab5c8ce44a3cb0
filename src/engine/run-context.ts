import type { LocalStore } from './cache/local-store.ts'
import type { LockFile } from './cache/lock-file.ts'
import type { ArtifactRecord } from './contracts/artifact.ts'
import type { Executor } from './contracts/executor.ts'
import type { StageNode } from './definition/definition.ts'
import type { FingerprintEnvironment } from './fingerprint.ts'
import type { LinkedPipeline, LoadedStage } from './link.ts'

/** What planning and running work with. Disk, workers and environment are passed in. */
export interface RunContext {
  readonly pipeline: LinkedPipeline
  readonly store: LocalStore
  readonly executor: Executor
  readonly environment: FingerprintEnvironment
  /** What the last complete run of this pipeline left. */
  readonly lock: LockFile | undefined
  /** Where outputs are put for people, in a folder for each pipeline. */
  readonly artifacts: string
  /** Where pinned downloads are kept. */
  readonly downloads: string
  /** Reads the code of a stage that came to light in the run, and checks its parameters. */
  load(node: StageNode): Promise<LoadedStage>
  /** The value of a json output. */
  readValue(artifact: ArtifactRecord): Promise<unknown>
}
