import type { ErrorDocument } from '../../base/errors/millrace-error.ts'
import { describeExample } from './describe-example.ts'
import { describeOutcome } from './describe-outcome.ts'
import type { CheckOutcome } from './outcome.ts'

/** The failed checks of level `error`, as the error of their stage; undefined when there is none. */
export function checkError(outcomes: readonly CheckOutcome[]): ErrorDocument | undefined {
  const failed = outcomes.filter(({ ok, level }) => !ok && level === 'error')
  if (failed.length === 0) return undefined
  const names = failed.map(({ name }) => name).join(', ')
  return {
    code: 'E_CHECK',
    message: `${failed.length} of ${outcomes.length} ${outcomes.length === 1 ? 'check' : 'checks'} failed: ${names}`,
    at: failed[0]!.at,
    hint: 'Look at the result under artifacts/, then mend what makes it, or the check: a result is judged again without being made again.',
    causes: failed.map((outcome) => ({ code: 'E_CHECK', message: describeFailure(outcome), at: outcome.at })),
  }
}

/** `table.goals range: 3 of 380 rows outside, values -2 to 25; expected 0 to 20`, then a line for each example. */
export function describeFailure(outcome: CheckOutcome): string {
  return [describeOutcome(outcome), ...(outcome.examples ?? []).map(describeExample)].join('\n  ')
}
