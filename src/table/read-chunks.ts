import type { DuckDBDataChunk, DuckDBVector } from '@duckdb/node-api'
import { orQueryError } from './query-error.ts'
import type { Session } from './session.ts'

export type NumberArray =
  | Float64Array
  | Float32Array
  | Int8Array
  | Int16Array
  | Int32Array
  | BigInt64Array
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | BigUint64Array

/**
 * Streams a query: `visit` sees each chunk, up to 2,048 rows of it, while its memory is valid; it must copy.
 * @throws E_TABLE_QUERY
 */
export async function readChunks(
  session: Session,
  sql: string,
  visit: (chunk: DuckDBDataChunk, firstRow: number, names: readonly string[]) => void,
): Promise<void> {
  const read = () =>
    session.exclusive(async (connection) => {
      const result = await connection.stream(sql)
      const names = result.columnNames()
      let row = 0
      for (;;) {
        const chunk = await result.fetchChunk()
        if (chunk === null || chunk.rowCount === 0) return
        visit(chunk, row, names)
        row += chunk.rowCount
      }
    })
  await orQueryError(read)
}

/** The values of a vector of numbers, dates or times, as a view. What stands at a NULL is undefined. */
export function vectorNumbers(vector: DuckDBVector): NumberArray {
  return (vector as unknown as { items: NumberArray }).items
}

/**
 * One bit a row, lowest first, 1 where there is a value; undefined when there is one everywhere. The words are not
 * part of the client's public types, but asking it row by row (`itemValid`) makes three big integers a row.
 */
export function vectorValidity(vector: DuckDBVector): Uint8Array | undefined {
  const { validity } = vector as unknown as { validity: { data: BigUint64Array | null } }
  const words = validity.data
  if (words === null) return undefined
  return new Uint8Array(words.buffer, words.byteOffset, words.byteLength)
}

/** Calls `missing` with the index of every row of a chunk that is NULL. */
export function eachNull(validity: Uint8Array | undefined, rows: number, missing: (row: number) => void): void {
  if (validity === undefined) return
  for (let byte = 0; byte * 8 < rows; byte++) {
    const bits = validity[byte]!
    if (bits === 0xff) continue
    const end = Math.min(rows, byte * 8 + 8)
    for (let row = byte * 8; row < end; row++) if ((bits & (1 << (row & 7))) === 0) missing(row)
  }
}
