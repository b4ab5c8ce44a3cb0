import { didYouMean } from '../base/did-you-mean.ts'
import { MillraceError } from '../base/errors/millrace-error.ts'
import type { Tokens } from './cache/stat-token.ts'
import type { StageCode } from './contracts/code.ts'
import type { StageManifest } from './contracts/manifest.ts'
import type { PortManifest } from './contracts/port.ts'
import type { PipelineDefinition, Source, StageNode, Wire } from './definition/definition.ts'
import { stageSources } from './definition/definition.ts'
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
  for (const stage of loaded.values()) checkPorts(stage)
  const stages = new Map<string, LinkedStage>()
  for (const name of graph.order) {
    const stage = loaded.get(name)!
    for (const { port, source } of stageSources(stage.node)) checkSource(stage, port, source, stages)
    stages.set(name, { ...stage, outputTags: outputTags(stage, stages) })
  }
  for (const wire of [definition.report.answer, ...definition.report.warnings]) if (wire) outputPort(wire, stages)
  return { definition, graph, stages }
}

/** A command takes what is wired to it: its input ports are of the kinds that come. */
function withInputs(stage: LoadedStage, loaded: ReadonlyMap<string, LoadedStage>): LoadedStage {
  if (stage.node.command === undefined) return stage
  const kindOf = (source: Source) =>
    source.type === 'border' ? 'file' : (loaded.get(source.stage)?.manifest.outputs[source.output]?.kind ?? 'file')
  const inputs: Record<string, PortManifest> = {}
  for (const [port, input] of stage.node.inputs) {
    const [first] = input.type === 'one' ? [input.source] : input.sources.values()
    const kind = first === undefined ? 'file' : kindOf(first)
    inputs[port] = input.type === 'one' ? { kind } : { kind, many: true }
  }
  return { ...stage, manifest: { ...stage.manifest, inputs } }
}

function checkPorts({ node, manifest }: LoadedStage): void {
  for (const [port, input] of node.inputs) {
    const declared = manifest.inputs[port]
    if (declared === undefined) {
      throw new MillraceError('E_UNKNOWN_INPUT', `stage "${node.name}" has no input "${port}"`, {
        at: input.at,
        hint: didYouMean(port, Object.keys(manifest.inputs)),
      })
    }
    if ((input.type === 'many') !== (declared.many === true)) {
      throw new MillraceError(
        'E_DEFINITION',
        declared.many
          ? `input "${port}" of stage "${node.name}" takes any number of labelled wires`
          : `input "${port}" of stage "${node.name}" takes one wire`,
        { at: input.at, hint: declared.many ? `Write it as { label: stage.output }.` : 'Write it as stage.output.' },
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
  const given = outputPort(source, stages)
  const wire = `${source.stage}.${source.output}`
  if (given.kind !== wanted.kind) {
    throw new MillraceError('E_KIND_MISMATCH', `${here} takes a ${wanted.kind}; "${wire}" is a ${given.kind}`, {
      at: source.at,
      hint: `Wire an output of kind ${wanted.kind} here.`,
    })
  }
  const tag = stages.get(source.stage)!.outputTags[source.output]
  if (wanted.tag !== undefined && tag !== wanted.tag) {
    throw new MillraceError(
      'E_TAG_MISMATCH',
      `${here} takes ${wanted.tag} rows; "${wire}" ${tag === undefined ? 'does not say which rows it holds' : `holds ${tag} rows`}`,
      { at: source.at, hint: `Only rows that a split has set aside as "${wanted.tag}" may come here.` },
    )
  }
}

function outputTags({ node, manifest }: LoadedStage, stages: ReadonlyMap<string, LinkedStage>) {
  const tagOf = (source: Source) =>
    source.type === 'wire' ? stages.get(source.stage)!.outputTags[source.output] : undefined
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
