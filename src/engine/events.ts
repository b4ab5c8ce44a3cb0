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
      /** Processor time, where the worker could say it. */
      readonly cpuSeconds?: number
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
  | {
      readonly type: 'stage-failed'
      readonly stage: string
      readonly error: ErrorDocument
      readonly seconds: number
      readonly cpuSeconds?: number
    }
  /** Not run, since a stage that it reads from failed. */
  | { readonly type: 'stage-blocked'; readonly stage: string; readonly by: string }
  /** Something a person should know that is not a failure. */
  | { readonly type: 'notice'; readonly code: NoticeCode; readonly message: string; readonly stage?: string }
  | { readonly type: 'report-written'; readonly path: string }
  | { readonly type: 'lineage-written'; readonly path: string }
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
  | 'N_INPUT_CHANGED'
  | 'N_NON_DETERMINISTIC'
  | 'N_DAMAGED'
  | 'N_EDITED_BY_HAND'
  | 'N_STALE_INPUT'
  | 'N_LOCK_KEPT'

export type EmitEvent = (event: RunEvent) => void
