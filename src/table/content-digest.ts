import { createHash, type Hash } from 'node:crypto'
import type { DuckDBVector } from '@duckdb/node-api'
import { type Sha256, sha256Json } from '../base/hash.ts'
import { type Carrier, carried } from './carrier.ts'
import { currentSession } from './current-session.ts'
import { parquetSource } from './parquet-relation.ts'
import { eachNull, readChunks, vectorNumbers, vectorValidity } from './read-chunks.ts'
import type { RelationSource } from './relation.ts'
import type { Session } from './session.ts'
import { storedColumn } from './stored-column.ts'

const canonicalNaN = 0x7ff8000000000000n

interface ColumnHash {
  readonly name: string
  readonly type: string
  readonly carrier: Carrier
  readonly expression: string
  readonly values: Hash
  /** Indexes of the rows that are NULL, eight bytes each: the same for any cut into chunks, as a bitmap is not. */
  readonly nulls: Hash
}

function hasNaN(values: ArrayLike<unknown>, count: number): boolean {
  for (let i = 0; i < count; i++) if (Number.isNaN(values[i])) return true
  return false
}

/** Values with nulls zeroed and every NaN with the same bits; a view where nothing needs to be changed. */
function canonicalNumbers(vector: DuckDBVector, nulls: Float64Array, count: number): Uint8Array {
  let items = vectorNumbers(vector).subarray(0, count)
  const floating = items instanceof Float64Array || items instanceof Float32Array
  if (nulls.length > 0 || (floating && hasNaN(items, count))) {
    items = items.slice()
    const zero = items instanceof BigInt64Array || items instanceof BigUint64Array ? 0n : 0
    for (const row of nulls) items[row] = zero
    if (items instanceof Float64Array) {
      const bits = new BigUint64Array(items.buffer)
      for (let i = 0; i < count; i++) if (Number.isNaN(items[i])) bits[i] = canonicalNaN
    } else if (items instanceof Float32Array) {
      const bits = new Uint32Array(items.buffer)
      for (let i = 0; i < count; i++) if (Number.isNaN(items[i])) bits[i] = 0x7fc00000
    }
  }
  return new Uint8Array(items.buffer, items.byteOffset, items.byteLength)
}

let scratch = Buffer.alloc(1 << 16)

/** Each text or blob as its length in bytes (four bytes) and its bytes; a NULL has length 0. */
function lengthPrefixed(vector: DuckDBVector, count: number): Uint8Array {
  let end = 0
  for (let i = 0; i < count; i++) {
    const bytes = (vector.getItem(i) as { bytes: Uint8Array } | null)?.bytes
    const length = bytes?.length ?? 0
    if (end + 4 + length > scratch.length) {
      const larger = Buffer.alloc((end + 4 + length) * 2)
      larger.set(scratch.subarray(0, end))
      scratch = larger
    }
    scratch.writeUInt32LE(length, end)
    if (bytes !== undefined) scratch.set(bytes, end + 4)
    end += 4 + length
  }
  return scratch.subarray(0, end)
}

/**
 * SHA-256 of what a table holds: the names, types and values of its columns in order, row by row. It does not depend on
 * row groups, compression or chunks. Every NaN counts as the same, while 0 and -0 differ. Types count as they are
 * stored (see `storedColumn`), so that a table and its Parquet file have one digest.
 * @param table a table, or the path of a Parquet file (read in `session`)
 * @throws what reading the table throws; E_FILE_NOT_FOUND and E_INPUT_FORMAT for a path
 */
export async function contentDigest(
  table: RelationSource | string,
  session: Session = currentSession(),
): Promise<Sha256> {
  const source = typeof table === 'string' ? parquetSource(session, table) : table
  const stored = (await source.columns()).map(storedColumn)
  const columns: ColumnHash[] = stored.map(({ name, type }) => {
    const { carrier, expression } = carried(name, type)
    return {
      ...{ name, type, carrier, values: createHash('sha256'), nulls: createHash('sha256') },
      // As bytes: the client's text decoder would drop a byte order mark at the start of a text.
      expression: carrier === 'text' ? `encode(${expression})` : expression,
    }
  })
  const relation = await source.computed()
  const select = (parts: readonly { readonly expression: string }[]) => parts.map((part) => part.expression).join(', ')
  const sql = `SELECT ${select(columns)} FROM (SELECT ${select(stored)} FROM ${relation.name})`
  let rows = 0
  await readChunks(relation.session, sql, (chunk, firstRow) => {
    const count = chunk.rowCount
    for (let j = 0; j < columns.length; j++) {
      const { carrier, values, nulls } = columns[j]!
      const vector = chunk.getColumnVector(j)
      const missing: number[] = []
      eachNull(vectorValidity(vector), count, (row) => missing.push(row))
      const missingRows = Float64Array.from(missing)
      values.update(
        carrier === 'numbers' ? canonicalNumbers(vector, missingRows, count) : lengthPrefixed(vector, count),
      )
      if (missing.length > 0) nulls.update(new Uint8Array(missingRows.map((row) => row + firstRow).buffer))
    }
    rows = firstRow + count
  })
  const digests = columns.map(({ name, type, values, nulls }) =>
    sha256Json({ name, type, values: values.digest('hex'), nulls: nulls.digest('hex') }),
  )
  return sha256Json({ format: 1, rows, columns: digests })
}
