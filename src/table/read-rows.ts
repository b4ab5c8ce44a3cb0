import type { DuckDBType, DuckDBValue } from '@duckdb/node-api'
import { readChunks } from './read-chunks.ts'
import type { Relation } from './relation.ts'

/** A cell as plain data. Dates and timestamps are ISO text; a 64-bit integer is a bigint only when it must be. */
export type Cell =
  | string
  | number
  | bigint
  | boolean
  | null
  | Uint8Array
  | readonly Cell[]
  | { readonly [key: string]: Cell }

function integer(value: bigint): number | bigint {
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value
}

/** `2013-08-17T20:00:00.000Z`; six or nine digits of the second where they are not zero. */
function isoTimestamp(ticks: bigint, perSecond: bigint): string {
  const perMilli = perSecond / 1000n
  const inMillis = perMilli === 0n ? ticks * (1000n / perSecond) : ticks / perMilli
  const rest = perMilli === 0n ? 0n : ((ticks % perMilli) + perMilli) % perMilli
  const millis = Number(rest !== 0n && ticks < 0n ? inMillis - 1n : inMillis)
  if (!(Math.abs(millis) <= 8.64e15)) return millis > 0 ? 'infinity' : '-infinity'
  const text = new Date(millis).toISOString()
  if (rest === 0n) return text
  return `${text.slice(0, -1)}${String(rest).padStart(perMilli === 1000n ? 3 : 6, '0')}Z`
}

type Loose = {
  days: number
  micros: bigint
  seconds: bigint
  millis: bigint
  nanos: bigint
  bytes: Uint8Array
  items: DuckDBValue[]
  entries: unknown
  toDouble(): number
}

/** One value of DuckDB's client as plain data, by DuckDB's type. */
export function plainCell(value: DuckDBValue, type: DuckDBType): Cell {
  if (value === null) return null
  if (typeof value === 'bigint') return integer(value)
  if (typeof value !== 'object') return value
  const loose = value as unknown as Loose
  const name = String(type)
  if (name === 'DATE') {
    const time = loose.days * 86_400_000
    return Math.abs(time) <= 8.64e15 ? new Date(time).toISOString().replace(/T.*/, '') : String(value)
  }
  if (name === 'TIMESTAMP' || name === 'TIMESTAMP WITH TIME ZONE') return isoTimestamp(loose.micros, 1_000_000n)
  if (name === 'TIMESTAMP_S') return isoTimestamp(loose.seconds, 1n)
  if (name === 'TIMESTAMP_MS') return isoTimestamp(loose.millis, 1000n)
  if (name === 'TIMESTAMP_NS') return isoTimestamp(loose.nanos, 1_000_000_000n)
  if (name === 'BLOB') return new Uint8Array(loose.bytes)
  if (name.startsWith('DECIMAL')) return loose.toDouble()
  const nested = type as unknown as { valueType?: DuckDBType; entryNames?: string[]; entryTypes?: DuckDBType[] }
  if (Array.isArray(loose.items) && nested.valueType !== undefined) {
    return loose.items.map((item) => plainCell(item, nested.valueType!))
  }
  if (nested.entryNames !== undefined && nested.entryTypes !== undefined) {
    const entries = loose.entries as Record<string, DuckDBValue>
    return Object.fromEntries(
      nested.entryNames.map((key, i) => [key, plainCell(entries[key]!, nested.entryTypes![i]!)]),
    )
  }
  return String(value)
}

/** Rows as plain records, in the relation's order. */
export async function readRows(
  relation: Relation,
  { limit, offset = 0 }: { readonly limit?: number | undefined; readonly offset?: number | undefined } = {},
): Promise<Record<string, Cell>[]> {
  const rows: Record<string, Cell>[] = []
  const part = `${limit === undefined ? '' : ` LIMIT ${Number(limit)}`}${offset > 0 ? ` OFFSET ${Number(offset)}` : ''}`
  await readChunks(relation.session, `SELECT * FROM ${relation.name}${part}`, (chunk, firstRow, names) => {
    for (let i = 0; i < chunk.rowCount; i++) rows[firstRow + i] = {}
    for (let j = 0; j < chunk.columnCount; j++) {
      const vector = chunk.getColumnVector(j)
      const type = vector.type
      const name = names[j]!
      for (let i = 0; i < chunk.rowCount; i++)
        rows[firstRow + i]![name] = plainCell(vector.getItem(i) as DuckDBValue, type)
    }
  })
  return rows
}
