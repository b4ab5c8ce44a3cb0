import { describeFailure } from '../../engine/checks/check-error.ts'
import { explainReason } from '../../engine/explain-reason.ts'
import type { Explanation } from '../../project/explain-project.ts'
import { colors } from './colors.ts'
import { formatMoment, formatSeconds } from './format.ts'
import { planLine, reasonsOf } from './plan-line.ts'

/** One stage's explanation for people: a line that says how it stands, and below it why. */
export function explanationText({ stage, verdict, last, failed, because }: Explanation): string {
  const result = last && `${formatMoment(last.at)}${last.run === undefined ? '' : `, made by run ${last.run}`}`
  const head = {
    reuse: `is up to date since ${result} in ${formatSeconds(last?.seconds ?? 0)}`,
    run: last === undefined ? 'is stale' : `is stale; its last result is of ${result}`,
    skip: `is skipped: ${verdict.type === 'skip' ? verdict.because : ''}`,
    blocked: `is blocked: ${verdict.type === 'blocked' ? verdict.by : ''} fails`,
    fail:
      verdict.type === 'fail' && verdict.entry !== undefined
        ? 'does not pass its checks'
        : `cannot run: ${verdict.type === 'fail' ? `${verdict.error.code} ${verdict.error.message}` : ''}`,
    wait: `waits for ${verdict.type === 'wait' ? verdict.on.join(', ') : ''}: it runs when what that gives comes out different`,
  }
  const reasons = reasonsOf(verdict).map(explainReason)
  const lines = reasons.flatMap(([first, ...rest]) => [`  - ${first}`, ...rest.map((line) => `      ${line}`)])
  for (const check of verdict.checks ?? []) {
    if (!check.ok) lines.push(`  - ${describeFailure(check).replaceAll('\n', '\n  ')}`)
  }
  if (because.length > 0) lines.push(`  - stale above it: ${because.join(', ')}`)
  if (failed !== undefined) {
    lines.push(`  - failed in run ${failed.run}: ${failed.error.code} ${failed.error.message.split('\n')[0]}`)
  }
  return `${colors.bold(stage)} ${head[verdict.type]}\n${lines.map((line) => `${line}\n`).join('')}`
}

/** The same as a line of JSON. */
export function explanationLine({ stage, verdict, last, failed, because }: Explanation): unknown {
  return {
    ...(planLine('stage-explained', stage, verdict) as object),
    ...(last === undefined ? {} : { last }),
    ...(failed === undefined ? {} : { failed }),
    ...(verdict.type === 'wait' ? { because } : {}),
  }
}
