import type { SourcePosition } from '../../base/errors/position.ts'

/**
 * One thing that must hold for what a stage gives. An entry under `checks:` gives one or several. Checks are no part of a
 * stage's key: another bound judges the result that there is.
 */
export interface Check {
  /** Says what is checked: `table.goals nulls`. */
  readonly name: string
  readonly level: Level
  /** The output that is looked at; undefined for a query, which may look at every table that the stage gives. */
  readonly output: string | undefined
  readonly rule: Rule
  /** Where the rule stands. */
  readonly at: SourcePosition
  /** Where the output is named. */
  readonly outputAt: SourcePosition
}

/** `error`: the stage counts as failed, and what is below it does not run. `warn`: a notice, and the run goes on. */
export type Level = 'error' | 'warn'

export type Rule =
  | { readonly type: 'rows'; readonly bounds: Bounds }
  /** Together a key that no two rows share. */
  | { readonly type: 'unique'; readonly columns: readonly string[] }
  /** There is such a column, whatever it holds. */
  | { readonly type: 'present'; readonly column: string }
  | { readonly type: 'type'; readonly column: string; readonly expected: string }
  | { readonly type: 'nulls'; readonly column: string; readonly most: Amount }
  | { readonly type: 'range'; readonly column: string; readonly bounds: Bounds<number | string> }
  | { readonly type: 'values'; readonly column: string; readonly values: readonly Scalar[] }
  /** The newest value is at most so old. */
  | { readonly type: 'fresh'; readonly column: string; readonly withinMs: number; readonly text: string }
  /** A query that finds rows that must not be there. */
  | { readonly type: 'query'; readonly sql: string }
  /** A value inside a json output. */
  | { readonly type: 'metric'; readonly path: readonly string[]; readonly bounds: Bounds<Scalar> }

export type Scalar = number | string | boolean

/** Both ends belong to it. */
export interface Bounds<Value = number> {
  readonly min?: Value
  readonly max?: Value
  readonly equals?: Value
}

/** A number of rows, or a share of them from 0 to 1. */
export type Amount = { readonly rows: number } | { readonly share: number }
