import { describeReason } from '../../engine/describe-reason.ts'
import type { Planned } from '../../engine/plan.ts'
import type { Reason } from '../../engine/reasons.ts'

/** One stage's turn as a line of JSON: reasons as data and in words. */
export function planLine(type: string, stage: string, planned: Planned): unknown {
  const reasons = reasonsOf(planned).map((reason) => ({ ...reason, text: describeReason(reason) }))
  const checks = planned.checks === undefined ? {} : { checks: planned.checks }
  const base = { type, stage, verdict: planned.type, reasons, ...checks }
  switch (planned.type) {
    case 'wait':
      return { ...base, on: planned.on }
    case 'skip':
      return { ...base, because: planned.because }
    case 'fail':
      return { ...base, error: planned.error }
    case 'blocked':
      return { ...base, by: planned.by }
    default:
      return { ...base, fingerprint: planned.fingerprint }
  }
}

export function reasonsOf(planned: Planned): readonly Reason[] {
  return planned.type === 'run' || planned.type === 'wait' ? planned.reasons : []
}
