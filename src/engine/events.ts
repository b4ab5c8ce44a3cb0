import type { NoticeCode } from '../base/errors/codes-notice.ts'
import type { ErrorDocument } from '../base/errors/millrace-error.ts'
import type { Sha256 } from '../base/hash.ts'
import type { CheckOutcome } from './checks/outcome.ts'
import type { RememberedCount } from './contracts/remembered.ts'
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
  /** The last run did not come to its end: this one goes on from there. */
  | {
      readonly type: 'run-resumed'
      /** Id of that run. */
      readonly run: string
      readonly because: 'interrupted' | 'failed'
      /** Where it ended: the stages that were stopped or failed. */
      readonly stages: readonly string[]
      /** How many stages had their result then. */
      readonly done: number
    }
  /** Of a run that watches: what was changed since the last time. */
  | {
      readonly type: 'change-noticed'
      readonly paths: readonly string[]
      /** When the last of them was changed, in milliseconds since 1970. */
      readonly at: number
    }
  /** Of a run that watches: it waits until one of so many files and folders is changed. */
  | { readonly type: 'watch-waiting'; readonly files: number }
  | { readonly type: 'stage-started'; readonly stage: string; readonly reasons: readonly Reason[] }
  | {
      readonly type: 'stage-progress'
      readonly stage: string
      readonly done: number
      readonly total: number
      readonly label?: string
    }
  | {
      readonly type: 'stage-log'
      readonly stage: string
      readonly text: string
      /** It was kept with a result that is used again: nothing is printed now. */
      readonly replayed?: true
    }
  | {
      readonly type: 'stage-finished'
      readonly stage: string
      readonly fingerprint: Sha256
      readonly seconds: number
      /** Processor time, where the worker could say it. */
      readonly cpuSeconds?: number
      /** Of a stage that remembers parts of its work, such as the trials of a search. */
      readonly remembered?: RememberedCount
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
  /** Before the stage ends: what its checks came to, whether its result was just made or has been there before. */
  | { readonly type: 'stage-checked'; readonly stage: string; readonly checks: readonly CheckOutcome[] }
  | {
      readonly type: 'stage-failed'
      readonly stage: string
      /** Absent where it failed before its key was known. */
      readonly fingerprint?: Sha256
      readonly error: ErrorDocument
      readonly seconds: number
      readonly cpuSeconds?: number
      /** The file that holds what it printed, where it printed something. */
      readonly log?: string
      /** It failed before with the same fingerprint and was not tried again. */
      readonly again?: true
      /** Of a result that is there but did not pass its checks. */
      readonly outputs?: Readonly<Record<string, OutputSummary>>
    }
  /** Ended in the middle, since the run was interrupted. */
  | { readonly type: 'stage-stopped'; readonly stage: string; readonly seconds: number }
  /** Interrupted: no stage is started any more, those that run are stopped, what is being written is finished. */
  | { readonly type: 'run-stopping'; readonly stages: readonly string[] }
  /** Not run, since a stage that it reads from failed. */
  | { readonly type: 'stage-blocked'; readonly stage: string; readonly by: string }
  /** Did not take part: its condition does not hold, or what it reads was skipped. */
  | { readonly type: 'stage-skipped'; readonly stage: string; readonly because: string }
  /** A fan has an instance for each part now. */
  | { readonly type: 'stage-spread'; readonly stage: string; readonly instances: readonly string[] }
  /** Failed, and is tried again. */
  | {
      readonly type: 'stage-retried'
      readonly stage: string
      readonly error: ErrorDocument
      /** Which retry comes now, from 1. */
      readonly retry: number
      readonly of: number
      readonly waitMs: number
    }
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
      /** How many did not take part. */
      readonly skipped: number
      /** How many were stopped in the middle. */
      readonly stopped: number
      /** How many were not looked at any more, though no stage that they read from failed. */
      readonly left: number
      readonly seconds: number
    }

export interface OutputSummary {
  readonly kind: string
  readonly content: Sha256
  readonly bytes: number
  readonly facts: Readonly<Record<string, string | number>>
}

export type EmitEvent = (event: RunEvent) => void
