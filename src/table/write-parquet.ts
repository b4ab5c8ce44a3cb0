import { statSync } from 'node:fs'
import { orQueryError } from './query-error.ts'
import { sqlString } from './quote.ts'
import type { Column, RelationSource } from './relation.ts'
import { storedColumn } from './stored-column.ts'

export interface WrittenTable {
  readonly rows: number
  readonly bytes: number
  /** As they are stored. */
  readonly columns: readonly Column[]
}

/** DuckDB's own default, said so that a later version cannot change the bytes. */
const rowGroupSize = 122_880

/**
 * Writes a table to a Parquet file, zstd. A query is streamed into it and not kept. The same rows give the same bytes,
 * from any session with one thread and the same DuckDB version. An existing file is replaced.
 * @throws E_TABLE_QUERY when the query fails while it runs, or the file cannot be written
 */
export async function writeParquet(table: RelationSource, path: string): Promise<WrittenTable> {
  const { session, name } = await table.relation()
  const columns = (await table.columns()).map(storedColumn)
  const select = `SELECT ${columns.map((column) => column.expression).join(', ')} FROM ${name}`
  const copy = `COPY (${select}) TO ${sqlString(path)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${rowGroupSize})`
  const [row] = await orQueryError(() => session.all(copy))
  return {
    rows: Number(row![0]),
    bytes: statSync(path).size,
    columns: columns.map(({ name, type }) => ({ name, type })),
  }
}
