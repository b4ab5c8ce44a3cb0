import { join } from 'node:path'
import { didYouMean } from '../base/did-you-mean.ts'
import { MillraceError } from '../base/errors/millrace-error.ts'
import type { SavedPart } from '../engine/contracts/kind.ts'
import { type Cell, sqlName, sqlString, Table } from '../table/index.ts'
import { saveTable } from './save-table.ts'
import { splitJson } from './split-json.ts'

/**
 * The groups of a table, each a table of its own, in the order in which they first appear and with the order of the rows
 * kept; without columns to group by, its rows as JSON.
 *
 * @throws E_EACH when a column is not there
 */
export async function splitTable(
  path: string,
  by: readonly string[] | undefined,
  folder: string,
): Promise<readonly SavedPart[]> {
  const table = Table.parquet(path)
  if (by === undefined) return splitJson(await table.rows(), folder)
  const columns = (await table.columns()).map(({ name }) => name)
  const unknown = by.find((name) => !columns.includes(name))
  if (unknown !== undefined) {
    throw new MillraceError('E_EACH', `it has no column "${unknown}". ${didYouMean(unknown, columns)}`)
  }
  const texts = by.map((name, i) => `CAST(${sqlName(name)} AS VARCHAR) AS "text ${i}"`)
  const groups = await table
    .sql(
      `SELECT ${by.map(sqlName).join(', ')}, ${texts.join(', ')}, min("row number") AS "first row" FROM
       (SELECT *, row_number() OVER () AS "row number" FROM self) GROUP BY ALL ORDER BY "first row"`,
    )
    .rows()
  const parts: SavedPart[] = []
  for (const [i, group] of groups.entries()) {
    const shared = by.map((_, column) => group[`text ${column}`] as string | null)
    const where = by.map((name, column) => {
      const text = shared[column]
      return `CAST(${sqlName(name)} AS VARCHAR) IS NOT DISTINCT FROM ${text == null ? 'NULL' : sqlString(text)}`
    })
    const file = join(folder, `${i}.parquet`)
    const saved = await saveTable(table.sql(`SELECT * FROM self WHERE ${where.join(' AND ')}`), file)
    parts.push({
      ...saved,
      label: shared.map((text) => text ?? 'null').join(','),
      value: Object.fromEntries(by.map((name) => [name, plain(group[name]!)])),
      kind: 'table',
      path: file,
    })
  }
  return parts
}

/** A value that JSON can hold. */
function plain(cell: Cell): unknown {
  return typeof cell === 'bigint' || cell instanceof Uint8Array ? String(cell) : cell
}
