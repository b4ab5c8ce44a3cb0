import type { LocalStore } from './cache/local-store.ts'
import type { LockFile } from './cache/lock-file.ts'
import type { ArtifactRecord } from './contracts/artifact.ts'
import type { Executor } from './contracts/executor.ts'
import type { StoredValue } from './contracts/kind.ts'
import type { Fact, Question } from './contracts/measure.ts'
import type { KindName } from './contracts/port.ts'
import type { StageNode } from './definition/definition.ts'
import type { FingerprintEnvironment } from './fingerprint.ts'
import type { LinkedPipeline, LoadedStage } from './link.ts'

/** What planning and running work with. Disk, workers and environment are passed in. */
export interface RunContext {
  readonly pipeline: LinkedPipeline
  readonly store: LocalStore
  /** Of a run that repeats another: the store with that one's results. */
  readonly recorded?: LocalStore | undefined
  readonly executor: Executor
  readonly environment: FingerprintEnvironment
  /** What the last complete run of this pipeline left. */
  readonly lock: LockFile | undefined
  /** Where outputs are put for people, in a folder for each pipeline. */
  readonly artifacts: string
  /** Where pinned downloads are kept. */
  readonly downloads: string
  /** Answers what checks ask of stored outputs: from memory, where the same was asked of the same content before. */
  measure(
    kind: KindName,
    outputs: Readonly<Record<string, StoredValue>>,
    questions: readonly Question[],
  ): Promise<readonly Fact[]>
  /** Reads the code of a stage that came to light in the run, and checks its parameters. */
  load(node: StageNode): Promise<LoadedStage>
  /** The value of a json output. */
  readValue(artifact: ArtifactRecord): Promise<unknown>
}
