import { didYouMean } from '../base/did-you-mean.ts'
import { MillraceError } from '../base/errors/millrace-error.ts'
import type { Tokens } from './cache/stat-token.ts'
import { assertCheckOutputs } from './checks/assert-check-outputs.ts'
import type { StageCode } from './contracts/code.ts'
import type { StageManifest } from './contracts/manifest.ts'
import type { KindName, PortManifest } from './contracts/port.ts'
import type { InputDefinition, PipelineDefinition, Source, StageNode } from './definition/definition.ts'
import { stageSources } from './definition/definition.ts'
import type { Wire } from './definition/wire.ts'
import { buildGraph, type Graph } from './graph.ts'

/** What reading a stage file gave, before its wires are checked. */
export interface LoadedStage {
  readonly node: StageNode
  readonly code: StageCode
  /** Metadata of all that the code was made from, as it was when it was read. */
  readonly tokens: Tokens
  readonly manifest: StageManifest
  /** Defaults filled in. */
  readonly params: unknown
}

export interface LinkedStage extends LoadedStage {
  /** The provenance of each output's rows, where it has one. */
  readonly outputTags: Readonly<Record<string, string | undefined>>
}

/** A pipeline whose every wire is known to fit: what plans and runs start from. */
export interface LinkedPipeline {
  readonly definition: PipelineDefinition
  readonly graph: Graph
  readonly stages: ReadonlyMap<string, LinkedStage>
}

/** An output's `tagFrom` that means: the tag that all inputs share. */
export const tagOfAllInputs = '*'

/**
 * Joins the pipeline file with what its stages say about themselves, and checks every wire: names, kinds, provenance.
 * @throws E_UNKNOWN_INPUT, E_MISSING_INPUT, E_UNKNOWN_OUTPUT, E_KIND_MISMATCH, E_TAG_MISMATCH, E_CYCLE
 */
export function linkPipeline(definition: PipelineDefinition, read: ReadonlyMap<string, LoadedStage>): LinkedPipeline {
  const graph = buildGraph(definition)
  const loaded = new Map([...read].map(([name, stage]) => [name, withInputs(stage, read)]))
  for (const stage of loaded.values()) {
    checkPorts(stage, loaded)
    checkEach(stage, loaded)
    checkWhen(stage, loaded)
    assertCheckOutputs(stage.node.name, stage.node.checks, stage.manifest.outputs)
  }
  const stages = new Map<string, LinkedStage>()
  for (const name of graph.order) {
    const stage = loaded.get(name)!
    for (const { port, source } of stageSources(stage.node)) checkSource(stage, port, source, stages)
    stages.set(name, { ...stage, outputTags: outputTags(stage, stages) })
  }
  for (const wire of [definition.report.answer, ...definition.report.warnings]) {
    if (wire) oneOutput(wire, 'The report', loaded)
  }
  return { definition, graph, stages }
}

/** A command takes what is wired to it: its input ports are of the kinds that come. */
function withInputs(stage: LoadedStage, stages: ReadonlyMap<string, LoadedStage>): LoadedStage {
  const { node, manifest } = stage
  if (node.command === undefined) return stage
  const kindOf = (source: Source | undefined): KindName => {
    if (source?.type === 'each') return partPort(node, stages).kind
    return source?.type === 'wire' ? outputPort(source, stages).kind : 'file'
  }
  const inputs = [...node.inputs].map(([port, input]): [string, PortManifest] => {
    const [first] = input.type === 'one' ? [input.source] : input.sources.values()
    return [port, { kind: kindOf(first), ...(givesMany(node, input, stages) ? { many: true } : {}) }]
  })
  return { ...stage, manifest: { ...manifest, inputs: Object.fromEntries(inputs) } }
}

function checkPorts({ node, manifest }: LoadedStage, stages: ReadonlyMap<string, LoadedStage>): void {
  for (const [port, input] of node.inputs) {
    const declared = manifest.inputs[port]
    if (declared === undefined) {
      throw new MillraceError('E_UNKNOWN_INPUT', `stage "${node.name}" has no input "${port}"`, {
        at: input.at,
        hint: didYouMean(port, Object.keys(manifest.inputs)),
      })
    }
    if (givesMany(node, input, stages) !== (declared.many === true)) {
      throw new MillraceError(
        'E_DEFINITION',
        declared.many
          ? `input "${port}" of stage "${node.name}" takes any number of labelled wires`
          : `input "${port}" of stage "${node.name}" takes one ${declared.kind}`,
        {
          at: input.at,
          hint: declared.many
            ? 'Write it as { label: stage.output }.'
            : input.type === 'many'
              ? 'Write it without a label.'
              : 'What it names has an instance for each part: a port that takes many can have them all.',
        },
      )
    }
  }
  for (const [port, declared] of Object.entries(manifest.inputs)) {
    if (node.inputs.has(port) || declared.optional) continue
    throw new MillraceError('E_MISSING_INPUT', `stage "${node.name}" needs an input "${port}" (${declared.kind})`, {
      at: node.at.name,
      hint: `Add it under \`in:\`, as \`${port}: stage.output\`.`,
    })
  }
}

/** Of a fan, an input reads all instances, unless it follows that fan instance by instance. */
function givesMany(node: StageNode, input: InputDefinition, stages: ReadonlyMap<string, LoadedStage>): boolean {
  if (input.type === 'many') return true
  const { source } = input
  if (source.type !== 'wire' || source.part !== undefined || node.each?.wire.stage === source.stage) return false
  return stages.get(source.stage)!.node.each !== undefined
}

