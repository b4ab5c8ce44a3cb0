import type { RunEvent } from '../../engine/events.ts'
import { plural } from './format.ts'

type Finished = Extract<RunEvent, { type: 'run-finished' }>

/** The stages of a run by how they ended, in the order of the pipeline. */
export interface Endings {
  readonly done: readonly string[]
  readonly failed: readonly string[]
  readonly stopped: readonly string[]
  readonly left: readonly string[]
}

/**
 * What a run came to, in one line; of one that did not come to its end also where it stands and what to do.
 * @param took how long, as it is to be read: `in 1.20 s`
 */
export function runSummary(event: Finished, endings: Endings, keepGoing: boolean, took: string): string {
  const counts = [
    `${plural(event.ran, 'stage')} ran`,
    `${event.reused} up to date`,
    event.skipped > 0 ? `${event.skipped} skipped` : '',
    event.failed > 0 ? `${plural(event.failed, 'stage')} failed` : '',
    event.blocked > 0 ? `${event.blocked} not run` : '',
    event.stopped > 0 ? `${event.stopped} stopped` : '',
    event.left > 0 ? `${event.left} not started` : '',
  ].filter((text) => text !== '')
  const head = event.interrupted ? 'Interrupted' : event.ok ? 'Done' : 'Failed'
  const line = `${head}: ${counts.join(', ')}, ${took}.\n`
  if (event.interrupted) return `${line}${whereItStands(endings)}Nothing is lost: the next run goes on from there.\n`
  if (event.ok) return line
  const more =
    event.left > 0 && !keepGoing ? ' With --keep-going a run also does what does not depend on what failed.' : ''
  return `${line}What is done is kept: the next run goes on from there.${more}\n`
}

function whereItStands({ done, stopped, failed, left }: Endings): string {
  const rows: [string, readonly string[]][] = [
    ['done and kept', done],
    ['failed', failed],
    ['stopped', stopped],
    ['not started', left],
  ]
  return rows.map(([title, names]) => (names.length > 0 ? `  ${title.padEnd(13)}  ${few(names)}\n` : '')).join('')
}

function few(names: readonly string[]): string {
  return names.length > 8 ? `${names.slice(0, 8).join(', ')} and ${names.length - 8} more` : names.join(', ')
}
