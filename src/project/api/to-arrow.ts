import type { Table as ArrowTable, Data, DataType } from 'apache-arrow'
import type { ColumnData, Table } from '../../table/index.ts'

/**
 * A table as an Arrow table. Typed arrays are handed over as they are, without a copy; only NULLs need a bitmap of their own.
 * O(cells).
 */
export async function toArrow(table: Table): Promise<ArrowTable> {
  const arrow = await import('apache-arrow')
  const columns = await table.columns()
  const rows = await table.count()
  const data: Record<string, Data> = {}
  for (const { name } of columns) {
    const column = await table.column(name)
    data[name] = columnData(arrow, column, rows)
  }
  const fields = Object.entries(data).map(([name, { type }]) => new arrow.Field(name, type, true))
  const schema = new arrow.Schema(fields)
  const struct = arrow.makeData({
    type: new arrow.Struct(fields),
    length: rows,
    nullCount: 0,
    children: Object.values(data),
  })
  return new arrow.Table(schema, [new arrow.RecordBatch(schema, struct as never)])
}

type Arrow = typeof import('apache-arrow')

function columnData(arrow: Arrow, column: ColumnData, rows: number): Data {
  const type = arrowType(arrow, column.type)
  const { values, valid } = column
  if (type === undefined || !ArrayBuffer.isView(values)) return builtData(arrow, column, rows)
  return arrow.makeData({ type, length: rows, data: values, ...nulls(valid) } as never)
}

/** What Arrow stores as DuckDB hands it over. */
function arrowType(arrow: Arrow, type: string): DataType | undefined {
  if (type.startsWith('DECIMAL')) return new arrow.Float64()
  const makers: Readonly<Record<string, () => DataType>> = {
    TINYINT: () => new arrow.Int8(),
    SMALLINT: () => new arrow.Int16(),
    INTEGER: () => new arrow.Int32(),
    BIGINT: () => new arrow.Int64(),
    UTINYINT: () => new arrow.Uint8(),
    USMALLINT: () => new arrow.Uint16(),
    UINTEGER: () => new arrow.Uint32(),
    UBIGINT: () => new arrow.Uint64(),
    FLOAT: () => new arrow.Float32(),
    DOUBLE: () => new arrow.Float64(),
    DATE: () => new arrow.DateDay(),
    TIMESTAMP: () => new arrow.TimestampMicrosecond(),
    'TIMESTAMP WITH TIME ZONE': () => new arrow.TimestampMicrosecond('UTC'),
    TIMESTAMP_S: () => new arrow.TimestampSecond(),
    TIMESTAMP_MS: () => new arrow.TimestampMillisecond(),
    TIMESTAMP_NS: () => new arrow.TimestampNanosecond(),
  }
  return makers[type]?.()
}

function builtData(arrow: Arrow, { values, valid, type }: ColumnData, rows: number): Data {
  const arrowType = type === 'BOOLEAN' ? new arrow.Bool() : type === 'BLOB' ? new arrow.Binary() : new arrow.Utf8()
  const builder = arrow.makeBuilder({ type: arrowType as DataType, nullValues: [null] })
  for (let i = 0; i < rows; i++) {
    const value = values[i]
    builder.append(
      valid?.[i] === 0 ? null : typeof value === 'bigint' || typeof value === 'number' ? String(value) : value,
    )
  }
  return builder.finish().flush()
}

/** One bit a row, lowest first, as Arrow wants it. */
function nulls(valid: Uint8Array | undefined): { nullCount: number; nullBitmap?: Uint8Array } {
  if (valid === undefined) return { nullCount: 0 }
  const nullBitmap = new Uint8Array(Math.ceil(valid.length / 64) * 8)
  let nullCount = 0
  for (let i = 0; i < valid.length; i++) {
    if (valid[i] === 1) nullBitmap[i >> 3]! |= 1 << (i & 7)
    else nullCount++
  }
  return { nullCount, nullBitmap }
}
