import { performance } from 'node:perf_hooks'
import type { RunEvent } from '../engine/events.ts'
import { projectPaths } from '../project/project-paths.ts'
import { readSnapshot } from '../project/read-snapshot.ts'
import { snapshotRequest } from './snapshot-key.ts'

/**
 * Answers `run` and `status` from the plan snapshot while nothing has changed, with Node's built-ins alone.
 * @returns the exit code, or undefined when the whole program must look
 */
export function nothingToDo(argv: readonly string[]): number | undefined {
  const started = performance.now()
  const request = snapshotRequest(argv)
  if (request === undefined) return undefined
  const snapshot = readSnapshot(projectPaths(request.pipeline).store, request.key)
  if (snapshot === undefined) return undefined
  const reused = snapshot.events.filter(({ type }) => type === 'stage-reused').length
  if (request.command === 'status') {
    if (request.json) return undefined
    process.stderr.write(`Nothing is stale: ${reused} stages are up to date.\n`)
    return 0
  }
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
  process.stderr.write(`Nothing to do: 0 stages ran, ${reused} are up to date.\n`)
  if (report?.type === 'report-written') process.stderr.write(`Report: ${report.path}\n`)
  return 0
}
