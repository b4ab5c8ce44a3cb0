import type { ErrorDocument } from '../../base/errors/millrace-error.ts'
import type { JobResult, StageJob } from '../contracts/executor.ts'

/** From the runner to a worker. */
export type ToWorker =
  | { readonly type: 'run'; readonly id: number; readonly job: StageJob }
  | { readonly type: 'call'; readonly id: number; readonly method: string; readonly args: unknown }

/** From a worker to the runner. */
export type FromWorker =
  | { readonly type: 'ready' }
  | {
      readonly type: 'progress'
      readonly id: number
      readonly done: number
      readonly total: number
      readonly label: string | undefined
    }
  | { readonly type: 'log'; readonly id: number; readonly text: string }
  /** The process group that works for the stage from now on; undefined: none any more. */
  | { readonly type: 'group'; readonly id: number; readonly group: number | undefined }
  /** Thrown where nothing waits for it, in a timer or a promise that was let go: the worker is not to be used again. */
  | { readonly type: 'thrown'; readonly id: number; readonly error: ErrorDocument }
  | ({ readonly type: 'result'; readonly id: number; readonly result: JobResult } & Leavings)
  | ({
      readonly type: 'answer'
      readonly id: number
      readonly value?: unknown
      readonly error?: ErrorDocument
    } & Leavings)

interface Leavings {
  /** What the code that ran has left in the process: the worker is not to be used again. */
  readonly left?: string | undefined
}
