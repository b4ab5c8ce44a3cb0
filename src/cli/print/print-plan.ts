import { failedWarnings } from '../../engine/checks/check-events.ts'
import { describeReason } from '../../engine/describe-reason.ts'
import { isStale, type Planned } from '../../engine/plan.ts'
import { colors } from './colors.ts'
import { formatCount, mostListed, plural } from './format.ts'
import { planLine } from './plan-line.ts'

export interface PlanPrint {
  readonly json: boolean
  /** `would run` for a dry run, `is stale` for a status. */
  readonly verb: string
}

/** What each stage's turn would be, and why; on stdout as JSON, else on stderr for people. @returns how many are stale */
export function printPlan(verdicts: ReadonlyMap<string, Planned>, { json, verb }: PlanPrint): number {
  const stale = [...verdicts.values()].filter(isStale).length
  if (json) {
    for (const [stage, verdict] of verdicts)
      process.stdout.write(`${JSON.stringify(planLine('stage-planned', stage, verdict))}\n`)
    process.stdout.write(`${JSON.stringify({ type: 'plan-finished', stale, fresh: verdicts.size - stale })}\n`)
    return stale
  }
  const quiet = (planned: Planned) => planned.type === 'reuse' && warnings(planned) === ''
  const shown = verdicts.size - stale > mostListed ? [...verdicts].filter(([, each]) => !quiet(each)) : [...verdicts]
  const width = Math.max(...shown.map(([name]) => name.length), 4)
  for (const [stage, verdict] of shown) process.stderr.write(`${textLine(stage.padEnd(width), verdict, verb)}\n`)
  process.stderr.write(
    stale === 0
      ? `Nothing is stale: ${plural(verdicts.size, 'stage')} up to date.\n`
      : `${plural(stale, 'stage')} of ${formatCount(verdicts.size)} not up to date.\n`,
  )
  return stale
}

function textLine(name: string, verdict: Planned, verb: string): string {
  if (verdict.type === 'reuse') return `${colors.dim(`○ ${name}  up to date`)}${warnings(verdict)}`
  if (verdict.type === 'skip') return colors.dim(`↷ ${name}  skipped: ${verdict.because}`)
  if (verdict.type === 'fail')
    return `${colors.red('✕')} ${name}  ${verdict.entry ? '' : 'cannot run: '}${verdict.error.code} ${verdict.error.message}`
  if (verdict.type === 'blocked') return `${colors.yellow('–')} ${name}  blocked: ${verdict.by} fails`
  const reasons = verdict.reasons.map(describeReason).join('; ')
  if (verdict.type === 'run') return `${colors.yellow('◐')} ${name}  ${verb}: ${reasons}`
  const also = reasons === '' ? 'runs if what it reads comes out different' : reasons
  return `${colors.yellow('◐')} ${name}  waits for ${verdict.on.join(', ')}: ${also}`
}

function warnings({ checks = [] }: Planned): string {
  const names = failedWarnings(checks).map(({ name }) => name)
  return names.length === 0 ? '' : colors.yellow(`; ${plural(names.length, 'warning')}: ${names.join(', ')}`)
}
