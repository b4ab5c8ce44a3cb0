import type { ErrorDocument } from '../../base/errors/millrace-error.ts'
import type { Sha256 } from '../../base/hash.ts'
import type { StoredValue } from './kind.ts'
import type { KindName, PortManifest } from './port.ts'
import type { RememberedCount, RememberOffer } from './remembered.ts'

/** One value handed to a stage. */
export interface JobInput extends StoredValue {
  readonly kind: KindName
}

/** Everything that a worker needs to run a stage: data only, so that it can run anywhere. */
export interface StageJob {
  readonly stage: string
  readonly language: string
  readonly executable: string
  /** The stage file, as errors show it. */
  readonly file: string
  /** As the pipeline gives them: the worker checks them and fills in defaults. */
  readonly params: unknown
  readonly seed: number
  /** One value a port, or a record of labelled values where the port takes many. */
  readonly inputs: Readonly<Record<string, JobInput | { readonly many: Readonly<Record<string, JobInput>> }>>
  readonly outputs: Readonly<Record<string, PortManifest>>
  readonly volatile: boolean
  /** Private to this run; outputs and temporary files appear here only. */
  readonly workFolder: string
  readonly limits: JobLimits
  /** Packages of npm that the code imports, by name: what they keep in their variables outlives a stage. */
  readonly packages: readonly string[]
  /** Declared environment values, by name. */
  readonly env: Readonly<Record<string, string>>
  /** Where parts of the work are kept between runs; absent where they are not. */
  readonly remembered?: RememberOffer
}

export interface JobLimits {
  /** Bytes that the worker process may hold: JavaScript heap, typed arrays and DuckDB together. */
  readonly memoryBytes: number
  /** Milliseconds; absent means no limit. */
  readonly timeoutMs?: number
  /** Threads that DuckDB and learners may use. More than one changes the order in which DuckDB adds floats. */
  readonly threads: number
}

export interface JobOutput {
  readonly kind: KindName
  /** In the work folder. */
  readonly path: string
  /** Digest of the file's bytes. */
  readonly file: Sha256
  /** Digest of what it means. */
  readonly content: Sha256
  readonly bytes: number
  readonly facts: Readonly<Record<string, string | number>>
}

/** Wall time, and processor time of all threads where the executor can say it: a process that was killed cannot. */
export type JobResult =
  | {
      readonly ok: true
      readonly outputs: Readonly<Record<string, JobOutput>>
      readonly seconds: number
      readonly cpuSeconds?: number
      /** Where the stage remembers parts of its work. */
      readonly remembered?: RememberedCount
    }
  | { readonly ok: false; readonly error: ErrorDocument; readonly seconds: number; readonly cpuSeconds?: number }

export interface JobEvents {
  readonly onProgress?: (done: number, total: number, label: string | undefined) => void
  readonly onLog?: (text: string) => void
}

export interface CallOptions {
  /** Milliseconds that the answer may take; absent means no limit. E_STAGE_TIMEOUT after that. */
  readonly limitMs?: number
  /** Packages of npm that the call makes the worker import. */
  readonly packages?: readonly string[]
  /** The answer mostly takes less time than a worker takes to start, as that about a stage file does. */
  readonly isBrief?: boolean
}

/** Where stages run. The local worker pool is one; others come with the same conformance suite. */
export interface Executor {
  run(job: StageJob, events?: JobEvents, signal?: AbortSignal): Promise<JobResult>
  /** Calls a function that lives beside the stages (reading a manifest, previewing an artifact). */
  call(method: string, args: unknown, options?: CallOptions): Promise<unknown>
  close(): Promise<void>
}
