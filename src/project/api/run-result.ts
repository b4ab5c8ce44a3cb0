import type { ErrorCode } from '../../base/errors/catalogue.ts'
import { type ErrorDocument, MillraceError } from '../../base/errors/millrace-error.ts'
import { describeReason } from '../../engine/describe-reason.ts'
import type { RunSummary } from '../../engine/run-pipeline.ts'
import { displaySymbol, type MimeBundle } from './mime-bundle.ts'
import type { RunFacts } from './run-facts.ts'

/** What came of a run. A stage that fails does not throw: `ok` says it, `orThrow()` throws it. */
export class RunResult implements RunFacts {
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

  constructor(summary: RunSummary, seconds: number) {
    this.ok = summary.ok
    this.interrupted = summary.interrupted
    this.seconds = seconds
    this.ran = Object.fromEntries([...summary.ran].map(([stage, reasons]) => [stage, reasons.map(describeReason)]))
    this.reused = [...summary.results.keys()].filter((stage) => !summary.ran.has(stage))
    this.failed = Object.fromEntries(summary.failed)
    this.blocked = [...summary.blocked]
    this.skipped = Object.fromEntries(summary.skipped)
  }

  /**
   * The result itself when all went well.
   * @throws the error of the first stage that failed; E_INTERRUPTED
   * @example
   * const { seconds } = (await pipeline.run()).orThrow()
   */
  orThrow(): this {
    const [first] = Object.values(this.failed)
    if (first !== undefined) throw new MillraceError(first.code as ErrorCode, first.message, first)
    if (this.interrupted) throw new MillraceError('E_INTERRUPTED', 'the run was interrupted')
    return this
  }

  /** Jupyter's rich display: what ran and why, what failed and what to do. */
  async [displaySymbol](): Promise<MimeBundle> {
    const { displayRun } = await import('./display/display-run.ts')
    return displayRun(this)
  }
}
