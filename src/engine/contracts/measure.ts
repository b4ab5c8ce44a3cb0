import type { KindName } from './port.ts'

/**
 * What checks ask of stored outputs. It is plain data: it goes to a worker, and together with the content's digest it names
 * the answer, which is remembered. Bounds are in it only where the answer depends on them.
 */
export type Question =
  | { readonly ask: 'rows'; readonly output: string }
  | { readonly ask: 'type'; readonly output: string; readonly column: string }
  | { readonly ask: 'nulls'; readonly output: string; readonly column: string }
  /** Values below `min` or above `max`; NaN is outside of every range. */
  | {
      readonly ask: 'outside'
      readonly output: string
      readonly column: string
      readonly min?: number | string
      readonly max?: number | string
    }
  /** Values that are not among these; missing ones do not count. */
  | {
      readonly ask: 'others'
      readonly output: string
      readonly column: string
      readonly values: readonly (number | string | boolean)[]
    }
  /** Rows whose key another row before them has; a key with a missing part is like no other, as in SQL. */
  | { readonly ask: 'repeated'; readonly output: string; readonly columns: readonly string[] }
  | { readonly ask: 'newest'; readonly output: string; readonly column: string }
  /** Rows that a query finds over the outputs. */
  | { readonly ask: 'found'; readonly sql: string }
  /** A value inside a document. */
  | { readonly ask: 'value'; readonly output: string; readonly path: readonly string[] }

/** What was measured. Nothing in it depends on the time or on what is hoped for. */
export interface Fact {
  /** Why the question has no answer: there is no such column, its type does not fit, the query is refused. */
  readonly problem?: string
  /** The number of rows that were asked for, a type, a date and time, or the value found. */
  readonly value?: number | string | boolean | null
  /** How many rows there are. */
  readonly rows?: number
  /** The range of what there is. */
  readonly lowest?: Cell
  readonly highest?: Cell
  /** Up to five of what was found, the first or the most frequent. */
  readonly examples?: readonly Example[]
}

export type Cell = number | string | boolean | null

export interface Example {
  /** Which row of the table, from 1. */
  readonly row?: number
  /** How many rows are like this. */
  readonly rows?: number
  readonly cells: Readonly<Record<string, Cell>>
}

/** Questions about outputs of one kind of one stage. */
export interface MeasureRequest {
  readonly kind: KindName
  /** Where the outputs lie that the questions are about, by name. */
  readonly paths: Readonly<Record<string, string>>
  readonly questions: readonly Question[]
}