function checkEach({ node }: LoadedStage, stages: ReadonlyMap<string, LoadedStage>): void {
  if (node.each === undefined) return
  const { wire, by, at } = node.each
  const { kind } = outputPort(wire, stages)
  const overFan = stages.get(wire.stage)!.node.each !== undefined
  const fail = (message: string, hint: string) => new MillraceError('E_EACH', message, { at, hint })
  const name = `${wire.stage}.${wire.output}`
  if (wire.part !== undefined) {
    throw fail(`"${name}" of one instance of a fan cannot be gone over`, 'Collect the instances in a stage first.')
  }
  if (overFan && by !== undefined) {
    throw fail(
      `"${name}" comes in instances already, so that \`by\` means nothing`,
      'Write it as `each: stage.output`.',
    )
  }
  if (overFan) return
  if (kind !== 'table' && kind !== 'json') {
    throw fail(
      `"${name}" is a ${kind}, which has no parts`,
      'Go over a table, or over a list or record in a json output.',
    )
  }
  if (kind !== 'table' && by !== undefined)
    throw fail(`\`by\` names columns, and "${name}" is a ${kind}`, 'Take `by` out.')
}

function checkWhen({ node }: LoadedStage, stages: ReadonlyMap<string, LoadedStage>): void {
  for (const wire of node.when?.wires ?? []) {
    const { kind } = oneOutput(wire, `\`when\` of stage "${node.name}"`, stages)
    if (kind === 'json') continue
    throw new MillraceError(
      'E_CONDITION',
      `\`when\` takes values of json outputs; "${wire.stage}.${wire.output}" is a ${kind}`,
      {
        at: wire.at,
        hint: 'Give the number as a json output of that stage.',
      },
    )
  }
}

/** The port of a wire that has to lead to one output. */
function oneOutput(wire: Wire, reader: string, stages: ReadonlyMap<string, LoadedStage>): PortManifest {
  const port = outputPort(wire, stages)
  if (stages.get(wire.stage)!.node.each === undefined) return port
  throw new MillraceError('E_EACH', `${reader} takes one output, and "${wire.stage}" has an instance for each part`, {
    at: wire.at,
    hint: 'Collect the instances in a stage, and name its output here.',
  })
}

/** The kind of a part: of the groups of a table a table, else a value. */
function partPort(node: StageNode, stages: ReadonlyMap<string, LoadedStage>): PortManifest {
  const { wire, by } = node.each!
  const overFan = stages.get(wire.stage)!.node.each !== undefined
  return overFan || by !== undefined ? outputPort(wire, stages) : { kind: 'json' }
}

function outputPort(wire: Wire, stages: ReadonlyMap<string, LoadedStage>): PortManifest {
  const { outputs } = stages.get(wire.stage)!.manifest
  const port = outputs[wire.output]
  if (port !== undefined) return port
  const wires = Object.keys(outputs).map((output) => `${wire.stage}.${output}`)
  throw new MillraceError('E_UNKNOWN_OUTPUT', `stage "${wire.stage}" has no output "${wire.output}"`, {
    at: wire.at,
    hint: didYouMean(`${wire.stage}.${wire.output}`, wires),
  })
}

function checkSource(stage: LoadedStage, port: string, source: Source, stages: ReadonlyMap<string, LinkedStage>): void {
  const wanted = stage.manifest.inputs[port]!
  const here = `input "${port}" of stage "${stage.node.name}"`
  if (source.type === 'border') {
    if (wanted.kind === 'file') return
    throw new MillraceError('E_KIND_MISMATCH', `${here} takes a ${wanted.kind}, not the file "${source.spec}"`, {
      at: source.at,
      hint: `Read files with an ingest stage and wire its output here.`,
    })
  }
  if (source.type === 'part') return
  const given = source.type === 'each' ? partPort(stage.node, stages) : outputPort(source, stages)
  const wire = source.type === 'each' ? 'each' : `${source.stage}.${source.output}`
  if (given.kind !== wanted.kind) {
    throw new MillraceError('E_KIND_MISMATCH', `${here} takes a ${wanted.kind}; "${wire}" is a ${given.kind}`, {
      at: source.at,
      hint: `Wire an output of kind ${wanted.kind} here.`,
    })
  }
  const tag = sourceTag(stage.node, source, stages)
  if (wanted.tag !== undefined && tag !== wanted.tag) {
    throw new MillraceError(
      'E_TAG_MISMATCH',
      `${here} takes ${wanted.tag} rows; "${wire}" ${tag === undefined ? 'does not say which rows it holds' : `holds ${tag} rows`}`,
      { at: source.at, hint: `Only rows that a split has set aside as "${wanted.tag}" may come here.` },
    )
  }
}

function outputTags({ node, manifest }: LoadedStage, stages: ReadonlyMap<string, LinkedStage>) {
  const tagOf = (source: Source) => sourceTag(node, source, stages)
  const sources = stageSources(node)
  return Object.fromEntries(
    Object.entries(manifest.outputs).map(([name, port]) => {
      if (port.tagFrom === undefined) return [name, port.tag]
      const tags = sources
        .filter((item) => port.tagFrom === tagOfAllInputs || item.port === port.tagFrom)
        .map((item) => tagOf(item.source))
      return [name, tags.length > 0 && tags.every((tag) => tag === tags[0]) ? tags[0] : undefined]
    }),
  )
}

/** A part of a table holds rows of the same provenance as the table. */
function sourceTag(node: StageNode, source: Source, stages: ReadonlyMap<string, LinkedStage>): string | undefined {
  const wire = source.type === 'each' ? node.each!.wire : source
  return wire.type === 'wire' ? stages.get(wire.stage)!.outputTags[wire.output] : undefined
}
