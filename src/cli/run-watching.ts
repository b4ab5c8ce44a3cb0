import { toErrorDocument } from '../base/errors/to-error-document.ts'
import { type WatchOptions, watchProject } from '../project/watch-project.ts'
import { writeSnapshot } from '../project/write-snapshot.ts'
import { formatError } from './print/print-error.ts'
import { snapshotRequest } from './snapshot-key.ts'

/** `run --watch`: tells each round until it is interrupted. What is broken for a moment is told and waited out. */
export async function runWatching(options: WatchOptions, json: boolean): Promise<void> {
  const given = process.argv.slice(2).filter((argument) => argument !== '--watch' && argument !== '-w')
  const request = snapshotRequest(given)
  for await (const round of watchProject(options)) {
    if (round.type === 'ran') {
      // So that the same command without --watch has nothing to do.
      if (request !== undefined) writeSnapshot(round.project, request.key, round.summary, round.events)
      continue
    }
    const error = toErrorDocument(round.error)
    if (json) process.stdout.write(`${JSON.stringify({ type: 'error', error })}\n`)
    else process.stderr.write(formatError(error))
  }
}
