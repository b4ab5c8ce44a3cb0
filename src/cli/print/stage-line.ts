import { describeReason } from '../../engine/describe-reason.ts'
import { colors } from './colors.ts'
import { fitWidth, textWidth } from './fit-width.ts'
import { formatSeconds, plural } from './format.ts'
import { progressText } from './progress-text.ts'
import type { StageView } from './run-state.ts'

/** A stage that is done sooner needs no bar. */
const barAfterSeconds = 1

const marks: Readonly<Record<StageView['state'], string>> = {
  waiting: colors.dim('·'),
  running: colors.cyan('◌'),
  ran: colors.green('●'),
  cached: colors.dim('○'),
  failed: colors.red('✕'),
  blocked: colors.yellow('–'),
  stopped: colors.yellow('■'),
  skipped: colors.dim('↷'),
  retried: colors.yellow('↻'),
}

/**
 * One stage as a line: mark, name, time, and how it stands.
 * @param nameWidth columns for the prefix and the name; a longer name is cut
 * @param columns of the whole line
 */
export function stageLine(view: StageView, nameWidth: number, columns: number, prefix = ''): string {
  const running = view.state === 'running'
  const seconds = running ? (Date.now() - view.since) / 1000 : view.seconds
  const hasTime = running || view.state === 'ran' || view.state === 'failed' || view.state === 'stopped'
  const head = fitWidth(`${prefix}${marks[view.state]} ${view.name}`, nameWidth + 2)
  const padding = ' '.repeat(Math.max(0, nameWidth + 2 - textWidth(head)))
  const time = hasTime ? formatSeconds(seconds) : ''
  const before = `${head}${padding}  ${time.padStart(8)}  `
  const rest = howItStands(view, seconds, columns - textWidth(before))
  const isQuiet = view.state === 'cached' || view.state === 'waiting' || view.state === 'skipped'
  return isQuiet ? colors.dim(`${before}${rest}`.trimEnd()) : `${before}${rest}`.trimEnd()
}

function howItStands(view: StageView, seconds: number, width: number): string {
  switch (view.state) {
    case 'waiting':
      return ''
    case 'running': {
      if (view.progress !== undefined && seconds >= barAfterSeconds) return progressText(view.progress, seconds, width)
      const last = seconds >= barAfterSeconds ? view.log.last : undefined
      return `running ${quiet(last ?? whyText(view))}`
    }
    case 'ran': {
      const outputs = outputsText(view)
      const why = whyText(view)
      return `ran     ${outputs}${outputs === '' || why === '' ? '' : '  '}${quiet(why)}`
    }
    case 'cached':
      return `cached  ${outputsText(view)}`
    case 'failed':
      return 'failed'
    case 'stopped':
      return 'stopped'
    case 'skipped':
      return `skipped: ${view.note}`
    case 'retried':
      return `failed; ${view.note}`
    case 'blocked':
      return `not run: ${view.by} failed`
  }
}

const quiet = (text: string) => (text === '' ? '' : colors.dim(text))

/** Why a stage runs; nothing on a first run, or in a fresh clone, where every stage would say the same. */
export function whyText({ reasons }: Pick<StageView, 'reasons'>): string {
  const isNews = reasons.some(({ type }) => type !== 'never-run' && type !== 'no-result')
  return isNews ? reasons.map(describeReason).join('; ') : ''
}

function outputsText({ outputs, parts, checks }: StageView): string {
  const rows = Object.entries(outputs).flatMap(([name, { facts }]) =>
    typeof facts.rows === 'number' ? [`${name} ${plural(facts.rows, 'row')}`] : [],
  )
  return [...rows, ...[parts, checks].filter((text) => text !== undefined)].join(', ')
}
