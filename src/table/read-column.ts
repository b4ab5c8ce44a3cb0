import { carried } from './carrier.ts'
import { eachNull, type NumberArray, readChunks, vectorNumbers, vectorValidity } from './read-chunks.ts'
import type { Column, Relation } from './relation.ts'

export interface ColumnData {
  readonly name: string
  /** DuckDB's name of the type. */
  readonly type: string
  /**
   * One value a row: typed arrays for numbers (DECIMAL as Float64Array), DATE (Int32Array of days since 1970), TIME and
   * TIMESTAMP (BigInt64Array of microseconds); `boolean[]`, `string[]`, `bigint[]` for HUGEINT, `Uint8Array[]` for
   * BLOB. Other types come as text. What stands at a NULL is 0, `''` or `false`.
   */
  readonly values: ColumnValues
  /** 1 where the row has a value, 0 where it is NULL; undefined when no row is NULL. */
  readonly valid: Uint8Array | undefined
}

export type ColumnValues = NumberArray | string[] | boolean[] | bigint[] | Uint8Array[]

const arrays = {
  TINYINT: Int8Array,
  SMALLINT: Int16Array,
  INTEGER: Int32Array,
  DATE: Int32Array,
  UTINYINT: Uint8Array,
  USMALLINT: Uint16Array,
  UINTEGER: Uint32Array,
  UBIGINT: BigUint64Array,
  FLOAT: Float32Array,
  DOUBLE: Float64Array,
  BOOLEAN: Uint8Array,
} as const

function emptyNumbers(type: string, rows: number): NumberArray {
  const Type = arrays[type as keyof typeof arrays] ?? BigInt64Array
  return new Type(rows)
}

/** Reads one column of a relation. @param rows how many the relation has */
export async function readColumn(relation: Relation, column: Column, rows: number): Promise<ColumnData> {
  const { name, type } = column
  const decimal = type.startsWith('DECIMAL')
  const source = carried(name, type)
  const expression = decimal ? `CAST(${source.expression} AS DOUBLE)` : source.expression
  const numbers = source.carrier === 'numbers' || decimal ? emptyNumbers(decimal ? 'DOUBLE' : type, rows) : undefined
  const others: unknown[] = numbers === undefined ? new Array(rows) : []
  const absent = source.carrier === 'blob' ? new Uint8Array() : ''
  let valid: Uint8Array | undefined

  await readChunks(relation.session, `SELECT ${expression} FROM ${relation.name}`, (chunk, firstRow) => {
    const vector = chunk.getColumnVector(0)
    const count = chunk.rowCount
    if (numbers !== undefined) {
      numbers.set(vectorNumbers(vector) as never, firstRow)
    } else {
      for (let i = 0; i < count; i++) {
        const item = vector.getItem(i)
        others[firstRow + i] =
          item === null
            ? absent
            : source.carrier === 'blob'
              ? new Uint8Array((item as { bytes: Uint8Array }).bytes)
              : item
      }
    }
    eachNull(vectorValidity(vector), count, (i) => {
      valid ??= new Uint8Array(rows).fill(1)
      valid[firstRow + i] = 0
      if (numbers instanceof BigInt64Array || numbers instanceof BigUint64Array) numbers[firstRow + i] = 0n
      else if (numbers !== undefined) numbers[firstRow + i] = 0
    })
  })

  let values: ColumnValues = numbers ?? (others as string[])
  if (type === 'BOOLEAN') values = Array.from(numbers as Uint8Array, (value) => value === 1)
  if (type === 'HUGEINT' || type === 'UHUGEINT')
    values = (others as string[]).map((text) => BigInt(text === '' ? 0 : text))
  return { name, type, values, valid }
}
