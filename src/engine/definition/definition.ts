import type { SourcePosition } from '../../base/errors/position.ts'
import type { ArtifactRecord } from '../contracts/artifact.ts'
import type { PortManifest } from '../contracts/port.ts'
import type { Check } from './check.ts'
import type { Condition } from './condition.ts'
import type { Wire } from './wire.ts'

/** A pipeline file, read and checked by itself: no stage file has been looked at yet. */
export interface PipelineDefinition {
  /** Absolute path of the pipeline file. */
  readonly file: string
  /** Absolute paths of all that the definition was read from: this file, what it includes, and other pipelines. */
  readonly files: readonly string[]
  /** Absolute path of its folder. */
  readonly folder: string
  readonly name: string
  readonly nameAt: SourcePosition
  readonly seed: number
  readonly report: ReportDefinition
  /** Instances of a matrix are stages of their own here; fans are not spread out yet. */
  readonly stages: ReadonlyMap<string, StageNode>
}

export interface ReportDefinition {
  readonly title: string | undefined
  readonly question: string | undefined
  readonly answer: Wire | undefined
  readonly warnings: readonly Wire[]
}

export interface StageNode {
  /** `train`; `train[nfl,spread]` for an instance; `co2/train` for a stage of another pipeline. */
  readonly name: string
  /** The name without brackets: what all instances share. */
  readonly base: string
  /** The pipeline that it belongs to, and its name there: where its outputs lie. */
  readonly home: { readonly pipeline: string; readonly stage: string }
  /** `use:` and inputs resolve from the folder of the file that the stage is written in. */
  readonly folder: string
  /** The stage file as the pipeline names it; undefined where there is a command instead. */
  readonly use: string | undefined
  readonly command: CommandDefinition | undefined
  readonly inputs: ReadonlyMap<string, InputDefinition>
  /** As written; the stage's schema fills in defaults later. */
  readonly params: Readonly<Record<string, unknown>>
  /** Makes the stage a fan: one instance for each part of what this wire gives. */
  readonly each: Each | undefined
  readonly when: Condition | undefined
  readonly retries: Retries
  /** What must hold for what it gives; no part of its key. */
  readonly checks: readonly Check[]
  readonly memoryBytes: number | undefined
  readonly timeoutMs: number | undefined
  readonly threads: number
  readonly env: readonly string[]
  /** Unsigned 32-bit integer, from the pipeline's seed and the stage's name, or from its own `seed:`. */
  readonly seed: number
  /** The seed was written down: all instances draw the same numbers. */
  readonly sharedSeed: boolean
  readonly at: StagePositions
}

/** A command where other stages have a file. Nothing but the pipeline file says what it gives. */
export interface CommandDefinition {
  readonly text: string
  readonly outputs: Readonly<Record<string, CommandOutput>>
  /** Programs that it calls and whose versions are part of its key. */
  readonly tools: readonly string[]
}

export interface CommandOutput extends PortManifest {
  /** How the command writes it, where its kind can be written in several ways; default: as the kind is stored. */
  readonly format?: 'csv'
}

export interface Retries {
  /** How often a stage that failed is tried again. */
  readonly times: number
  /** Milliseconds before the next try. */
  readonly waitMs: number
}

export interface Each {
  readonly wire: Wire
  /** For a table: the columns whose values tell the parts apart. Without them every row is a part. */
  readonly by: readonly string[] | undefined
  /** The parts, once they are known before anything is read: the instances of another fan. */
  readonly parts: readonly Part[] | undefined
  readonly at: SourcePosition
}

/** One of the things that a fan has an instance for. */
export interface Part {
  /** Stands in the instance's name; unique among the parts. */
  readonly label: string
  /** What `${each.value}` stands for. */
  readonly value: unknown
  readonly source: Wire | PartSource
}

/** Where the parts of a stage stand in the pipeline file. */
export interface StagePositions {
  readonly name: SourcePosition
  /** Of the value of `use`, or of `sh`. */
  readonly use: SourcePosition
  input(port: string): SourcePosition
  /** Of an output that the pipeline file declares. */
  output(port: string): SourcePosition
  /** The key of a parameter, or the stage's `params` when it is not there. */
  paramKey(path: readonly (string | number)[]): SourcePosition
  paramValue(path: readonly (string | number)[]): SourcePosition
}

/** What an input reads: one source, or labelled ones where the port takes many. */
export type InputDefinition =
  | { readonly type: 'one'; readonly source: Source; readonly at: SourcePosition }
  | { readonly type: 'many'; readonly sources: ReadonlyMap<string, Source>; readonly at: SourcePosition }

export type Source = Wire | BorderInput | EachSource | PartSource

/** Where data enters: a path, a glob, `npm:` or a pinned `https:`. */
export interface BorderInput {
  readonly type: 'border'
  /** Values of the environment are filled in. */
  readonly spec: string
  /** As the pipeline file has it, `${NAME}` and all: what reports and records show, since a value may be a secret. */
  readonly written: string
  /** Paths start here. */
  readonly folder: string
  readonly at: SourcePosition
}

/** In a fan: the part that the instance is for. */
export interface EachSource {
  readonly type: 'each'
  readonly at: SourcePosition
}

/** In an instance of a fan: its part, which lies in the store. */
export interface PartSource {
  readonly type: 'part'
  readonly artifact: ArtifactRecord
  readonly at: SourcePosition
}

/** Every source of a stage, flattened, with the port that it feeds. */
export function stageSources(stage: StageNode): StageSource[] {
  return [...stage.inputs].flatMap(([port, input]): StageSource[] =>
    input.type === 'one'
      ? [{ port, label: undefined, source: input.source }]
      : [...input.sources].map(([label, source]) => ({ port, label, source })),
  )
}

export interface StageSource {
  readonly port: string
  /** Where the port takes many. */
  readonly label: string | undefined
  readonly source: Source
}

/** Every wire that a stage waits for: of its inputs, of `each:` and of `when:`. */
export function stageWires(stage: StageNode): Wire[] {
  const inputs = stageSources(stage).flatMap(({ source }) => (source.type === 'wire' ? [source] : []))
  const each = stage.each === undefined ? [] : (stage.each.parts?.flatMap(wireOfPart) ?? [stage.each.wire])
  return [...inputs, ...each, ...(stage.when?.wires ?? [])]
}

function wireOfPart({ source }: Part): Wire[] {
  return source.type === 'wire' ? [source] : []
}
