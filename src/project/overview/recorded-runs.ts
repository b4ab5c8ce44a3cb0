import { existsSync, readdirSync } from 'node:fs'
import type { LocalStore } from '../../engine/cache/local-store.ts'
import { readJson } from '../../engine/cache/read-json.ts'
import { writeMemory } from '../../engine/cache/write-memory.ts'
import type { RunOverview } from '../../report/overview/overview-model.ts'
import { readRun } from '../history/read-runs.ts'
import type { Run } from '../history/run-record.ts'

/** What the overview needs of a run: a few facts of a document that may hold megabytes. */
export interface RecordedRun {
  readonly pipeline: string
  /** The pipeline file, from the root of the project; records from before there was evidence do not say. */
  readonly file?: string
  readonly run: RunOverview
}

/**
 * All runs that the store has records of, newest first. A record never changes once it is written, so each is read once
 * and remembered: O(new runs), after the first time.
 */
export function recordedRuns(store: LocalStore): readonly RecordedRun[] {
  const folder = store.path('runs')
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : []
  const memo = store.path('memo', 'recorded-runs.json')
  const known = readJson<Record<string, RecordedRun>>(memo) ?? {}
  const entries = names.sort().flatMap((name): [string, RecordedRun][] => {
    const found = known[name] ?? factsOf(readRun(store.root, name))
    return found === undefined ? [] : [[name, found]]
  })
  if (entries.some(([name]) => !(name in known)) || Object.keys(known).length > entries.length)
    writeMemory(memo, Object.fromEntries(entries))
  return entries
    .map(([, found]) => found)
    .sort((a, b) => (a.run.startedAt < b.run.startedAt ? 1 : a.run.startedAt > b.run.startedAt ? -1 : 0))
}

function factsOf(run: Run | undefined): RecordedRun | undefined {
  if (run === undefined) return undefined
  const { id, pipeline, startedAt, seconds, ran, reused, failed, commit, dirty, overrides, evidence } = run
  return {
    pipeline,
    ...(evidence === undefined ? {} : { file: evidence.definition.file }),
    run: {
      id,
      startedAt,
      ...(seconds === undefined ? {} : { seconds }),
      result: run.ok === undefined ? 'unknown' : run.interrupted ? 'stopped' : run.ok ? 'ok' : 'failed',
      ran,
      reused,
      failed,
      ...(commit === undefined ? {} : { commit }),
      ...(dirty === undefined ? {} : { dirty }),
      set: Object.entries(overrides).map(([path, value]) => `${path}=${JSON.stringify(value)}`),
    },
  }
}
