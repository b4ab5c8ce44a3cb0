import { performance } from 'node:perf_hooks'
import picocolors from 'picocolors'
import { describeReason } from '../../engine/describe-reason.ts'
import type { EmitEvent, OutputSummary, RunEvent } from '../../engine/events.ts'
import { formatCount, formatSeconds, plural } from './format.ts'
import { formatError } from './print-error.ts'

interface Running {
  readonly since: number
  done?: number
  total?: number
  label?: string | undefined
}

/**
 * A run for people, on stderr: one line for each stage that ends, and on a terminal a line below for what is running, with
 * a bar where the stage says how far it is. Not on a terminal, plain lines only.
 */
export function terminalPrinter(stream: NodeJS.WriteStream = process.stderr): EmitEvent {
  const live = stream.isTTY === true
  const running = new Map<string, Running>()
  let width = 0
  let shown = 0
  let timer: NodeJS.Timeout | undefined

  const erase = () => {
    if (shown > 0) stream.write(`\x1b[${shown}A\x1b[J`)
    shown = 0
  }
  const draw = () => {
    if (!live) return
    erase()
    const lines = [...running].map(([name, state]) => runningLine(name, state, width, stream.columns ?? 80))
    for (const line of lines) stream.write(`${line}\n`)
    shown = lines.length
  }
  const say = (text: string) => {
    erase()
    stream.write(text)
    draw()
  }

  return (event: RunEvent) => {
    switch (event.type) {
      case 'run-started':
        width = Math.max(...event.stages.map((name) => name.length), 4)
        if (live) timer = setInterval(draw, 120)
        timer?.unref()
        return
      case 'stage-started':
        running.set(event.stage, { since: Date.now() })
        // On a first run, or in a fresh clone, every stage would say the same.
        if (event.reasons.some(({ type }) => type !== 'never-run' && type !== 'no-result'))
          say(picocolors.dim(`  ${event.stage.padEnd(width)}  ${event.reasons.map(describeReason).join('; ')}\n`))
        return
      case 'stage-progress':
        Object.assign(running.get(event.stage) ?? {}, { done: event.done, total: event.total, label: event.label })
        return
      case 'stage-finished':
        running.delete(event.stage)
        return say(
          `${picocolors.green('●')} ${event.stage.padEnd(width)}  ${formatSeconds(event.seconds).padStart(8)}  ran     ${describeOutputs(event.outputs)}\n`,
        )
      case 'stage-reused':
        return say(
          picocolors.dim(
            `○ ${event.stage.padEnd(width)}  ${''.padStart(8)}  cached  ${describeOutputs(event.outputs)}\n`,
          ),
        )
      case 'stage-failed':
        running.delete(event.stage)
        return say(
          `${picocolors.red('✕')} ${event.stage.padEnd(width)}  ${formatSeconds(event.seconds).padStart(8)}  failed\n${indent(formatError(event.error))}`,
        )
      case 'stage-blocked':
        return say(
          picocolors.yellow(`– ${event.stage.padEnd(width)}  ${''.padStart(8)}  not run: ${event.by} failed\n`),
        )
      case 'notice':
        return say(`${picocolors.yellow(event.code)}  ${event.message}\n`)
      case 'report-written':
        return say(`Report: ${event.path}\n`)
      case 'lineage-written':
        return say(`Lineage: ${event.path}\n`)
      case 'run-finished': {
        clearInterval(timer)
        erase()
        const failed = event.failed > 0 ? `, ${plural(event.failed, 'stage')} failed` : ''
        const blocked = event.blocked > 0 ? `, ${event.blocked} not run` : ''
        const head = event.interrupted ? 'Interrupted' : event.ok ? 'Done' : 'Failed'
        stream.write(
          `${head}: ${plural(event.ran, 'stage')} ran, ${event.reused} up to date${failed}${blocked}, in ${formatSeconds(performance.now() / 1000)}.\n`,
        )
        return
      }
      case 'stage-log':
    }
  }
}

function describeOutputs(outputs: Readonly<Record<string, OutputSummary>>): string {
  return Object.entries(outputs)
    .flatMap(([name, { facts }]) => (typeof facts.rows === 'number' ? [`${name} ${formatCount(facts.rows)} rows`] : []))
    .join(', ')
}

function runningLine(name: string, state: Running, width: number, columns: number): string {
  const seconds = (Date.now() - state.since) / 1000
  const head = `◌ ${name.padEnd(width)}  ${formatSeconds(seconds).padStart(8)}  `
  if (!state.total || state.done === undefined) return `${head}running`
  const share = Math.min(1, state.done / state.total)
  const cells = 20
  const bar = '━'.repeat(Math.round(share * cells)).padEnd(cells, '·')
  const left = share > 0.02 ? `, ${formatSeconds((seconds / share) * (1 - share))} left` : ''
  return `${head}${bar} ${Math.round(share * 100)}%${left}${state.label ? ` ${state.label}` : ''}`.slice(0, columns - 1)
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ')
}
