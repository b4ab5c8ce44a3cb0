import type { ErrorDocument } from '../base/errors/millrace-error.ts'
import type { Sha256 } from '../base/hash.ts'
import type { Reason } from './reasons.ts'

/**
 * Everything that can happen in a run: one closed union. The terminal, the JSON lines, the studio and the run record all
 * read the same events.
 */
export type RunEvent =
  | {
      readonly type: 'run-started'
      readonly pipeline: string
      /** The stages that this run looks at, in an order in which they can run. */
      readonly stages: readonly string[]
      readonly jobs: number
    }
  | { readonly type: 'stage-started'; readonly stage: string; readonly reasons: readonly Reason[] }
  | {
      readonly type: 'stage-progress'
      readonly stage: string
      readonly done: number
      readonly total: number
      readonly label?: string
    }
  | { readonly type: 'stage-log'; readonly stage: string; readonly text: string }
  | {
      readonly type: 'stage-finished'
      readonly stage: string
      readonly fingerprint: Sha256
      readonly seconds: number
      readonly outputs: Readonly<Record<string, OutputSummary>>
    }
  | {
      readonly type: 'stage-reused'
      readonly stage: string
      readonly fingerprint: Sha256
      /** What the run took that made the result. */
      readonly seconds: number
      readonly outputs: Readonly<Record<string, OutputSummary>>
    }
  | { readonly type: 'stage-failed'; readonly stage: string; readonly error: ErrorDocument; readonly seconds: number }
  /** Not run, since a stage that it reads from failed. */
  | { readonly type: 'stage-blocked'; readonly stage: string; readonly by: string }
  /** Something a person should know that is not a failure. */
  | { readonly type: 'notice'; readonly code: NoticeCode; readonly message: string; readonly stage?: string }
  | { readonly type: 'report-written'; readonly path: string }
  | {
      readonly type: 'run-finished'
      readonly ok: boolean
      readonly interrupted: boolean
      /** How many stages did their work in this run. */
      readonly ran: number
      /** How many had their result in the store. */
      readonly reused: number
      readonly failed: number
      readonly blocked: number
      readonly seconds: number
    }

export interface OutputSummary {
  readonly kind: string
  readonly content: Sha256
  readonly bytes: number
  readonly facts: Readonly<Record<string, string | number>>
}

export type NoticeCode =
  /** A file was touched while a stage that reads it ran: the result is used but not kept. */
  | 'N_INPUT_CHANGED'
  /** A stage gave another result than before for the same key. */
  | 'N_NON_DETERMINISTIC'
  /** A stored output was not as it should be: what was done about it. */
  | 'N_DAMAGED'
  /** A file under `artifacts/` was put aside, since a person had changed it. */
  | 'N_EDITED_BY_HAND'
  /** Another process is making the same result. */
  | 'N_WAITING'

export type EmitEvent = (event: RunEvent) => void
