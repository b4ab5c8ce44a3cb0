import { isMillraceError } from '../../base/errors/millrace-error.ts'
import type { Fact } from '../../engine/contracts/measure.ts'
import { parquetSource } from '../../table/parquet-relation.ts'
import { queryRelation } from '../../table/query-relation.ts'
import { readRows } from '../../table/read-rows.ts'
import type { Session } from '../../table/session.ts'
import { exampleCells, mostExamples } from './examples.ts'

/** How many rows a query finds over tables, and the first of them. */
export async function foundRows(session: Session, paths: Readonly<Record<string, string>>, sql: string): Promise<Fact> {
  try {
    const tables = Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, parquetSource(session, path)]))
    const relation = await queryRelation(session, sql, tables, {})
    const [row] = await session.all(`SELECT count(*) FROM ${relation.name}`)
    const value = Number(row![0])
    if (value === 0) return { value }
    const rows = await readRows(relation, { limit: mostExamples })
    return { value, examples: rows.map((cells) => ({ cells: exampleCells(cells) })) }
  } catch (error) {
    if (isMillraceError(error)) return { problem: error.message }
    throw error
  }
}
