import { sqlName } from './quote.ts'

/** How the values of a column come over from DuckDB. */
export type Carrier = 'numbers' | 'text' | 'blob'

export interface CarriedColumn {
  readonly carrier: Carrier
  /** What to select, so that the column arrives in that way. */
  readonly expression: string
}

const fixedWidth = new Set([
  ...['TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'UTINYINT', 'USMALLINT', 'UINTEGER', 'UBIGINT', 'FLOAT', 'DOUBLE'],
  ...['DATE', 'TIME', 'TIMESTAMP', 'TIMESTAMP_S', 'TIMESTAMP_MS', 'TIMESTAMP_NS', 'TIMESTAMP WITH TIME ZONE'],
])

/** Whether a value holds further values, so that its plain text could be read in two ways. */
export function isNested(type: string): boolean {
  return type.endsWith(']') || /^(STRUCT|MAP|UNION|VARIANT)\b/.test(type)
}

/**
 * Numbers, dates and times come as typed arrays, which is the fast way; booleans as 0 and 1. Everything else comes as
 * text with one spelling for one value: nested values as JSON, since `[a, b]` in plain text may be one item or two.
 */
export function carried(name: string, type: string): CarriedColumn {
  const column = sqlName(name)
  if (fixedWidth.has(type)) return { carrier: 'numbers', expression: column }
  if (type === 'BOOLEAN') return { carrier: 'numbers', expression: `CAST(${column} AS UTINYINT)` }
  if (type === 'VARCHAR') return { carrier: 'text', expression: column }
  if (type === 'BLOB') return { carrier: 'blob', expression: column }
  if (isNested(type)) return { carrier: 'text', expression: `CAST(to_json(${column}) AS VARCHAR)` }
  return { carrier: 'text', expression: `CAST(${column} AS VARCHAR)` }
}
