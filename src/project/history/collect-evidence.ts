import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { sha256 } from '../../base/hash.ts'
import { packageVersion } from '../../base/package-root.ts'
import { readJson } from '../../engine/cache/read-json.ts'
import { statToken } from '../../engine/cache/stat-token.ts'
import type { InputDefinition } from '../../engine/definition/definition.ts'
import { describeSource } from '../../engine/describe-source.ts'
import type { LinkedStage } from '../../engine/link.ts'
import type { RunSummary } from '../../engine/run-pipeline.ts'
import { envNames } from '../env-names.ts'
import type { Project } from '../open-project.ts'
import type { CheckEvidence, Evidence } from './evidence-schema.ts'
import type { GitState } from './git-state.ts'
import { numbersIn } from './numbers-in.ts'
import { stageTimelines, type TimedEvent } from './run-timeline.ts'
import { stageEvidence } from './stage-evidence.ts'

/** A run that has ended. */
export interface EndedRun {
  /** Milliseconds since 1970. */
  readonly startedAt: number
  readonly endedAt: number
  readonly events: readonly TimedEvent[]
  readonly summary: RunSummary
  readonly trial: boolean
  /** What was typed, where the command line started it. */
  readonly arguments: readonly string[] | undefined
  readonly git: GitState | undefined
}

/** A larger document holds data and not metrics. */
const largestMetrics = 1_000_000

/**
 * All that is known of a run, in one document: what it was asked, what it was made of and ran on, and what came out. What is
 * not known is left out. Of environment values it holds digests alone.
 */
export function collectEvidence(project: Project, run: EndedRun): Evidence {
  const { summary, events, git } = run
  const startedAt = new Date(run.startedAt).toISOString()
  const began = events.find(({ event }) => event.type === 'run-started')?.event
  const finished = events.find(({ event }) => event.type === 'run-finished')?.event
  return {
    format: 2,
    id: `${startedAt.replace(/[:.]/g, '-')}-${process.pid}`,
    uuid: randomUUID(),
    pipeline: project.pipeline.definition.name,
    startedAt,
    endedAt: new Date(run.endedAt).toISOString(),
    // The clock may be set while it runs; this is measured.
    seconds: finished?.type === 'run-finished' ? finished.seconds : (run.endedAt - run.startedAt) / 1000,
    ok: summary.ok,
    interrupted: summary.interrupted,
    trial: run.trial,
    ...(run.arguments === undefined ? {} : { arguments: [...run.arguments] }),
    overrides: project.overrides,
    selected: began?.type === 'run-started' ? [...began.stages] : [],
    definition: definitionOf(project, summary),
    versions: {
      millrace: packageVersion(),
      node: process.versions.node,
      v8: process.versions.v8,
      duckdb: project.environment.duckdb,
    },
    platform: process.platform,
    arch: process.arch,
    environment: environmentOf(project),
    ...(git === undefined ? {} : { git: gitOf(git) }),
    stages: stageEvidence(project, summary, stageTimelines(events)),
    metrics: metricsOf(project, summary),
    ...(summary.checks.size === 0 ? {} : { checks: checksOf(summary) }),
    notices: events.flatMap(({ event }) => {
      if (event.type !== 'notice') return []
      const { code, message, stage } = event
      return [{ code, message, ...(stage === undefined ? {} : { stage }) }]
    }),
  }
}

function definitionOf({ paths, tokens }: Project, { pipeline }: RunSummary): Evidence['definition'] {
  const { definition, graph, stages } = pipeline
  // A file that was touched since it was read may say something else than what ran.
  const digest = (file: string) => (statToken(file) === tokens[file] ? sha256(readFileSync(file)) : null)
  return {
    file: relative(paths.root, paths.pipeline),
    files: Object.fromEntries(definition.files.map((file) => [relative(paths.root, file), digest(file)])),
    seed: definition.seed,
    stages: Object.fromEntries(graph.order.map((name) => [name, definedStage(stages.get(name)!)])),
  }
}

function definedStage({ node, code, params }: LinkedStage): Evidence['definition']['stages'][string] {
  const { each, when, retries, memoryBytes, timeoutMs } = node
  const given = (input: InputDefinition) =>
    input.type === 'one'
      ? describeSource(input.source)
      : Object.fromEntries([...input.sources].map(([label, source]) => [label, describeSource(source)]))
  return {
    ...(node.use === undefined ? {} : { use: node.use }),
    ...(node.command === undefined ? {} : { sh: node.command.text }),
    language: code.language,
    in: Object.fromEntries([...node.inputs].map(([port, input]) => [port, given(input)])),
    params,
    ...(each === undefined ? {} : { each: describeSource(each.wire) + (each.by ? ` by ${each.by.join(', ')}` : '') }),
    ...(when === undefined ? {} : { when: when.text }),
    ...(retries.times === 0 ? {} : { retries: retries.times }),
    threads: node.threads,
    ...(memoryBytes === undefined ? {} : { memoryBytes }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    env: [...node.env],
  }
}

function environmentOf(project: Project): Evidence['environment'] {
  const { env } = project.environment
  return Object.fromEntries(envNames(project).map((name) => [name, env[name] === undefined ? null : sha256(env[name])]))
}

function gitOf({ commit, dirty, repository }: GitState): Evidence['git'] {
  return {
    commit,
    ...(dirty === undefined ? {} : { dirty }),
    ...(repository === undefined ? {} : { repository }),
  }
}

function checksOf({ checks, pipeline }: RunSummary): CheckEvidence[] {
  return pipeline.graph.order.flatMap((stage) =>
    (checks.get(stage) ?? []).map(({ name, level, ok, seen, expected, output, column }) => ({
      stage,
      check: name,
      level,
      ok,
      seen,
      expected,
      ...(output === undefined ? {} : { output }),
      ...(column === undefined ? {} : { column }),
    })),
  )
}

function metricsOf({ store }: Project, { results, rejected, pipeline }: RunSummary): Evidence['metrics'] {
  const metrics: Evidence['metrics'] = {}
  for (const stage of pipeline.graph.order) {
    for (const [output, { kind, file, bytes }] of Object.entries(
      (results.get(stage) ?? rejected.get(stage))?.outputs ?? {},
    )) {
      if (kind !== 'json' || bytes > largestMetrics) continue
      const numbers = numbersIn(readJson(store.objectPath(file)))
      if (Object.keys(numbers).length > 0) metrics[`${stage}.${output}`] = numbers
    }
  }
  return metrics
}
