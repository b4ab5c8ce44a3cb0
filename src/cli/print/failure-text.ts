import type { RunEvent } from '../../engine/events.ts'
import { colors } from './colors.ts'
import type { LogTail } from './log-tail.ts'
import { formatError } from './print-error.ts'

type Failure = Pick<Extract<RunEvent, { type: 'stage-failed' }>, 'error' | 'again' | 'log'>

/** What a stage failed with, and what it printed last. */
export function failureText({ error, again, log: file }: Failure, log: LogTail): string {
  if (again) return colors.dim(indent(`as before: ${error.code} ${error.message.split('\n')[0]}\n`))
  const { lines } = log
  if (lines.length === 0) return indent(formatError(error))
  // A transcript has shown the lines that matter.
  if (error.transcript !== undefined)
    return indent(`${formatError(error)}${file === undefined ? '' : `All that it printed: ${file}\n`}`)
  const title = log.isCut ? 'It printed last' : 'It printed'
  const where = file === undefined ? '' : ` (${file})`
  const printed = lines.map((line) => `${colors.dim('│')} ${line}\n`).join('')
  return indent(`${formatError(error)}${title}${where}:\n${printed}`)
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ')
}
