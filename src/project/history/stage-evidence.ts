import { join, relative } from 'node:path'
import { maskValues } from '../../base/mask-values.ts'
import { artifactFolder } from '../../engine/artifact-folder.ts'
import { sizeOf } from '../../engine/cache/stat-token.ts'
import type { ArtifactRecord } from '../../engine/contracts/artifact.ts'
import type { KeyDocument } from '../../engine/contracts/cache.ts'
import type { BorderInput, Source, StageSource } from '../../engine/definition/definition.ts'
import { stageSources } from '../../engine/definition/definition.ts'
import type { Wire } from '../../engine/definition/wire.ts'
import { describeSource } from '../../engine/describe-source.ts'
import type { LinkedStage } from '../../engine/link.ts'
import type { RunSummary } from '../../engine/run-pipeline.ts'
import type { TableView } from '../../report/report-model.ts'
import type { Project } from '../open-project.ts'
import { ownIdentity } from '../own-identity.ts'
import { knownPreview } from '../preview-artifact.ts'
import type { InputEvidence, OutputEvidence, StageEvidence } from './evidence-schema.ts'
import { inputName } from './input-name.ts'
import { partOf } from './part-of.ts'
import type { StageTimeline } from './run-timeline.ts'

/** What each stage of a run read, did and gave. Stages that the run never came to are left out. */
export function stageEvidence(
  project: Project,
  summary: RunSummary,
  timelines: ReadonlyMap<string, StageTimeline>,
): Record<string, StageEvidence> {
  const madeBy = ownIdentity('kinds', 'table')
  const stages: Record<string, StageEvidence> = Object.create(null) as Record<string, StageEvidence>
  for (const name of summary.pipeline.graph.order) {
    const timeline = timelines.get(name)
    if (timeline === undefined) continue
    const stage = summary.pipeline.stages.get(name)!
    // A result that did not pass its checks is there all the same.
    const entry = summary.results.get(name) ?? summary.rejected.get(name)
    const key = keyOf(summary, name)
    const inputs = inputsOf(project, summary, stage, key)
    const outputs = Object.entries(entry?.outputs ?? {}).map(
      ([output, record]) => [output, outputOf(project, stage, output, record, madeBy)] as const,
    )
    stages[name] = {
      ...outcome(timeline, project, stage),
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

/** Without what is there for telling reasons: the evidence tells where inputs come from itself. */
function keyOf({ keys }: RunSummary, name: string): KeyDocument | undefined {
  const key = keys.get(name)
  return key && { fingerprint: key.fingerprint, codeFiles: key.codeFiles }
}

/** How it went, as the events tell. */
function outcome(timeline: StageTimeline, { environment }: Project, { node }: LinkedStage): StageEvidence {
  const { startedAt, endedAt, started, ended, retried } = timeline
  const closed = endedAt === undefined ? {} : { endedAt: new Date(endedAt).toISOString() }
  const times = {
    ...(started === undefined ? {} : { reasons: [...started.reasons] }),
    ...(startedAt === undefined ? {} : { startedAt: new Date(startedAt).toISOString() }),
    ...closed,
    ...(retried.length === 0 ? {} : { retried }),
  }
  const env = new Map(node.env.map((name) => [name, environment.env[name] ?? '']))
  // A value may have come in two pieces.
  const said = timeline.log === '' ? {} : { log: maskValues(timeline.log, env) }
  switch (ended?.type) {
    case 'stage-finished':
      return { state: 'ran', ...times, seconds: ended.seconds, ...cpuOf(ended) }
    case 'stage-reused':
      return { state: 'reused', ...closed, seconds: ended.seconds }
    case 'stage-failed':
      return { state: 'failed', ...times, seconds: ended.seconds, ...cpuOf(ended), error: ended.error, ...said }
    case 'stage-blocked':
      return { state: 'blocked', blockedBy: ended.by }
    case 'stage-skipped':
      return { state: 'skipped', because: ended.because }
    case 'stage-stopped':
      return { state: 'stopped', ...times, seconds: ended.seconds, ...said }
    case undefined:
      return { state: 'stopped', ...times, ...said }
  }
}

const cpuOf = ({ cpuSeconds }: { readonly cpuSeconds?: number }) => (cpuSeconds === undefined ? {} : { cpuSeconds })

function inputsOf(
  project: Project,
  summary: RunSummary,
  { node, manifest }: LinkedStage,
  key: KeyDocument | undefined,
): Record<string, InputEvidence> {
  return Object.fromEntries(
    stageSources(node).map((given): [string, InputEvidence] => {
      const content = contentOf(key, given)
      const from = { from: describeSource(given.source), kind: manifest.inputs[given.port]!.kind }
      const known = content === undefined ? {} : { content }
      return [
        inputName(given),
        { ...from, ...known, ...sourceFacts(project, summary, node.name, given.source, content) },
      ]
    }),
  )
}

/** Of what the stage read when it was decided. */
function contentOf(key: KeyDocument | undefined, { port, label }: StageSource) {
  const input = key?.fingerprint.inputs[port]
  return typeof input === 'object' ? input.many[label ?? ''] : input
}

function sourceFacts(
  project: Project,
  summary: RunSummary,
  stage: string,
  source: Source,
  content: string | undefined,
): Partial<InputEvidence> {
  switch (source.type) {
    case 'border':
      return borderFacts(summary, source)
    case 'wire':
      return wireFacts(project, summary, source, content)
    case 'part': {
      const part = partOf(project.pipeline, stage)
      const named = part === undefined ? {} : { from: describeSource(part.wire), part: part.label }
      return { ...named, bytes: source.artifact.bytes, facts: { ...source.artifact.facts } }
    }
    case 'each':
      return {}
  }
}

function borderFacts({ border }: RunSummary, source: BorderInput): Pick<InputEvidence, 'bytes' | 'files'> {
  const found = border.get(source)
  if (found === undefined) return {}
  const files = found.files.map(({ path, name }) => {
    const [digest, token] = [found.digests[name], found.tokens.get(path)]
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
  { node }: LinkedStage,
  name: string,
  record: ArtifactRecord,
  madeBy: string,
): OutputEvidence {
  const { kind, file, content, bytes, facts, extension } = record
  const path = relative(project.paths.root, join(artifactFolder(project.artifacts, node), `${name}${extension}`))
  const preview = kind === 'table' ? (knownPreview(project, record, madeBy) as TableView | undefined) : undefined
  const columns = preview?.columns.map((column) => ({ name: column.name, type: column.type, nulls: column.nulls }))
  return { kind, path, file, content, bytes, facts: { ...facts }, ...(columns === undefined ? {} : { columns }) }
}
