import type { Session } from './session.ts'

/** Something in a session that can stand after FROM. */
export interface Relation {
  readonly session: Session
  /** Quoted, ready to be put into SQL. */
  readonly name: string
}

export interface Column {
  readonly name: string
  /** DuckDB's name of the type: `DOUBLE`, `VARCHAR`, `DECIMAL(18,3)`. */
  readonly type: string
}

/** What this room's functions ask of a table; `Table` has it, from whichever copy of the module it came. */
export interface RelationSource {
  /** Not executed: for a use that reads it once and in full, or a part of it. */
  relation(): Promise<Relation>
  /** Executed once and kept, where it is a query: for uses that may be followed by another. */
  computed(): Promise<Relation>
  columns(): Promise<readonly Column[]>
}
