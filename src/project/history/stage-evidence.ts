import { join, relative } from 'node:path'
import { sizeOf } from '../../engine/cache/stat-token.ts'
import type { ArtifactRecord, KeyDocument } from '../../engine/contracts/cache.ts'
import type { BorderInput, StageSource, Wire } from '../../engine/definition/definition.ts'
import { stageSources } from '../../engine/definition/definition.ts'
import type { RunSummary } from '../../engine/run-pipeline.ts'
import type { TableView } from '../../report/report-model.ts'
import type { Project } from '../open-project.ts'
import { ownIdentity } from '../own-identity.ts'
import { knownPreview } from '../preview-artifact.ts'
import type { InputEvidence, OutputEvidence, StageEvidence } from './evidence-schema.ts'
import { inputName } from './input-name.ts'
import type { StageTimeline } from './run-timeline.ts'

/** What each stage of a run read, did and gave. Stages that the run never came to are left out. */
export function stageEvidence(
  project: Project,
  summary: RunSummary,
  timelines: ReadonlyMap<string, StageTimeline>,
): Record<string, StageEvidence> {
  const madeBy = ownIdentity('kinds', 'table')
  const stages: Record<string, StageEvidence> = Object.create(null) as Record<string, StageEvidence>
  for (const name of project.pipeline.graph.order) {
    const timeline = timelines.get(name)
    if (timeline === undefined) continue
    const entry = summary.results.get(name)
    const key = summary.keys.get(name)
    const inputs = inputsOf(project, summary, name, key)
    const outputs = Object.entries(entry?.outputs ?? {}).map(
      ([output, record]) => [output, outputOf(project, name, output, record, madeBy)] as const,
    )
    stages[name] = {
      ...outcome(timeline),
      ...(key === undefined ? {} : { key }),
      ...(key !== undefined && entry !== undefined ? { fingerprint: entry.fingerprint } : {}),
      ...(Object.keys(inputs).length > 0 ? { inputs } : {}),
      ...(outputs.length > 0 ? { outputs: Object.fromEntries(outputs) } : {}),
      ...(timeline.ended?.type === 'stage-reused' && entry ? { madeAt: new Date(entry.finishedAt).toISOString() } : {}),
      ...(summary.unrecorded.has(name) ? { recorded: false } : {}),
    }
  }
  return stages
}

/** How it went, as the events tell. */
function outcome({ startedAt, endedAt, started, ended, log }: StageTimeline): StageEvidence {
  const closed = endedAt === undefined ? {} : { endedAt: new Date(endedAt).toISOString() }
  const times = {
    ...(started === undefined ? {} : { reasons: [...started.reasons] }),
    ...(startedAt === undefined ? {} : { startedAt: new Date(startedAt).toISOString() }),
    ...closed,
  }
  switch (ended?.type) {
    case 'stage-finished':
      return { state: 'ran', ...times, seconds: ended.seconds, ...cpuOf(ended) }
    case 'stage-reused':
      return { state: 'reused', ...closed, seconds: ended.seconds }
    case 'stage-failed': {
      const state = ended.error.code === 'E_INTERRUPTED' ? 'interrupted' : 'failed'
      const said = log === '' ? {} : { log }
      return { state, ...times, seconds: ended.seconds, ...cpuOf(ended), error: ended.error, ...said }
    }
    case 'stage-blocked':
      return { state: 'blocked', blockedBy: ended.by }
    case undefined:
      return { state: 'interrupted', ...times }
  }
}

const cpuOf = ({ cpuSeconds }: { readonly cpuSeconds?: number }) => (cpuSeconds === undefined ? {} : { cpuSeconds })

function inputsOf(
  project: Project,
  summary: RunSummary,
  name: string,
  key: KeyDocument | undefined,
): Record<string, InputEvidence> {
  const { node, manifest } = project.pipeline.stages.get(name)!
  return Object.fromEntries(
    stageSources(node).map((given): [string, InputEvidence] => {
      const { port, source } = given
      const content = contentOf(key, given)
      const known = content === undefined ? {} : { content }
      if (source.type === 'border') {
        return [inputName(given), { from: source.written, kind: 'file', ...known, ...borderFacts(summary, source) }]
      }
      const from = `${source.stage}.${source.output}`
      return [
        inputName(given),
        { from, kind: manifest.inputs[port]!.kind, ...known, ...wireFacts(project, summary, source, content) },
      ]
    }),
  )
}

/** Of what the stage read when it was decided. */
function contentOf(key: KeyDocument | undefined, { port, label }: StageSource) {
  const input = key?.fingerprint.inputs[port]
  return typeof input === 'object' ? input.many[label ?? ''] : input
}

function borderFacts({ border }: RunSummary, source: BorderInput): Pick<InputEvidence, 'bytes' | 'files'> {
  const found = border.get(source)
  if (found === undefined) return {}
  const files = found.files.map(({ path, name }, i) => {
    const [digest, token] = [found.digests[i], found.tokens.get(path)]
    const bytes = token === undefined ? undefined : sizeOf(token)
    return { name, ...(digest === undefined ? {} : { digest }), ...(bytes === undefined ? {} : { bytes }) }
  })
  const sizes = files.map(({ bytes }) => bytes)
  const bytes = sizes.reduce((sum, size) => (sum === undefined || size === undefined ? undefined : sum + size), 0)
  return { files, ...(bytes === undefined ? {} : { bytes }) }
}

/** From this run, or, for a stage that it left out, from the lock file where that tells of the same content. */
function wireFacts(project: Project, { results }: RunSummary, wire: Wire, content: string | undefined) {
  const record = results.get(wire.stage)?.outputs[wire.output] ?? project.lock?.stages[wire.stage]?.outputs[wire.output]
  if (record === undefined || record.content !== content) return {}
  return { bytes: record.bytes, facts: { ...record.facts } }
}

function outputOf(
  project: Project,
  stage: string,
  name: string,
  record: ArtifactRecord,
  madeBy: string,
): OutputEvidence {
  const { kind, file, content, bytes, facts, extension } = record
  const path = relative(project.paths.root, join(project.artifacts, stage, `${name}${extension}`))
  const preview = kind === 'table' ? (knownPreview(project, record, madeBy) as TableView | undefined) : undefined
  const columns = preview?.columns.map((column) => ({ name: column.name, type: column.type, nulls: column.nulls }))
  return { kind, path, file, content, bytes, facts: { ...facts }, ...(columns === undefined ? {} : { columns }) }
}
