import { type Cell, readRows } from './read-rows.ts'
import type { Relation } from './relation.ts'

/** The one row of a query that aggregates a relation. @param parts what is selected, each with its name */
export async function onlyRow({ session, name }: Relation, parts: readonly string[]): Promise<Record<string, Cell>> {
  const view = session.freshName()
  await session.run(`CREATE VIEW ${view} AS SELECT ${parts.join(', ')} FROM ${name}`)
  const [row] = await readRows({ session, name: view })
  await session.run(`DROP VIEW ${view}`)
  return row!
}
