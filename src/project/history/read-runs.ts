import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readJson } from '../../engine/cache/read-json.ts'
import type { Run, RunRecord, RunStage } from './run-record.ts'

/** The runs of a pipeline that the store has records of, newest first. A damaged record is passed over. */
export function readRuns(store: string, pipeline: string): Run[] {
  return [...eachRun(store, pipeline)].sort((a, b) =>
    a.startedAt < b.startedAt ? 1 : a.startedAt > b.startedAt ? -1 : a.id < b.id ? 1 : -1,
  )
}

/** The same, read one after the other: for who stops at the first that fits. Their names begin with their times. */
export function* eachRun(store: string, pipeline: string): Generator<Run> {
  const folder = join(store, 'runs')
  if (!existsSync(folder)) return
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
  for (const name of names.sort().reverse()) {
    const record = readJson<RunRecord>(join(folder, name))
    const ours = record?.format === 1 && record.pipeline === pipeline && Array.isArray(record.events)
    if (ours) yield readRun(name.slice(0, -'.json'.length), record)
  }
}

function readRun(id: string, record: RunRecord): Run {
  const finished = record.events.find((event) => event.type === 'run-finished')
  const stages: Record<string, RunStage> = Object.create(null) as Record<string, RunStage>
  for (const event of record.events) {
    if (event.type === 'stage-finished' || event.type === 'stage-reused') {
      const { fingerprint, seconds, outputs } = event
      stages[event.stage] = { state: event.type === 'stage-finished' ? 'ran' : 'reused', fingerprint, seconds, outputs }
    } else if (event.type === 'stage-failed') {
      const { seconds, error, fingerprint, outputs } = event
      const result = fingerprint === undefined || outputs === undefined ? {} : { fingerprint, outputs }
      stages[event.stage] = { state: 'failed', seconds, error, ...result }
    } else if (event.type === 'stage-blocked') stages[event.stage] = { state: 'blocked' }
    else if (event.type === 'stage-skipped') stages[event.stage] = { state: 'skipped' }
    else if (event.type === 'stage-stopped') stages[event.stage] = { state: 'stopped', seconds: event.seconds }
  }
  const { startedAt, overrides, seed, commit } = record
  return {
    id,
    startedAt,
    ok: finished?.ok,
    interrupted: finished?.interrupted ?? false,
    ran: finished?.ran ?? 0,
    reused: finished?.reused ?? 0,
    failed: finished?.failed ?? 0,
    seconds: finished?.seconds,
    overrides,
    arguments: record.arguments,
    seed,
    versions: record.versions ?? {},
    commit,
    stages,
    metrics: record.metrics ?? {},
  }
}
