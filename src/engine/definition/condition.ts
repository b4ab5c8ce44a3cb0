import type { SourcePosition } from '../../base/errors/position.ts'
import type { Wire } from './wire.ts'

/** A `when:`, parsed: the stage runs while it is true. */
export interface Condition {
  /** As written. */
  readonly text: string
  readonly expression: Expression
  /** Every output that it looks at. */
  readonly wires: readonly Wire[]
  readonly at: SourcePosition
}

export type Expression =
  | { readonly type: 'literal'; readonly value: number | string | boolean | null }
  /** A value inside a json output: `evaluate.metrics.test.rmse`. */
  | { readonly type: 'value'; readonly wire: Wire; readonly path: readonly string[]; readonly text: string }
  | { readonly type: 'not'; readonly of: Expression }
  | { readonly type: 'minus'; readonly of: Expression }
  | {
      readonly type: 'binary'
      readonly operator: BinaryOperator
      readonly left: Expression
      readonly right: Expression
    }

export type BinaryOperator = 'and' | 'or' | '<' | '<=' | '>' | '>=' | '==' | '!=' | '+' | '-' | '*' | '/'
