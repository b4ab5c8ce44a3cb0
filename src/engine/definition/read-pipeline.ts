import { dirname, relative, resolve } from 'node:path'
import { didYouMean } from '../../base/did-you-mean.ts'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { SourcePosition } from '../../base/errors/position.ts'
import { type PipelineDefinition, type ReportDefinition, type StageNode, stageWires } from './definition.ts'
import { type GatheredPipeline, gatherStages } from './gather-stages.ts'
import { instanceName, readStage, type StageReader } from './read-stage.ts'
import { parseReference, type Reference, type Resolved, resolveReference } from './resolve-reference.ts'
import type { Wire } from './wire.ts'

/** A pipeline that is being read: the one that was asked for, or one whose outputs are used. */
interface OpenPipeline {
  readonly gathered: GatheredPipeline
  readonly prefix: string
  readonly reader: StageReader
}

/**
 * The one door for pipeline files: from text that could be anything to a definition that is whole. Nobody behind it
 * checks the file's shape again. Where a wire leads into another pipeline file, the stages above it there are taken in too:
 * they are part of the run, so that nothing stale comes from them.
 *
 * @param file absolute path
 * @throws E_PIPELINE_NOT_FOUND, E_YAML_SYNTAX, E_DEFINITION, E_UNKNOWN_STAGE, E_CONDITION, each with its place in the file
 */
export function readPipeline(file: string, env: NodeJS.ProcessEnv = process.env): PipelineDefinition {
  const opened = new Map<string, OpenPipeline>()

  function open(path: string, namedAt?: SourcePosition): OpenPipeline {
    const known = opened.get(path)
    if (known !== undefined) return known
    const gathered = gatherStages(path, namedAt)
    const { name, seed } = gathered.document
    const namesake = [...opened.values()].find((each) => each.gathered.document.name === name)
    if (namesake !== undefined) {
      const other = relative(process.cwd(), namesake.gathered.file)
      throw new MillraceError('E_DEFINITION', `this pipeline and ${other} are both named "${name}"`, {
        at: gathered.yaml.valueAt(['name']),
        hint: 'Their artifacts would lie in one folder: rename one of them.',
      })
    }
    const prefix = opened.size === 0 ? '' : `${name}/`
    const reader: StageReader = {
      pipeline: name,
      seed,
      prefix,
      env,
      names: new Set(gathered.entries.keys()),
      resolve: find,
    }
    const pipeline: OpenPipeline = { gathered, prefix, reader }
    opened.set(path, pipeline)
    return pipeline

    function find(reference: Reference, asking: Parameters<StageReader['resolve']>[1], at: SourcePosition): Resolved {
      const home = reference.file === undefined ? pipeline : open(resolve(asking.folder, reference.file), at)
      const entry = home.gathered.entries.get(reference.stage)
      if (entry === undefined) {
        const where = reference.file === undefined ? '' : ` in ${reference.file}`
        throw new MillraceError('E_UNKNOWN_STAGE', `there is no stage "${reference.stage}"${where}`, {
          at,
          hint: didYouMean(reference.stage, home.gathered.entries.keys()),
        })
      }
      const nameOf = (instance: { label: string | undefined }) => `${home.prefix}${instanceName(entry.base, instance)}`
      return resolveReference(reference, entry, asking.values, nameOf, at)
    }
  }

  const main = open(file)
  const report = readReport(main)
  const nodes = new Map<string, StageNode>()
  // A map goes on to what is added while it is walked: pipelines that a wire leads into come last.
  for (const { gathered, reader } of opened.values()) {
    for (const entry of gathered.entries.values()) {
      for (const instance of entry.instances) {
        const node = readStage(entry, instance, reader)
        nodes.set(node.name, node)
      }
    }
  }
  return {
    file,
    files: [...opened.values()].flatMap(({ gathered }) => gathered.files),
    folder: dirname(file),
    name: main.gathered.document.name,
    nameAt: main.gathered.yaml.valueAt(['name']),
    seed: main.gathered.document.seed,
    report,
    stages: withoutUnused(nodes),
  }
}

/** Of other pipelines only what is above the wires that lead into them. */
function withoutUnused(nodes: ReadonlyMap<string, StageNode>): Map<string, StageNode> {
  const used = new Set([...nodes.keys()].filter((name) => !name.includes('/')))
  for (const name of used) for (const wire of stageWires(nodes.get(name)!)) used.add(wire.stage)
  return new Map([...nodes].filter(([name]) => used.has(name)))
}

function readReport({ gathered, reader }: OpenPipeline): ReportDefinition {
  const { document, yaml, file } = gathered
  const wire = (text: string, path: (string | number)[]): Wire => {
    const at = yaml.valueAt(path)
    const reference = parseReference(text)
    const resolved = reference && reader.resolve(reference, { folder: dirname(file), values: new Map() }, at)
    if (resolved !== undefined && 'type' in resolved) return resolved
    throw new MillraceError('E_DEFINITION', `"${text}" is not a wire`, { at, hint: 'Write it as stage.output.' })
  }
  const { report } = document
  return {
    title: report?.title,
    question: report?.question,
    answer: report?.answer === undefined ? undefined : wire(report.answer, ['report', 'answer']),
    warnings: (report?.warnings ?? []).map((text, i) => wire(text, ['report', 'warnings', i])),
  }
}
