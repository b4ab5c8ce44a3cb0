import { formatPosition } from '../../base/errors/position.ts'
import type { RunEvent } from '../events.ts'
import { describeOutcome } from './describe-outcome.ts'
import type { CheckOutcome } from './outcome.ts'

/** What a run says of a stage's checks: all of them, and a notice for each warning. */
export function checkEvents(stage: string, checks: readonly CheckOutcome[]): RunEvent[] {
  return [
    { type: 'stage-checked', stage, checks: checks.map(withoutQuote) },
    ...failedWarnings(checks).map((check): RunEvent => {
      const message = `${stage}: ${describeOutcome(check)} (${formatPosition(check.at)})`
      return { type: 'notice', code: 'N_CHECK', stage, message }
    }),
  ]
}

export function failedWarnings(checks: readonly CheckOutcome[]): CheckOutcome[] {
  return checks.filter(({ ok, level }) => !ok && level === 'warn')
}

/** Who reads events has the file. */
function withoutQuote(check: CheckOutcome): CheckOutcome {
  const { file, line, column } = check.at
  return { ...check, at: { file, line, column } }
}
