import type { RunEvent } from '../engine/events.ts'
import { clearLeftOvers } from '../project/clear-left-overs.ts'
import { projectPaths } from '../project/project-paths.ts'
import { readSnapshot } from '../project/read-snapshot.ts'
import { plural } from './print/format.ts'
import { snapshotRequest } from './snapshot-key.ts'

/**
 * Answers `run` and `status` from the plan snapshot while nothing has changed, with Node's built-ins alone. Artifacts that
 * were removed are put back.
 * @returns the exit code, or undefined when the whole program must look
 */
export async function nothingToDo(argv: readonly string[]): Promise<number | undefined> {
  const started = performance.now()
  const request = snapshotRequest(argv)
  if (request === undefined) return undefined
  const paths = projectPaths(request.pipeline)
  const { store } = paths
  const found = readSnapshot(store, request.key)
  if (found === undefined) return undefined
  const { snapshot, gone } = found
  const reused = snapshot.events.filter(({ type }) => type === 'stage-reused').length
  // What was said last time and is as true now.
  const warnings = snapshot.events
    .flatMap((event) => (event.type === 'notice' ? [`${event.code}  ${event.message}\n`] : []))
    .join('')
  if (request.command === 'status') {
    if (request.json) return undefined
    process.stderr.write(`${warnings}Nothing is stale: ${plural(reused, 'stage')} up to date.\n`)
    return 0
  }
  if (gone.length > 0) {
    const { putBack } = await import('../project/put-back.ts')
    if (!(await putBack(store, request.key, found))) return undefined
  }
  for (const event of snapshot.events) if (event.type === 'run-started') clearLeftOvers(paths, event.pipeline)
  const seconds = (performance.now() - started) / 1000
  const finished: RunEvent = {
    type: 'run-finished',
    ok: true,
    interrupted: false,
    ran: 0,
    reused,
    failed: 0,
    blocked: 0,
    skipped: snapshot.events.filter((event) => event.type === 'stage-skipped').length,
    stopped: 0,
    left: 0,
    seconds,
  }
  if (request.json) {
    process.stdout.write([...snapshot.events, finished].map((event) => `${JSON.stringify(event)}\n`).join(''))
    return 0
  }
  const report = snapshot.events.find((event) => event.type === 'report-written')
  process.stderr.write(`${warnings}Nothing to do: 0 stages ran, ${reused} are up to date.\n`)
  if (gone.length > 0)
    process.stderr.write(`Put back from the store: ${plural(gone.length, 'artifact')} that had been removed.\n`)
  if (report?.type === 'report-written') process.stderr.write(`Report: ${report.path}\n`)
  return 0
}
