import { MillraceError } from '../base/errors/millrace-error.ts'
import { parseIsoTime } from './civil-date.ts'
import type { NumberArray } from './read-chunks.ts'
import { type LoadableType, type TypedColumn, typeOfArray } from './typed-column.ts'

/** Rows as records, or columns as a record of arrays. */
export type TableValues =
  | readonly Readonly<Record<string, unknown>>[]
  | Readonly<Record<string, readonly unknown[] | NumberArray>>

export interface ValuesAsColumns {
  readonly rows: number
  readonly columns: readonly TypedColumn[]
  /** Columns that were given a type that cannot be filled directly: loaded as text, to be cast to it. */
  readonly casts: ReadonlyMap<string, string>
}

const millisPerDay = 86_400_000
const loadable = /^(U?(TINY|SMALL|BIG)INT|U?INTEGER|FLOAT|DOUBLE|BOOLEAN|VARCHAR|DATE|TIMESTAMP)$/
const aliases: Readonly<Record<string, LoadableType>> = {
  INT: 'INTEGER',
  TEXT: 'VARCHAR',
  STRING: 'VARCHAR',
  BOOL: 'BOOLEAN',
  REAL: 'FLOAT',
  FLOAT8: 'DOUBLE',
}
const isMissing = (value: unknown): value is null | undefined => value === null || value === undefined

function badValue(name: string, row: number, value: unknown, wanted: string): MillraceError {
  const seen = typeof value === 'string' ? JSON.stringify(value) : value instanceof Date ? 'a Date' : String(value)
  return new MillraceError('E_TABLE_VALUE', `Column "${name}" is ${wanted}, but row ${row + 1} holds ${seen}.`, {
    hint: 'Say the type of the column with `types`, or make its values of one kind.',
  })
}

function inferType(name: string, values: readonly unknown[]): LoadableType {
  let type: LoadableType | undefined
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (isMissing(value)) continue
    let seen: LoadableType
    if (typeof value === 'number') seen = 'DOUBLE'
    else if (typeof value === 'string') seen = 'VARCHAR'
    else if (typeof value === 'boolean') seen = 'BOOLEAN'
    else if (typeof value === 'bigint') seen = 'BIGINT'
    else if (value instanceof Date)
      seen = value.getTime() % millisPerDay === 0 && type !== 'TIMESTAMP' ? 'DATE' : 'TIMESTAMP'
    else throw badValue(name, i, JSON.stringify(value), 'given without a type')
    if (type === 'DATE' && seen === 'TIMESTAMP') type = 'TIMESTAMP'
    if (type !== undefined && type !== seen) throw badValue(name, i, value, type)
    type = seen
  }
  return type ?? 'VARCHAR'
}

function microsOf(value: unknown): bigint | undefined {
  if (typeof value === 'string') return parseIsoTime(value)?.micros
  const time = value instanceof Date ? value.getTime() : Number.NaN
  return Number.isNaN(time) ? undefined : BigInt(time) * 1000n
}

const integerTypes = {
  TINYINT: { Array: Int8Array, low: -128, high: 127 },
  SMALLINT: { Array: Int16Array, low: -32768, high: 32767 },
  INTEGER: { Array: Int32Array, low: -2147483648, high: 2147483647 },
  UTINYINT: { Array: Uint8Array, low: 0, high: 255 },
  USMALLINT: { Array: Uint16Array, low: 0, high: 65535 },
  UINTEGER: { Array: Uint32Array, low: 0, high: 4294967295 },
}

