import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { packageRoot } from '../base/package-root.ts'
import type { ActionEntry, ArtifactRecord } from '../engine/contracts/cache.ts'
import type { Wire } from '../engine/definition/definition.ts'
import { stageSources } from '../engine/definition/definition.ts'
import { describeReason } from '../engine/describe-reason.ts'
import type { LinkedStage } from '../engine/link.ts'
import type { Figure } from '../report/figure.ts'
import type { Findings, ModelView, PortView, ReportModel, StageCard, TableView } from '../report/report-model.ts'
import type { GitState } from './history/git-state.ts'
import { inputName } from './history/input-name.ts'
import type { Project } from './open-project.ts'
import { ownIdentity } from './own-identity.ts'
import { previewArtifact } from './preview-artifact.ts'
import { provenance } from './provenance.ts'
import type { StageResult } from './stage-result.ts'

/** Gathers all that the report shows, as data. Previews come from their memory where the artifact is an old one. */
export async function buildReport(
  project: Project,
  results: ReadonlyMap<string, StageResult>,
  git: GitState | undefined,
): Promise<ReportModel> {
  const { definition, graph, stages } = project.pipeline
  const madeBy = ownIdentity('kinds', 'table')
  const cards = await Promise.all(
    graph.order.map((name) => stageCard(project, stages.get(name)!, results.get(name)!, madeBy)),
  )
  const findings = new Map<string, Findings>()
  for (const wire of [definition.report.answer, ...definition.report.warnings]) {
    const value = wire && jsonOf(cards, wire)
    if (value !== undefined) findings.set(`${wire!.stage}.${wire!.output}`, value as Findings)
  }
  const answer = definition.report.answer
  const answered = answer && findings.get(`${answer.stage}.${answer.output}`)
  return {
    pipeline: definition.name,
    title: definition.report.title ?? definition.name,
    ...(definition.report.question === undefined ? {} : { question: definition.report.question }),
    ...(answered === undefined ? {} : { answer: answered }),
    warnings: definition.report.warnings.flatMap((wire) =>
      (findings.get(`${wire.stage}.${wire.output}`)?.warnings ?? []).map((text) => ({ stage: wire.stage, text })),
    ),
    edges: graph.order.flatMap((to) => graph.parents.get(to)!.map((from) => ({ from, to }))),
    stages: cards,
    reproduce: {
      commands: ['npm ci', runCommand(project), runCommand(project, 'verify')],
    },
    provenance: provenance(project, cards, results, git),
  }
}

function runCommand(project: Project, command = ''): string {
  const file = relative(project.paths.root, project.paths.pipeline)
  const trial = Object.entries(project.overrides).map(([path, value]) => `--set ${path}=${JSON.stringify(value)}`)
  const words = ['npx tsx run-pipeline', command, file === 'pipeline.yaml' ? '' : `--pipeline ${file}`]
  return [...words, ...(command === '' ? trial : [])].filter(Boolean).join(' ')
}

async function stageCard(
  project: Project,
  stage: LinkedStage,
  result: StageResult,
  madeBy: string,
): Promise<StageCard> {
  const { node, code, params } = stage
  const { state, reasons, entry, error } = result
  return {
    name: node.name,
    use: node.use,
    description: code.description,
    state,
    reasons: reasons.map(describeReason),
    ...(entry === undefined ? {} : { seconds: entry.seconds }),
    params: Object.entries(params as Record<string, unknown>).map(([name, value]) => ({
      name,
      value,
      isDefault: !isDeepStrictEqual(node.params[name], value) && !(name in node.params),
    })),
    code: sourceFiles(project, stage),
    inputs: stageSources(node).map(
      ({ port, label, source }): PortView => ({
        name: inputName({ port, label }),
        kind: stage.manifest.inputs[port]!.kind,
        ...digestOf(project, result.entry, port, label),
        from: source.type === 'wire' ? `${source.stage}.${source.output}` : source.written,
        ...(stage.manifest.inputs[port]!.tag === undefined ? {} : { tag: stage.manifest.inputs[port]!.tag! }),
      }),
    ),
    outputs: await Promise.all(
      Object.entries(entry?.outputs ?? {}).map(([name, record]) => outputView(project, stage, name, record, madeBy)),
    ),
    ...(entry?.log ? { log: entry.log } : {}),
    ...(error === undefined ? {} : { error }),
  }
}

/** Of what the stage read when its result was made. */
function digestOf({ store }: Project, entry: ActionEntry | undefined, port: string, label: string | undefined) {
  const input = entry && store.key(entry.fingerprint)?.fingerprint.inputs[port]
  const digest = typeof input === 'object' ? input.many[label ?? ''] : input
  return digest === undefined ? {} : { digest }
}

/** The stage file first, then what it imports from the project; Millrace's own sources are not the author's code. */
function sourceFiles(project: Project, { code }: LinkedStage): StageCard['code'] {
  const own = join(packageRoot(), 'src')
  const others = Object.keys(code.files)
    .filter(
      (file) =>
        file !== code.file && !file.startsWith('millrace/') && !join(project.paths.root, file).startsWith(`${own}/`),
    )
    .map((file) => ({ file, path: join(project.paths.root, file) }))
  return [{ file: code.file, path: code.path }, ...others].map(({ file, path }) => ({
    file,
    language: file.endsWith('.sql') ? 'sql' : 'ts',
    source: readFileSync(path, 'utf8'),
  }))
}

async function outputView(
  project: Project,
  stage: LinkedStage,
  name: string,
  record: ArtifactRecord,
  madeBy: string,
): Promise<PortView> {
  const tag = stage.outputTags[name]
  const preview = await previewArtifact(project, record, madeBy)
  const shown: Pick<PortView, 'table' | 'figure' | 'json' | 'model'> =
    record.kind === 'table'
      ? { table: preview as TableView }
      : record.kind === 'figure'
        ? { figure: preview as Figure }
        : record.kind === 'model'
          ? { model: preview as ModelView }
          : { json: preview }
  return {
    name,
    kind: record.kind,
    ...(tag === undefined ? {} : { tag }),
    digest: record.content,
    bytes: record.bytes,
    path: relative(project.paths.root, join(project.artifacts, stage.node.name, `${name}${record.extension}`)),
    ...shown,
  }
}

function jsonOf(cards: readonly StageCard[], wire: Wire): unknown {
  return cards.find(({ name }) => name === wire.stage)?.outputs.find(({ name }) => name === wire.output)?.json
}
