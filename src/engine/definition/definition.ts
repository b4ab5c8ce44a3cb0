import type { SourcePosition } from '../../base/errors/position.ts'

/** A pipeline file, read and checked by itself: no stage file has been looked at yet. */
export interface PipelineDefinition {
  /** Absolute path of the pipeline file. */
  readonly file: string
  /** Absolute path of its folder: `use:`, inputs and outputs resolve from here. */
  readonly folder: string
  readonly name: string
  readonly nameAt: SourcePosition
  readonly seed: number
  readonly report: ReportDefinition
  readonly stages: ReadonlyMap<string, StageNode>
}

export interface ReportDefinition {
  readonly title: string | undefined
  readonly question: string | undefined
  readonly answer: Wire | undefined
  readonly warnings: readonly Wire[]
}

export interface StageNode {
  readonly name: string
  readonly use: string
  readonly inputs: ReadonlyMap<string, InputDefinition>
  /** As written; the stage's schema fills in defaults later. */
  readonly params: Readonly<Record<string, unknown>>
  readonly memoryBytes: number | undefined
  readonly timeoutMs: number | undefined
  readonly threads: number
  readonly env: readonly string[]
  readonly at: StagePositions
}

/** Where the parts of a stage stand in the pipeline file. */
export interface StagePositions {
  readonly name: SourcePosition
  readonly use: SourcePosition
  input(port: string): SourcePosition
  /** The key of a parameter, or the stage's `params` when it is not there. */
  paramKey(path: readonly (string | number)[]): SourcePosition
  paramValue(path: readonly (string | number)[]): SourcePosition
}

/** What an input reads: one source, or labelled ones where the port takes many. */
export type InputDefinition =
  | { readonly type: 'one'; readonly source: Source; readonly at: SourcePosition }
  | { readonly type: 'many'; readonly sources: ReadonlyMap<string, Source>; readonly at: SourcePosition }

export type Source = Wire | BorderInput

/** An edge: the output of another stage. */
export interface Wire {
  readonly type: 'wire'
  readonly stage: string
  readonly output: string
  readonly at: SourcePosition
}

/** Where data enters: a path, a glob, `npm:` or a pinned `https:`. */
export interface BorderInput {
  readonly type: 'border'
  /** Values of the environment are filled in. */
  readonly spec: string
  /** As the pipeline file has it, `${NAME}` and all: what reports and records show, since a value may be a secret. */
  readonly written: string
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
