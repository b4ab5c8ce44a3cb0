import type { SavedValue } from '../engine/contracts/kind.ts'
import { contentDigest, type Table, writeParquet } from '../table/index.ts'

/** Writes a table as Parquet and digests what it holds. */
export async function saveTable(table: Table, path: string): Promise<SavedValue> {
  const { rows, columns } = await writeParquet(table, path)
  // Of the file and not of the relation: what is kept is what is digested, and a lazy query runs once.
  return { content: await contentDigest(path), facts: { rows, columns: columns.length } }
}
