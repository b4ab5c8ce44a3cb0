import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readJson } from '../../engine/cache/read-json.ts'
import type { Evidence, StageEvidence } from './evidence-schema.ts'
import type { EventRecord, Run, RunRecord, RunStage } from './run-record.ts'

/**
 * The runs that the store has records of, newest first. A damaged record is passed over.
 * @param pipeline only of this one
 */
export function readRuns(store: string, pipeline?: string): Run[] {
  return [...eachRun(store, pipeline)].sort((a, b) =>
    a.startedAt < b.startedAt ? 1 : a.startedAt > b.startedAt ? -1 : a.id < b.id ? 1 : -1,
  )
}

/** The same, read one after the other: for who stops at the first that fits. Their names begin with their times. */
export function* eachRun(store: string, pipeline?: string): Generator<Run> {
  const folder = join(store, 'runs')
  if (!existsSync(folder)) return
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
  for (const name of names.sort().reverse()) {
    const run = readRun(store, name, pipeline)
    if (run !== undefined) yield run
  }
}

/**
 * One run from its record; undefined where that is damaged, or of another pipeline than the one that is asked for.
 * @param name of the record in the store's folder `runs`
 */
export function readRun(store: string, name: string, pipeline?: string): Run | undefined {
  const record = readJson<RunRecord>(join(store, 'runs', name))
  if (record === undefined || (pipeline !== undefined && record.pipeline !== pipeline)) return undefined
  if (record.format === 2 && typeof record.stages === 'object') return fromEvidence(record)
  if (record.format === 1 && Array.isArray(record.events)) return fromEvents(name.slice(0, -'.json'.length), record)
  return undefined
}

function fromEvidence(evidence: Evidence): Run {
  const { id, pipeline, startedAt, ok, interrupted, seconds, overrides, metrics, git, platform, arch } = evidence
  const states = Object.values(evidence.stages).map(({ state }) => state)
  const count = (counted: StageEvidence['state']) => states.filter((state) => state === counted).length
  return {
    id,
    pipeline,
    startedAt,
    ok,
    interrupted,
    ran: count('ran'),
    reused: count('reused'),
    failed: count('failed'),
    seconds,
    overrides,
    arguments: evidence.arguments,
    seed: evidence.definition.seed,
    versions: { ...evidence.versions, platform: `${platform}-${arch}` },
    commit: git?.commit,
    dirty: git?.dirty,
    stages: Object.fromEntries(Object.entries(evidence.stages).map(([name, stage]) => [name, runStage(stage)])),
    metrics,
    checks: evidence.checks,
    evidence,
  }
}

function runStage({ state, fingerprint, seconds, outputs, error }: StageEvidence): RunStage {
  return {
    state,
    ...(error === undefined ? {} : { error }),
    ...(fingerprint === undefined ? {} : { fingerprint }),
    ...(seconds === undefined ? {} : { seconds }),
    ...(outputs === undefined ? {} : { outputs }),
  }
}

function fromEvents(id: string, record: EventRecord): Run {
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
  const { pipeline, startedAt, overrides, seed, commit } = record
  return {
    id,
    pipeline,
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
    dirty: undefined,
    stages,
    metrics: record.metrics ?? {},
    checks: undefined,
    evidence: undefined,
  }
}
