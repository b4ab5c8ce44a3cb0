import { relative } from 'node:path'
import type { EmitEvent, RunEvent } from '../../engine/events.ts'
import { colors, isTerminal } from './colors.ts'
import { failureText } from './failure-text.ts'
import { formatCount, formatSeconds, mostListed, plural } from './format.ts'
import { LiveRegion } from './live-region.ts'
import { RunState, type StageView } from './run-state.ts'
import { runSummary } from './run-summary.ts'
import { stageLine, whyText } from './stage-line.ts'
import { stageTree, type TreeLine } from './stage-tree.ts'

/** Lines of the window that the tree leaves free. */
const freeRows = 4
const drawEveryMs = 100

export interface TerminalOptions {
  readonly stream?: NodeJS.WriteStream
  /** What each stage reads from, for drawing the tree. */
  readonly parents?: () => ReadonlyMap<string, readonly string[]>
  /** Print what stages print, line by line. */
  readonly logs?: boolean
  readonly keepGoing?: boolean
}

/**
 * A run for people, on stderr. On a terminal the pipeline is a tree whose lines change as stages run; where it is larger
 * than the window, or the run is one of a watch, stages that end are listed and those that run are drawn below. Not on a
 * terminal there is one plain line for each stage that ends.
 */
export function terminalPrinter(options: TerminalOptions = {}): EmitEvent {
  const { stream = process.stderr, logs = false, keepGoing = false } = options
  const region = isTerminal(stream) ? new LiveRegion(stream) : undefined
  const state = new RunState()
  let tree: readonly TreeLine[] = []
  let nameWidth = 4
  let listsCached = false
  let stopping = false
  let report = ''
  let timer: NodeJS.Timeout | undefined
  /** When a run began, or the change that led to it was made. */
  let since = performance.timeOrigin
  let isRound = false

  function begin(): void {
    const names = [...state.stages.keys()]
    const longest = Math.max(longestOf(names), 4)
    const full = isRound ? [] : stageTree(names, options.parents?.() ?? new Map())
    tree = region && full.length <= region.rows - freeRows ? full : []
    const prefixes = Math.max(0, ...tree.map(({ prefix }) => prefix.length))
    nameWidth = Math.min(longest + prefixes, Math.floor((region?.columns ?? 120) / 3))
    listsCached = !isRound && names.length <= mostListed
    stopping = false
    report = ''
    if (region) timer = setInterval(draw, drawEveryMs)
    timer?.unref()
  }

  function lines(): string[] {
    const columns = region!.columns - 1
    if (tree.length > 0) {
      const drawn = new Set(tree.map(({ name }) => name))
      const added = [...state.stages.keys()].filter((name) => !drawn.has(name)).map((name) => ({ name, prefix: '' }))
      return [...tree, ...added].map(({ name, prefix }) =>
        stageLine(state.stages.get(name)!, nameWidth, columns, colors.dim(prefix)),
      )
    }
    const running = state.in('running')
    const most = Math.max(1, region!.rows - freeRows)
    const shown = running.slice(0, most).map((name) => stageLine(state.stages.get(name)!, nameWidth, columns))
    const more = running.length > most ? [colors.dim(`  and ${running.length - most} more`)] : []
    return running.length === 0 && isRound ? [] : [...shown, ...more, footer()]
  }

  function footer(): string {
    const [cached, done] = [state.count('cached'), state.count('ran') + state.count('cached')]
    const counts = `${formatCount(done)} of ${formatCount(state.stages.size)} done, ${formatCount(cached)} of them cached`
    const seconds = formatSeconds((Date.now() - since) / 1000)
    return colors.dim(
      `  ${counts}, ${formatCount(state.count('waiting'))} waiting  ${seconds}${stopping ? ', stopping' : ''}`,
    )
  }

  function draw(above = ''): void {
    region?.draw(lines(), above)
  }

  /** Prints what stays, above what is drawn. */
  function say(text: string): void {
    if (region && timer) draw(text)
    else stream.write(text)
  }

  /** Draws the instances of a fan in its place; where the tree is too large then, what has ended is listed instead. */
  function spread(fan: string, instances: readonly string[]): void {
    const wider = tree.flatMap((each) =>
      each.name === fan ? instances.map((name) => ({ name, prefix: each.prefix })) : [each],
    )
    if (tree.length === 0 || wider.length <= region!.rows - freeRows) {
      tree = wider
      return
    }
    tree = []
    const ended = state.in('ran', 'cached', 'skipped', 'failed').map((name) => line(state.stages.get(name)!))
    draw(ended.join(''))
  }

  const line = (view: StageView) => `${stageLine(view, nameWidth, (region?.columns ?? Number.POSITIVE_INFINITY) - 1)}\n`

  return (event: RunEvent) => {
    const view = state.take(event)
    switch (event.type) {
      case 'change-noticed':
        since = event.at
        isRound = true
        stream.write(`\n${changedText(event.paths)}\n`)
        return
      case 'run-started':
        begin()
        return
      case 'run-resumed':
        return say(colors.dim(`${resumedText(event)}\n`))
      case 'stage-started': {
        const why = whyText(event)
        // Plain lines are told as they happen: a long stage says why before it is done.
        if (region || why === '') return
        return say(colors.dim(`  ${event.stage.padEnd(nameWidth)}  ${''.padStart(8)}  runs    ${why}\n`))
      }
      case 'stage-log':
        if (logs) say(event.text.replace(/^(?=.)/gm, `${colors.dim(`${event.stage} │`)} `).replace(/([^\n])$/, '$1\n'))
        return
      case 'stage-finished': {
        if (tree.length > 0) return
        // The reason stands above it already.
        return say(line(region ? view! : { ...view!, reasons: [] }))
      }
      case 'stage-reused':
        if (tree.length === 0 && !region && listsCached) say(line(view!))
        return
      case 'stage-spread':
        nameWidth = Math.max(nameWidth, Math.min(longestOf(event.instances), Math.floor((region?.columns ?? 120) / 3)))
        return spread(event.stage, event.instances)
      case 'stage-retried':
        return say(`${line(view!)}${failureText(event, view!.log)}`)
      case 'stage-skipped':
      case 'stage-stopped':
      case 'stage-blocked':
        if (tree.length === 0 && listsCached) say(line(view!))
        return
      case 'stage-failed':
        return say(`${line(view!)}${failureText(event, view!.log)}`)
      case 'notice':
        return say(`${colors.yellow(event.code)}  ${event.message}\n`)
      case 'run-stopping':
        stopping = true
        return say(
          `Stopping: ${event.stages.length > 0 ? `ending ${event.stages.slice(0, 8).join(', ')}, ` : ''}finishing what is being written. Ctrl-C again ends at once.\n`,
        )
      case 'report-written':
        report = isRound ? '' : `Report: ${event.path}\n`
        return
      case 'lineage-written':
        report += `Lineage: ${event.path}\n`
        return
      case 'run-finished': {
        clearInterval(timer)
        timer = undefined
        if (region && tree.length > 0) draw()
        else region?.clear()
        region?.release()
        const seconds = (Date.now() - since) / 1000
        const took = `${isRound ? '' : 'in '}${formatSeconds(seconds)}${isRound ? ' after the change' : ''}`
        stream.write(`${report}${runSummary(event, state.endings, keepGoing, took)}`)
        return
      }
      case 'watch-waiting':
        stream.write(colors.dim(`Watching ${plural(event.files, 'path')}. Ctrl-C ends.\n`))
    }
  }
}

function longestOf(names: readonly string[]): number {
  return names.reduce((longest, { length }) => Math.max(longest, length), 0)
}

function changedText(paths: readonly string[]): string {
  const shown = paths.slice(0, 3).map((path) => relative(process.cwd(), path) || '.')
  const more = paths.length > 3 ? ` and ${paths.length - 3} more` : ''
  return `${colors.bold(`${shown.join(', ')}${more}`)} changed`
}

function resumedText({ because, stages, done }: Extract<RunEvent, { type: 'run-resumed' }>): string {
  const where = stages.length > 3 ? `${stages.slice(0, 3).join(', ')} and ${stages.length - 3} more` : stages.join(', ')
  return `Going on from the last run, which ${because === 'failed' ? 'failed' : 'was interrupted'} in ${where}${done > 0 ? ` with ${plural(done, 'stage')} done` : ''}.`
}