function convert(name: string, type: LoadableType, values: readonly unknown[]): TypedColumn {
  const rows = values.length
  let valid: Uint8Array | undefined
  function fill(set: (row: number, value: unknown) => boolean): void {
    for (let i = 0; i < rows; i++) {
      const value = values[i]
      if (isMissing(value)) {
        valid ??= new Uint8Array(rows).fill(1)
        valid[i] = 0
      } else if (!set(i, value)) throw badValue(name, i, value, type)
    }
  }
  if (type === 'VARCHAR' || type === 'BOOLEAN') {
    const kind = type === 'VARCHAR' ? 'string' : 'boolean'
    const cells: unknown[] = new Array(rows).fill(null)
    fill((i, value) => {
      cells[i] = value
      return typeof value === kind
    })
    return { name, type, values: cells as string[], valid }
  }
  if (type === 'DOUBLE' || type === 'FLOAT') {
    const numbers = type === 'DOUBLE' ? new Float64Array(rows) : new Float32Array(rows)
    fill((i, value) => {
      numbers[i] = Number(value)
      return typeof value === 'number' || typeof value === 'bigint'
    })
    return { name, type, values: numbers, valid }
  }
  if (type === 'BIGINT' || type === 'UBIGINT') {
    const numbers = type === 'BIGINT' ? new BigInt64Array(rows) : new BigUint64Array(rows)
    fill((i, value) => {
      if (typeof value !== 'bigint' && !Number.isSafeInteger(value)) return false
      numbers[i] = BigInt(value as number)
      return numbers[i] === BigInt(value as number)
    })
    return { name, type, values: numbers, valid }
  }
  if (type === 'DATE' || type === 'TIMESTAMP') {
    const unit = type === 'DATE' ? 86_400_000_000n : 1n
    const ticks = type === 'DATE' ? new Int32Array(rows) : new BigInt64Array(rows)
    fill((i, value) => {
      const micros = microsOf(value)
      if (micros === undefined || micros % unit !== 0n) return false
      ticks[i] = type === 'DATE' ? Number(micros / unit) : micros
      return true
    })
    return { name, type, values: ticks, valid }
  }
  const { Array: IntegerArray, low, high } = integerTypes[type]
  const numbers = new IntegerArray(rows)
  fill((i, value) => {
    const number = Number(value)
    numbers[i] = number
    return Number.isInteger(number) && number >= low && number <= high && typeof value !== 'string'
  })
  return { name, type, values: numbers, valid }
}

function toArrays(
  values: TableValues,
  types: Readonly<Record<string, string>>,
): Map<string, readonly unknown[] | NumberArray> {
  if (!Array.isArray(values)) return new Map(Object.entries(values))
  const records = values as readonly Readonly<Record<string, unknown>>[]
  const names = new Set<string>(records.length === 0 ? Object.keys(types) : [])
  for (const record of records) for (const name of Object.keys(record)) names.add(name)
  return new Map(
    [...names].map((name) => [name, records.map((record) => (Object.hasOwn(record, name) ? record[name] : null))]),
  )
}

/**
 * Plain values as typed columns. Numbers become DOUBLE, bigints BIGINT, Dates DATE when all stand at midnight UTC and
 * TIMESTAMP otherwise; typed arrays keep their type; null and undefined are NULL; a column without values is VARCHAR.
 * @throws E_TABLE_VALUE naming column and row of a value that does not fit; E_TABLE_COLUMN for a type of no column
 */
export function valuesToColumns(values: TableValues, types: Readonly<Record<string, string>> = {}): ValuesAsColumns {
  const arrays = toArrays(values, types)
  const casts = new Map<string, string>()
  const columns: TypedColumn[] = []
  const rows = arrays.values().next().value?.length ?? 0
  for (const name of Object.keys(types)) {
    if (!arrays.has(name))
      throw new MillraceError('E_TABLE_COLUMN', `A type is given for "${name}", which is no column.`)
  }
  if (arrays.size === 0) {
    throw new MillraceError('E_TABLE_VALUE', 'A table needs at least one column.', {
      hint: 'Where there may be no record, say the columns with `types`.',
    })
  }
  for (const [name, array] of arrays) {
    if (array.length !== rows) {
      throw new MillraceError(
        'E_TABLE_VALUE',
        `Column "${name}" has a length of ${array.length}, the first column one of ${rows}.`,
        {
          hint: 'Give every column a value for each row; null is a missing one.',
        },
      )
    }
    const declared = types[name]?.trim().toUpperCase()
    const wanted = declared === undefined ? undefined : (aliases[declared] ?? declared)
    if (ArrayBuffer.isView(array)) {
      const type = typeOfArray(array as NumberArray)
      columns.push({ name, type, values: array as NumberArray })
      if (wanted !== undefined && wanted !== type) casts.set(name, types[name]!)
    } else if (wanted !== undefined && !loadable.test(wanted)) {
      const text = (array as readonly unknown[]).map((value) =>
        isMissing(value) ? null : typeof value === 'object' ? JSON.stringify(value) : String(value),
      )
      columns.push(convert(name, 'VARCHAR', text))
      casts.set(name, types[name]!)
    } else {
      columns.push(
        convert(
          name,
          (wanted as LoadableType | undefined) ?? inferType(name, array as readonly unknown[]),
          array as readonly unknown[],
        ),
      )
    }
  }
  return { rows, columns, casts }
}
