import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { packageRoot } from '../base/package-root.ts'
import { artifactFolder } from '../engine/artifact-folder.ts'
import { failedWarnings } from '../engine/checks/check-events.ts'
import { describeExample } from '../engine/checks/describe-example.ts'
import { describeOutcome } from '../engine/checks/describe-outcome.ts'
import type { CheckOutcome } from '../engine/checks/outcome.ts'
import type { ArtifactRecord } from '../engine/contracts/artifact.ts'
import { stageSources } from '../engine/definition/definition.ts'
import type { Wire } from '../engine/definition/wire.ts'
import { describeReason } from '../engine/describe-reason.ts'
import { describeSource } from '../engine/describe-source.ts'
import type { InputFingerprint } from '../engine/fingerprint.ts'
import type { LinkedStage } from '../engine/link.ts'
import type { Figure } from '../report/figure.ts'
import type {
  CheckView,
  Findings,
  ModelView,
  PortView,
  ReportModel,
  StageCard,
  TableView,
} from '../report/report-model.ts'
import type { GitState } from './history/git-state.ts'
import { inputName } from './history/input-name.ts'
import type { Project } from './open-project.ts'
import { ownIdentity } from './own-identity.ts'
import { previewArtifact } from './preview-artifact.ts'
import { provenance } from './provenance.ts'
import { sectionOf } from './section-of.ts'
import type { StageResult } from './stage-result.ts'

/** Source files that have been read: many stages may share their code. */
type Sources = Map<LinkedStage['code'], StageCard['code']>

/** Gathers all that the report shows, as data. Previews come from their memory where the artifact is an old one. */
export async function buildReport(
  project: Project,
  results: ReadonlyMap<string, StageResult>,
  git: GitState | undefined,
): Promise<ReportModel> {
  const { definition, graph, stages } = project.pipeline
  const madeBy = ownIdentity('kinds', 'table')
  const sources: Sources = new Map()
  const cards = await Promise.all(
    graph.order.map((name) => stageCard(project, stages.get(name)!, results.get(name)!, sources, madeBy)),
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
    warnings: [
      ...graph.order.flatMap((stage) =>
        failedWarnings(results.get(stage)?.checks ?? []).map((check) => ({ stage, text: describeOutcome(check) })),
      ),
      ...definition.report.warnings.flatMap((wire) =>
        (findings.get(`${wire.stage}.${wire.output}`)?.warnings ?? []).map((text) => ({ stage: wire.stage, text })),
      ),
    ],
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
  sources: Sources,
  madeBy: string,
): Promise<StageCard> {
  const { node, code, params } = stage
  const { state, reasons, entry, error } = result
  const inputs = entry && project.store.key(entry.fingerprint)?.fingerprint.inputs
  return {
    name: node.name,
    section: sectionOf(stage.manifest),
    use: node.use ?? code.language,
    description: code.description,
    state,
    reasons: result.because === undefined ? reasons.map(describeReason) : [result.because],
    ...(entry === undefined ? {} : { seconds: entry.seconds }),
    params: Object.entries(params as Record<string, unknown>).map(([name, value]) => ({
      name,
      value,
      isDefault: !isDeepStrictEqual(node.params[name], value) && !(name in node.params),
    })),
    code: sourceFiles(project, stage, sources),
    inputs: stageSources(node).map(
      ({ port, label, source }): PortView => ({
        name: inputName({ port, label }),
        kind: stage.manifest.inputs[port]!.kind,
        ...digestOf(inputs?.[port], label),
        from: describeSource(source),
        ...(stage.manifest.inputs[port]!.tag === undefined ? {} : { tag: stage.manifest.inputs[port]!.tag! }),
      }),
    ),
    outputs: await Promise.all(
      Object.entries(entry?.outputs ?? {}).map(([name, record]) => outputView(project, stage, name, record, madeBy)),
    ),
    ...(entry?.log ? { log: entry.log } : {}),
    ...(error === undefined ? {} : { error }),
    ...(result.checks === undefined ? {} : { checks: result.checks.map(checkView) }),
  }
}

function checkView({ name, level, ok, seen, expected, examples = [] }: CheckOutcome): CheckView {
  return { name, level, ok, seen, expected, examples: examples.map(describeExample) }
}

/** Of what the stage read when its result was made. */
function digestOf(input: InputFingerprint | undefined, label: string | undefined) {
  const digest = typeof input === 'object' ? input.many[label ?? ''] : input
  return digest === undefined ? {} : { digest }
}

/** The stage file first, then what it imports from the project; Millrace's own sources are not the author's code. */
function sourceFiles(project: Project, { code }: LinkedStage, sources: Sources): StageCard['code'] {
  if (code.command !== undefined) return [{ file: code.file, language: 'sh', source: code.command.text }]
  const known = sources.get(code)
  if (known !== undefined) return known
  const own = join(packageRoot(), 'src')
  const others = Object.keys(code.files)
    .filter(
      (file) =>
        file !== code.file && !file.startsWith('millrace/') && !join(project.paths.root, file).startsWith(`${own}/`),
    )
    .map((file) => ({ file, path: join(project.paths.root, file) }))
  const files = [{ file: code.file, path: code.path }, ...others].map(({ file, path }) => ({
    file,
    language: file.endsWith('.sql') ? ('sql' as const) : ('ts' as const),
    source: readFileSync(path, 'utf8'),
  }))
  sources.set(code, files)
  return files
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
    path: relative(
      project.paths.root,
      join(artifactFolder(project.artifacts, stage.node), `${name}${record.extension}`),
    ),
    ...shown,
  }
}

function jsonOf(cards: readonly StageCard[], wire: Wire): unknown {
  return cards.find(({ name }) => name === wire.stage)?.outputs.find(({ name }) => name === wire.output)?.json
}
