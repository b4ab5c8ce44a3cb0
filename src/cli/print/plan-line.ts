import type { Verdict } from '../../engine/decide-stage.ts'
import { describeReason } from '../../engine/describe-reason.ts'

/** One stage's turn as a line of JSON: reasons as data and in words. */
export function planLine(type: string, stage: string, verdict: Verdict): unknown {
  const reasons = verdict.type === 'reuse' ? [] : verdict.reasons
  const base = {
    type,
    stage,
    verdict: verdict.type,
    reasons: reasons.map((reason) => ({ ...reason, text: describeReason(reason) })),
  }
  return verdict.type === 'wait' ? { ...base, on: verdict.on } : { ...base, fingerprint: verdict.fingerprint }
}
