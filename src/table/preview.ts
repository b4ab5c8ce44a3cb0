import { currentSession } from './current-session.ts'
import { isNumericType } from './numeric-type.ts'
import { onlyRow } from './only-row.ts'
import { parquetSource } from './parquet-relation.ts'
import { sqlName } from './quote.ts'
import { readChunks, vectorNumbers, vectorValidity } from './read-chunks.ts'
import { type Cell, readRows } from './read-rows.ts'
import type { Column, Relation, RelationSource } from './relation.ts'
import type { Session } from './session.ts'
import { shownCell } from './shown-cell.ts'

export type PreviewCell = string | number | boolean | null

export interface TablePreview {
  readonly rows: number
  readonly columns: readonly ColumnPreview[]
  /** The first rows, cells in column order; dates and timestamps as ISO text, null where missing. */
  readonly head: readonly (readonly PreviewCell[])[]
}

export interface ColumnPreview {
  readonly name: string
  readonly type: string
  readonly nulls: number
  /** Exact; absent for columns of large tables that hardly repeat a value. */
  readonly distinct?: number
  readonly min?: string | number
  readonly max?: string | number
  /** Counts in 12 equal bins from `min` to `max`, for numbers whose range is finite; NaN and infinities are left out. */
  readonly histogram?: readonly number[]
}

const bins = 12
/** Counting a million distinct doubles takes 0.7 s a column: a large table is counted where values repeat. */
const smallTable = 20_000
const fewValues = 10_000
/** A page carries so many cells of a table: a narrow one shows more rows than a wide one. */
const cellsShown = 1500
const ordered = /^(BOOLEAN|VARCHAR|DATE|TIME.*|UUID|ENUM\(.*\))$/s

/** What a column is measured by: finite numbers, or anything that has an order. */
function measured({ name, type }: Column): string | undefined {
  const column = sqlName(name)
  if (type === 'FLOAT' || type === 'DOUBLE') return `CASE WHEN isfinite(${column}) THEN ${column} END`
  return isNumericType(type) || ordered.test(type) ? column : undefined
}

/** First pass. The estimate only decides whether an exact count of distinct values is worth its time. */
function summarize(relation: Relation, columns: readonly Column[]): Promise<Record<string, Cell>> {
  const parts = columns.flatMap((column, j) => {
    const value = measured(column)
    const nulls = `count(*) - count(${sqlName(column.name)}) AS nulls${j}`
    if (value === undefined) return [nulls]
    const estimate = `approx_count_distinct(${sqlName(column.name)}) AS estimate${j}`
    return [nulls, estimate, `min(${value}) AS min${j}`, `max(${value}) AS max${j}`]
  })
  return onlyRow(relation, ['count(*) AS total', ...parts])
}

/** Second pass: exact counts of distinct values, where they are worth it. */
function countDistinct(
  relation: Relation,
  columns: readonly Column[],
  first: Record<string, Cell>,
): Promise<Record<string, Cell>> {
  const few = (j: number) => Number(first.total) <= smallTable || Number(first[`estimate${j}`]) <= fewValues
  const counts = columns.flatMap((column, j) =>
    measured(column) !== undefined && few(j) ? [`count(DISTINCT ${sqlName(column.name)}) AS distinct${j}`] : [],
  )
  return onlyRow(relation, ['count(*) AS total', ...counts])
}

/** Third pass, in typed arrays: 12 filtered counts a column would cost DuckDB half a second a column and million rows. */
async function histograms(relation: Relation, columns: readonly Column[], first: Record<string, Cell>) {
  const chosen = columns.flatMap((column, j) => {
    const low = Number(first[`min${j}`] ?? Number.NaN)
    const width = Number(first[`max${j}`]) - low
    if (!isNumericType(column.type) || !(width > 0 && Number.isFinite(width))) return []
    return [
      {
        j,
        low,
        scale: bins / width,
        counts: new Array<number>(bins).fill(0),
        cut: `CAST(${measured(column)} AS DOUBLE)`,
      },
    ]
  })
  if (chosen.length === 0) return new Map<number, readonly number[]>()
  const sql = `SELECT ${chosen.map(({ cut }) => cut).join(', ')} FROM ${relation.name}`
  await readChunks(relation.session, sql, (chunk) => {
    for (const [index, { low, scale, counts }] of chosen.entries()) {
      const vector = chunk.getColumnVector(index)
      const values = vectorNumbers(vector) as Float64Array
      const rows = chunk.rowCount
      const validity = vectorValidity(vector)
      for (let i = 0; i < rows; i++) {
        if (validity !== undefined && (validity[i >> 3]! & (1 << (i & 7))) === 0) continue
        const bin = Math.min(bins - 1, Math.floor((values[i]! - low) * scale))
        if (bin >= 0) counts[bin]!++
      }
    }
  })
  return new Map(chosen.map(({ j, counts }) => [j, counts]))
}

/**
 * What a page shows of a table: counts, ranges, histograms and the first rows. The ranges of
 * floating-point columns are those of their finite values. Three passes over the data.
 * @param table a table, or the path of a Parquet file
 * @param options.rows how many first rows; default: as many as a page can carry, at least 20 and at most 300
 */
export async function previewTable(
  table: RelationSource | string,
  { rows, session = currentSession() }: { readonly rows?: number; readonly session?: Session } = {},
): Promise<TablePreview> {
  const source = typeof table === 'string' ? parquetSource(session, table) : table
  const columns = await source.columns()
  const relation = await source.computed()
  const first = await summarize(relation, columns)
  const exact = await countDistinct(relation, columns, first)
  const histogramOf = await histograms(relation, columns, first)
  const head = await readRows(relation, { limit: rows ?? rowsShown(columns.length) })
  return {
    rows: Number(first.total),
    columns: columns.map(({ name, type }, j) => {
      const [distinct, min, max] = [exact[`distinct${j}`], first[`min${j}`], first[`max${j}`]]
      const histogram = histogramOf.get(j)
      return {
        name,
        type,
        nulls: Number(first[`nulls${j}`]),
        ...(distinct === undefined ? {} : { distinct: Number(distinct) }),
        ...(min === undefined || min === null ? {} : { min: extreme(min) }),
        ...(max === undefined || max === null ? {} : { max: extreme(max) }),
        ...(histogram === undefined ? {} : { histogram }),
      }
    }),
    head: head.map((row) => columns.map((column) => shownCell(row[column.name]))),
  }
}

function rowsShown(columns: number): number {
  return Math.min(300, Math.max(20, Math.floor(cellsShown / Math.max(1, columns))))
}

function extreme(cell: Cell): string | number {
  const plain = shownCell(cell)
  return typeof plain === 'number' ? plain : String(plain)
}
