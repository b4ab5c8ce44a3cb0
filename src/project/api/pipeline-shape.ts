import type { KindName } from '../../engine/contracts/port.ts'
import type { Cell } from '../../table/index.ts'

/** A row of a table of which types know nothing more: cells by column. */
export type Row = Readonly<Record<string, Cell>>

/** What types know of one output. */
export type OutputShape =
  /** `row`: the columns of a table, as `rows()` gives their cells. */
  | { readonly kind: 'table'; readonly row: object }
  | { readonly kind: 'model' }
  | { readonly kind: 'json' }
  | { readonly kind: 'figure' }
  | { readonly kind: 'file' }

/**
 * What types know of a pipeline: its stages, their outputs, and the columns of tables. `millrace types` writes it as a type of
 * the pipeline's name; without one any name passes the compiler, and a wrong one is an error when it is read.
 */
export interface PipelineShape {
  readonly [stage: string]: { readonly [output: string]: OutputShape }
}

/** A shape as `millrace types` writes it. */
export type AnyShape = { readonly [stage: string]: { readonly [output: string]: OutputShape } }

/** The names of a pipeline's stages. */
export type StageOf<Shape extends AnyShape> = keyof Shape & string

type OutputOf<Outputs, Kind extends KindName> = {
  [Name in keyof Outputs & string]: [Extract<Outputs[Name], { readonly kind: Kind }>] extends [never] ? never : Name
}[keyof Outputs & string]

/** The outputs of one kind, as `stage.output`. */
export type WireOf<Shape extends AnyShape, Kind extends KindName> = {
  [Stage in StageOf<Shape>]: `${Stage}.${OutputOf<Shape[Stage], Kind>}`
}[StageOf<Shape>]

/** The row of the table that a wire leads to. */
export type RowOf<Shape extends AnyShape, Wire extends string> = Wire extends `${infer Stage}.${infer Output}`
  ? Extract<Shape[Stage][Output], { readonly kind: 'table' }> extends { readonly row: infer Row extends object }
    ? object extends Row
      ? Readonly<Record<string, Cell>>
      : Row
    : Readonly<Record<string, Cell>>
  : Readonly<Record<string, Cell>>
