import type { Cell, Example } from '../../engine/contracts/measure.ts'
import { sqlName } from '../../table/quote.ts'
import { readRows, type Cell as TableCell } from '../../table/read-rows.ts'
import type { Column, Relation } from '../../table/relation.ts'
import { shownCell } from '../../table/shown-cell.ts'

export const mostExamples = 5
/** Of a wide table a row's first columns tell which one it is. */
const mostCells = 4

/** The first rows for which a condition holds, with their places: the column in question, then the table's first ones. */
export async function rowExamples(
  relation: Relation,
  columns: readonly Column[],
  column: Column,
  condition: string,
): Promise<Example[]> {
  const shown = [column, ...columns.filter((each) => each !== column).slice(0, mostCells - 1)]
  const names = shown.map(({ name }) => sqlName(name)).join(', ')
  const rows = await query(
    relation,
    `SELECT row_number() OVER () AS __millrace_row, ${names} FROM ${relation.name}`,
    `WHERE ${condition} ORDER BY __millrace_row LIMIT ${mostExamples}`,
  )
  return rows.map(({ __millrace_row: row, ...cells }) => ({ row: Number(row), cells: exampleCells(cells) }))
}

/** The most frequent values of a key among the rows for which a condition holds. */
export async function valueExamples(
  relation: Relation,
  columns: readonly string[],
  condition: string,
  leastRows = 1,
): Promise<Example[]> {
  const key = columns.map(sqlName).join(', ')
  const rows = await query(
    relation,
    `SELECT ${key}, count(*) AS __millrace_rows FROM ${relation.name} WHERE ${condition} GROUP BY ${key}`,
    `WHERE __millrace_rows >= ${leastRows} ORDER BY __millrace_rows DESC, ${key} LIMIT ${mostExamples}`,
  )
  return rows.map(({ __millrace_rows: count, ...cells }) => ({ rows: Number(count), cells: exampleCells(cells) }))
}

async function query({ session }: Relation, inner: string, outer: string): Promise<Record<string, TableCell>[]> {
  const name = session.freshName()
  await session.run(`CREATE VIEW ${name} AS FROM (${inner}) ${outer}`)
  const rows = await readRows({ session, name })
  await session.run(`DROP VIEW ${name}`)
  return rows
}

/** Cells as they go into a fact: few and short. */
export function exampleCells(cells: Readonly<Record<string, TableCell>>): Record<string, Cell> {
  return Object.fromEntries(
    Object.entries(cells)
      .slice(0, mostCells + 2)
      .map(([name, cell]) => [name, short(shownCell(cell))]),
  )
}

function short(cell: Cell): Cell {
  return typeof cell === 'string' && cell.length > 80 ? `${cell.slice(0, 79)}…` : cell
}
