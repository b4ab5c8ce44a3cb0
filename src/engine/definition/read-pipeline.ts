import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { didYouMean } from '../../base/did-you-mean.ts'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { SourcePosition } from '../../base/errors/position.ts'
import type { InputDefinition, PipelineDefinition, ReportDefinition, Source, StageNode, Wire } from './definition.ts'
import { fillEnvironment } from './fill-environment.ts'
import { type PipelineDocument, pipelineSchema, type StageDocument } from './pipeline-schema.ts'
import { parseBytes, parseMilliseconds } from './quantities.ts'
import { type PositionedYaml, parsePositionedYaml } from './yaml-positions.ts'

/**
 * The one door for pipeline files: from text that could be anything to a definition that is whole. Nobody behind it
 * checks the file's shape again.
 *
 * @param file absolute path
 * @throws E_PIPELINE_NOT_FOUND, E_YAML_SYNTAX, E_DEFINITION, E_UNKNOWN_STAGE, each with its place in the file
 */
export function readPipeline(file: string, env: NodeJS.ProcessEnv = process.env): PipelineDefinition {
  const shown = relative(process.cwd(), file) || file
  const stat = statSync(file, { throwIfNoEntry: false })
  if (!stat?.isFile()) {
    const seen = stat?.isDirectory()
      ? `${shown} is a folder, not a pipeline file`
      : `there is no pipeline file at ${shown}`
    throw new MillraceError('E_PIPELINE_NOT_FOUND', seen, {
      hint: 'Give one with --pipeline FILE, or run in the folder that holds pipeline.yaml.',
    })
  }
  const yaml = parsePositionedYaml(readFileSync(file, 'utf8'), shown)
  const document = checkShape(yaml)
  const names = new Set(Object.keys(document.stages))
  const context: Context = { yaml, names, folder: dirname(file), env }
  const stages = new Map(
    Object.entries(document.stages).map(([name, stage]) => [name, readStage(name, stage, context)]),
  )
  return {
    file,
    folder: dirname(file),
    name: document.name,
    nameAt: yaml.valueAt(['name']),
    seed: document.seed,
    report: readReport(document, context),
    stages,
  }
}

interface Context {
  readonly yaml: PositionedYaml
  readonly names: ReadonlySet<string>
  readonly folder: string
  readonly env: NodeJS.ProcessEnv
}

function checkShape(yaml: PositionedYaml): PipelineDocument {
  const parsed = pipelineSchema.safeParse(yaml.value)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]!
  const path = issue.path as (string | number)[]
  const where = path.length === 0 ? 'the pipeline file' : `\`${path.join('.')}\``
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0]!
    const known = path.length === 0 ? Object.keys(pipelineSchema.shape) : knownKeys(path)
    throw new MillraceError('E_DEFINITION', `${where} has no field "${key}"`, {
      at: yaml.keyAt([...path, key]),
      hint: didYouMean(key, known),
    })
  }
  throw new MillraceError('E_DEFINITION', `${where}: ${issue.message}`, {
    at: yaml.valueAt(path),
    hint: 'See pipeline.schema.json for what each field takes; editors complete and check it.',
  })
}

function knownKeys(path: readonly (string | number)[]): string[] {
  if (path[0] === 'report') return ['title', 'question', 'answer', 'warnings']
  return ['use', 'in', 'params', 'memory', 'timeout', 'threads', 'env']
}

function readStage(name: string, document: StageDocument, context: Context): StageNode {
  const { yaml } = context
  const inputs = new Map<string, InputDefinition>()
  for (const [port, given] of Object.entries(document.in)) {
    const path = ['stages', name, 'in', port]
    const at = yaml.keyAt(path)
    if (typeof given === 'string') {
      inputs.set(port, { type: 'one', source: readSource(given, yaml.valueAt(path), context), at })
    } else {
      const sources = Object.entries(given).map(
        ([label, spec]) => [label, readSource(spec, yaml.valueAt([...path, label]), context)] as const,
      )
      inputs.set(port, { type: 'many', sources: new Map(sources), at })
    }
  }
  return {
    name,
    use: document.use,
    inputs,
    params: document.params,
    memoryBytes: document.memory === undefined ? undefined : parseBytes(document.memory),
    timeoutMs: document.timeout === undefined ? undefined : parseMilliseconds(document.timeout),
    threads: document.threads,
    env: document.env,
    at: {
      name: yaml.keyAt(['stages', name]),
      use: yaml.valueAt(['stages', name, 'use']),
      input: (port) => yaml.keyAt(['stages', name, 'in', port]),
      paramKey: (path) => yaml.keyAt(['stages', name, 'params', ...path]),
      paramValue: (path) => yaml.valueAt(['stages', name, 'params', ...path]),
    },
  }
}

const wirePattern = /^([A-Za-z][\w-]*)\.([A-Za-z]\w*)$/

/**
 * A wire or a border input? `data.csv` looks like both: the name of a stage decides, then whether a file is there.
 */
function readSource(text: string, at: SourcePosition, context: Context): Source {
  const spec = fillEnvironment(text, context.env, at)
  const border = { type: 'border', spec, written: text, at } as const
  const match = wirePattern.exec(spec)
  if (match === null) return border
  const [, stage, output] = match as unknown as [string, string, string]
  if (context.names.has(stage)) return { type: 'wire', stage, output, at }
  if (existsSync(resolve(context.folder, spec))) return border
  throw new MillraceError(
    'E_UNKNOWN_STAGE',
    `"${spec}" is neither an output of a stage (there is no stage "${stage}") nor a file`,
    {
      at,
      hint: didYouMean(stage, context.names),
    },
  )
}

function readReport(document: PipelineDocument, context: Context): ReportDefinition {
  const wire = (text: string, path: (string | number)[]): Wire => {
    const at = context.yaml.valueAt(path)
    const source = readSource(text, at, context)
    if (source.type === 'wire') return source
    throw new MillraceError('E_DEFINITION', `"${text}" is not a wire`, { at, hint: 'Write it as stage.output.' })
  }
  const report = document.report
  return {
    title: report?.title,
    question: report?.question,
    answer: report?.answer === undefined ? undefined : wire(report.answer, ['report', 'answer']),
    warnings: (report?.warnings ?? []).map((text, i) => wire(text, ['report', 'warnings', i])),
  }
}
