import { readCsv } from '../../table/ingest/read-csv.ts'
import { sqlName } from '../../table/quote.ts'
import { openSession } from '../../table/session.ts'

/** A value of a column, as DuckDB writes it, and in how many rows it stands. */
export interface CountedValue {
  readonly value: string
  readonly rows: number
}

/** What a column of a file holds, as far as choosing a use for it needs. */
export interface LookedAtColumn {
  readonly name: string
  readonly type: string
  readonly nulls: number
  readonly distinct: number
  /** Whether it counts the rows: whole numbers without a gap, each once. */
  readonly numbersRows: boolean
  /** All values in their own order; empty where there are more than `mostListed`. */
  readonly values: readonly CountedValue[]
}

export interface LookedAtFile {
  readonly rows: number
  readonly columns: readonly LookedAtColumn[]
  /** The values below which a third and two thirds of a column lie; values of the column itself. */
  tertiles(column: string): readonly number[]
}

const mostListed = 50
const numeric = new Set(['BIGINT', 'DOUBLE'])

/**
 * Reads a CSV file as `ingest` would and says what its columns hold.
 * @param target its tertiles are looked at too, where it is numeric
 * @throws E_CSV_HEADER and its like, as `ingest` would
 */
export async function lookAtCsv(path: string, target: string): Promise<LookedAtFile> {
  const session = openSession()
  try {
    const { table, columns: found, counts } = await readCsv([path], {}, session)
    const rows = counts.rows
    const columns: LookedAtColumn[] = []
    const tertiles = new Map<string, number[]>()
    for (const { name, type, nulls } of found) {
      const column = sqlName(name)
      const span = numeric.has(type) ? `max(${column}) - min(${column}) + 1` : '0'
      const [counted] = await table
        .sql(`SELECT count(DISTINCT ${column})::DOUBLE AS n, (${span})::DOUBLE AS span FROM self`)
        .rows()
      const distinct = Number(counted!.n)
      const values =
        distinct > mostListed
          ? []
          : await table
              .sql(
                `SELECT CAST(${column} AS VARCHAR) AS value, count(*)::DOUBLE AS n FROM self
                 WHERE ${column} IS NOT NULL GROUP BY ${column} ORDER BY ${column}`,
              )
              .rows()
      columns.push({
        name,
        type,
        nulls,
        distinct,
        numbersRows: type === 'BIGINT' && rows > 2 && distinct === rows && Number(counted!.span) === rows,
        values: values.map(({ value, n }) => ({ value: String(value), rows: Number(n) })),
      })
      if (name !== target || !numeric.has(type)) continue
      const [cuts] = await table
        .sql(
          `SELECT quantile_disc(${column}, 1/3)::DOUBLE AS a, quantile_disc(${column}, 2/3)::DOUBLE AS b,
             max(${column}) FILTER (${column} < (SELECT max(${column}) FROM self))::DOUBLE AS most FROM self`,
        )
        .rows()
      const { a, b, most } = cuts!
      // Where many rows have one value the thirds meet: then there are fewer classes, and none is empty.
      tertiles.set(name, [...new Set([Math.min(Number(a), Number(most)), Math.min(Number(b), Number(most))])])
    }
    return { rows, columns, tertiles: (column) => tertiles.get(column) ?? [] }
  } finally {
    await session.close()
  }
}
