import type { DuckDBDataChunk, DuckDBType } from '@duckdb/node-api'
import { duckdbClient } from './duckdb-client.ts'
import { orQueryError } from './query-error.ts'
import { sqlName } from './quote.ts'
import { vectorNumbers } from './read-chunks.ts'
import type { Relation } from './relation.ts'
import type { Session } from './session.ts'
import type { LoadableType, TypedColumn } from './typed-column.ts'

const chunkRows = 2048
const yieldEveryChunks = 64

function fillVector(chunk: DuckDBDataChunk, index: number, column: TypedColumn, start: number, end: number): void {
  const vector = chunk.getColumnVector(index)
  const { values, valid } = column
  if (Array.isArray(values) || column.type === 'BOOLEAN') {
    for (let i = start; i < end; i++) {
      const value = valid?.[i] === 0 ? null : values[i]
      vector.setItem(i - start, column.type === 'BOOLEAN' && value !== null ? Boolean(value) : value)
    }
  } else {
    vectorNumbers(vector).set((values as Float64Array).subarray(start, end) as never)
    if (valid !== undefined) {
      const { validity } = vector as unknown as { validity: { setItemValid(row: number, valid: boolean): void } }
      for (let i = start; i < end; i++) if (valid[i] === 0) validity.setItemValid(i - start, false)
    }
  }
  vector.flush()
}

/**
 * Typed arrays into a new DuckDB table, through one data chunk used again and again.
 * @returns the table, which lives as long as its session
 */
export async function loadColumns(session: Session, columns: readonly TypedColumn[], rows: number): Promise<Relation> {
  const duckdb = await duckdbClient()
  const name = session.freshName()
  const definition = columns.map((column) => `${sqlName(column.name)} ${column.type}`).join(', ')
  const create = `CREATE TABLE ${name} (${definition})`
  await orQueryError(() => session.run(create))
  if (rows === 0) return { session, name }

  const types: Record<LoadableType, DuckDBType> = duckdb
  await session.exclusive(async (connection) => {
    const appender = await connection.createAppender(name.slice(1, -1))
    const chunk = duckdb.DuckDBDataChunk.create(columns.map((column) => types[column.type]))
    for (let start = 0, count = 1; start < rows; start += chunkRows, count++) {
      const end = Math.min(rows, start + chunkRows)
      chunk.reset()
      chunk.rowCount = end - start
      for (let j = 0; j < columns.length; j++) fillVector(chunk, j, columns[j]!, start, end)
      appender.appendDataChunk(chunk)
      if (count % yieldEveryChunks === 0) await new Promise(setImmediate)
    }
    appender.closeSync()
  })
  return { session, name }
}
