import type { Column, Relation } from './relation.ts'

/** Names and types of a relation's columns, in order. */
export async function describeRelation({ session, name }: Relation): Promise<readonly Column[]> {
  const rows = await session.all(`DESCRIBE ${name}`)
  return rows.map((row) => ({ name: String(row[0]), type: String(row[1]) }))
}
