import { notebookBlock } from '../../../report/notebook/notebook-block.ts'
import { type NotebookCell, notebookTable } from '../../../report/notebook/notebook-table.ts'
import { type Cell, shownCell } from '../../../table/index.ts'
import type { MimeBundle } from '../mime-bundle.ts'
import type { TableProfile } from '../table-profile.ts'
import { staleReasons, staleText } from './stale-text.ts'
import { textRows } from './text-rows.ts'

const ends = 5

/** What is asked of a table to show it. */
export interface ShownTable {
  readonly name: string
  profile(): Promise<TableProfile>
  rows(part: { readonly limit?: number; readonly offset?: number }): Promise<readonly object[]>
}

/** A table as a notebook shows it: its first and last five rows under a profile of its columns. */
export async function displayTable(table: ShownTable): Promise<MimeBundle> {
  const profile = await table.profile()
  const names = profile.columns.map(({ name }) => name)
  const isWhole = profile.rows <= 2 * ends
  const cells = async (part: { limit: number; offset?: number }) =>
    (await table.rows(part)).map((row): NotebookCell[] =>
      names.map((name) => shownCell((row as Readonly<Record<string, Cell>>)[name])),
    )
  const first = await cells({ limit: isWhole ? 2 * ends : ends })
  const last = isWhole ? [] : await cells({ limit: ends, offset: profile.rows - ends })
  const gap = last.length === 0 ? [] : [names.map(() => '⋮')]
  const heads = profile.columns.map(({ name, type }) => `${name} ${type.toLowerCase()}`)
  return {
    'text/plain': `${staleText(profile)}${textRows(heads, [...first, ...gap, ...last])}\n${table.name}: ${profile.rows} rows`,
    'text/html': notebookBlock(
      notebookTable({ name: table.name, rows: profile.rows, columns: profile.columns, first, last }),
      staleReasons(profile),
    ),
  }
}
