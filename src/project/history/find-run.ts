import { didYouMean } from '../../base/did-you-mean.ts'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Run } from './run-record.ts'

/**
 * The run that is meant by an id, the beginning of one that no other begins with, `last`, or `last~2`: two before it.
 * @param runs newest first
 * @throws E_UNKNOWN_RUN
 */
export function findRun(runs: readonly Run[], text: string): Run {
  const last = /^last(?:~(\d+))?$/.exec(text)
  if (last !== null) {
    const run = runs[Number(last[1] ?? 0)]
    if (run !== undefined) return run
    throw new MillraceError('E_UNKNOWN_RUN', `there is no run "${text}"; recorded: ${runs.length}`, {
      hint: runs.length === 0 ? 'Run the pipeline first: millrace run.' : '`millrace runs` lists them.',
    })
  }
  const exact = runs.find(({ id }) => id === text)
  if (exact !== undefined) return exact
  const found = runs.filter(({ id }) => text !== '' && id.startsWith(text))
  if (found.length === 1) return found[0]!
  if (found.length > 1) {
    const ids = found.slice(0, 3).map(({ id }) => id)
    throw new MillraceError('E_UNKNOWN_RUN', `the ids of ${found.length} runs begin with "${text}"`, {
      hint: `Write more of it: ${ids.join(', ')}${found.length > 3 ? ', …' : ''}.`,
    })
  }
  const known = ['last', 'last~1', ...runs.map(({ id }) => id).slice(0, 8)]
  throw new MillraceError('E_UNKNOWN_RUN', `there is no run "${text}"`, { hint: didYouMean(text, known) })
}
