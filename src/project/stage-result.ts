import type { ErrorDocument } from '../base/errors/millrace-error.ts'
import type { CheckOutcome } from '../engine/checks/outcome.ts'
import type { ActionEntry } from '../engine/contracts/cache.ts'
import type { Reason } from '../engine/reasons.ts'
import type { StageState } from '../report/report-model.ts'

/** What is known of one stage when its report is written. */
export interface StageResult {
  readonly state: StageState
  readonly reasons: readonly Reason[]
  readonly entry?: ActionEntry | undefined
  readonly error?: ErrorDocument | undefined
  readonly checks?: readonly CheckOutcome[] | undefined
  /** Why the stage was skipped. */
  readonly because?: string
}
