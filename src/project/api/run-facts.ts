import type { ErrorDocument } from '../../base/errors/millrace-error.ts'

/** What came of a run, as data. */
export interface RunFacts {
  /** Whether every stage that was asked for has its result now. */
  readonly ok: boolean
  /** Whether it was stopped by its signal. */
  readonly interrupted: boolean
  /** Wall time of the whole run in seconds. */
  readonly seconds: number
  /** Stages that did their work, and why each did, as short sentences. */
  readonly ran: Readonly<Record<string, readonly string[]>>
  /** Stages whose result was there already. */
  readonly reused: readonly string[]
  /** Stages that failed, with what went wrong. */
  readonly failed: Readonly<Record<string, ErrorDocument>>
  /** Stages that did not run, since one that they read from failed. */
  readonly blocked: readonly string[]
  /** Stages that did not take part, and why. */
  readonly skipped: Readonly<Record<string, string>>
}
