import type { Run } from '../../history/run-record.ts'
import type { MimeBundle } from '../mime-bundle.ts'
import { displayRows } from './display-rows.ts'

/** Runs, newest first: when, how it ended, how much it did, and with which parameters where they were not the file's. */
export function displayRuns(runs: readonly Run[]): MimeBundle {
  const rows = runs.map(({ id, startedAt, ok, interrupted, ran, reused, failed, seconds, overrides }) => ({
    run: id,
    started: startedAt.slice(0, 19).replace('T', ' '),
    result: ok === undefined ? '—' : ok ? '● done' : interrupted ? '◌ interrupted' : '✕ failed',
    ran,
    reused,
    failed,
    seconds: seconds === undefined ? null : Math.round(seconds * 10) / 10,
    trial:
      Object.entries(overrides)
        .map(([path, value]) => `${path} = ${JSON.stringify(value)}`)
        .join(', ') || null,
  }))
  return displayRows('runs', rows, 0)
}
