import type { NumberArray } from './read-chunks.ts'

/** A column in memory, on its way into DuckDB. `ColumnData`, as a table gives it, is one. */
export interface TypedColumn {
  readonly name: string
  /** DuckDB's name of a type that `loadColumns` can fill. */
  readonly type: LoadableType
  readonly values: NumberArray | readonly (string | null)[] | readonly (boolean | null)[]
  /** 1 where the row has a value; undefined when every row has one. */
  readonly valid?: Uint8Array | undefined
}

export type LoadableType =
  | `${'' | 'U'}${'TINY' | 'SMALL' | 'BIG'}INT`
  | `${'' | 'U'}INTEGER`
  | 'FLOAT'
  | 'DOUBLE'
  | 'BOOLEAN'
  | 'VARCHAR'
  | 'DATE'
  | 'TIMESTAMP'

/** The type that a typed array is stored as. */
export function typeOfArray(values: NumberArray): LoadableType {
  if (values instanceof Float64Array) return 'DOUBLE'
  if (values instanceof Float32Array) return 'FLOAT'
  if (values instanceof Int32Array) return 'INTEGER'
  if (values instanceof BigInt64Array) return 'BIGINT'
  if (values instanceof Int16Array) return 'SMALLINT'
  if (values instanceof Int8Array) return 'TINYINT'
  if (values instanceof Uint8Array) return 'UTINYINT'
  if (values instanceof Uint16Array) return 'USMALLINT'
  if (values instanceof Uint32Array) return 'UINTEGER'
  return 'UBIGINT'
}
