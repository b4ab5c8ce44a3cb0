import { currentSession } from './current-session.ts'
import { parquetSource } from './parquet-relation.ts'
import { sqlName } from './quote.ts'
import { readChunks } from './read-chunks.ts'
import { type Cell, plainCell } from './read-rows.ts'
import type { Column, Relation, RelationSource } from './relation.ts'
import type { Session } from './session.ts'

export interface TableDifference {
  readonly what: 'columns' | 'types' | 'rows' | 'value'
  /** The first column, in the order of the first table, that differs. */
  readonly column?: string
  /** The first row of it that differs; the first row of a table is 1. */
  readonly row?: number
  /** What the first table has there: the names, the type, the number of rows, or the value. */
  readonly a: unknown
  readonly b: unknown
}

const floating = /^(FLOAT|DOUBLE)$/

/** True where the two values differ in bits; any NaN equals any NaN, as in `contentDigest`. */
function differs({ name, type }: Column): string {
  const [x, y] = [`__millrace_a.${sqlName(name)}`, `__millrace_b.${sqlName(name)}`]
  const unequal = `${x} IS DISTINCT FROM ${y}`
  return floating.test(type) ? `(${unequal} OR signbit(${x}) <> signbit(${y}) AND NOT isnan(${x}))` : `(${unequal})`
}

async function firstRows(
  a: Relation,
  b: Relation,
  columns: readonly Column[],
): Promise<readonly (number | undefined)[]> {
  const { session } = a
  const flags = columns.map((column, j) => `${differs(column)} AS d${j}`).join(', ')
  const firsts = columns.map((_, j) => `min(n) FILTER (d${j})`).join(', ')
  const [row] = await session.all(
    `SELECT ${firsts} FROM (SELECT ${flags}, row_number() OVER () AS n
       FROM ${a.name} AS __millrace_a POSITIONAL JOIN ${b.name} AS __millrace_b)`,
  )
  return row!.map((n) => (n === null ? undefined : Number(n)))
}

async function cellAt(relation: Relation, column: string, row: number): Promise<Cell> {
  let cell: Cell = null
  const sql = `SELECT ${sqlName(column)} FROM ${relation.name} LIMIT 1 OFFSET ${row - 1}`
  await readChunks(relation.session, sql, (chunk) => {
    const vector = chunk.getColumnVector(0)
    cell = plainCell(vector.getItem(0) as never, vector.type)
  })
  return cell
}

/**
 * The first difference between two tables: in their columns, then types, then number of rows, then values, column by
 * column. @returns undefined when they hold the same
 */
export async function firstDifference(
  tableA: RelationSource | string,
  tableB: RelationSource | string,
  session: Session = currentSession(),
): Promise<TableDifference | undefined> {
  const sourceOf = (table: RelationSource | string) =>
    typeof table === 'string' ? parquetSource(session, table) : table
  const [first, second] = [sourceOf(tableA), sourceOf(tableB)]
  const [columnsA, columnsB] = [await first.columns(), await second.columns()]
  const [namesA, namesB] = [columnsA.map((column) => column.name), columnsB.map((column) => column.name)]
  const wrong = namesA.findIndex((name, j) => name !== namesB[j])
  if (wrong >= 0 || namesA.length !== namesB.length) {
    const column = namesA[wrong] ?? namesB[namesA.length]
    return { what: 'columns', ...(column === undefined ? {} : { column }), a: namesA, b: namesB }
  }
  for (const [j, { name, type }] of columnsA.entries()) {
    if (type !== columnsB[j]!.type) return { what: 'types', column: name, a: type, b: columnsB[j]!.type }
  }
  const [a, b] = [await first.computed(), await second.computed()]
  const [rowsA, rowsB] = await Promise.all(
    [a, b].map(async (r) => Number((await r.session.all(`SELECT count(*) FROM ${r.name}`))[0]![0])),
  )
  if (rowsA !== rowsB) return { what: 'rows', a: rowsA, b: rowsB }
  const rows = await firstRows(a, b, columnsA)
  const index = rows.findIndex((row) => row !== undefined)
  if (index < 0) return undefined
  const column = namesA[index]!
  const row = rows[index]!
  return { what: 'value', column, row, a: await cellAt(a, column, row), b: await cellAt(b, column, row) }
}
