import { sqlName } from './quote.ts'
import type { Column } from './relation.ts'

export interface StoredColumn extends Column {
  /** What to select for it. */
  readonly expression: string
}

/**
 * A column as it is stored. Parquet has no 128-bit integers (DuckDB would write them as DOUBLE and lose digits, and
 * `sum` of integers gives one): they are stored as BIGINT, and a number beyond it is an error. The other types that
 * Parquet does not keep are named as they come back.
 */
export function storedColumn({ name, type }: Column): StoredColumn {
  const stored = storedType(type)
  const expression = stored === type ? sqlName(name) : `CAST(${sqlName(name)} AS ${stored}) AS ${sqlName(name)}`
  return { name, type: stored, expression }
}

function storedType(type: string): string {
  if (type === 'HUGEINT' || type === 'UHUGEINT') return 'BIGINT'
  if (type === 'TIMESTAMP_S' || type === 'TIMESTAMP_MS') return 'TIMESTAMP'
  if (type === 'BIT' || type.startsWith('ENUM(')) return 'VARCHAR'
  return type.replace(/\[\d+\]$/, '[]')
}
