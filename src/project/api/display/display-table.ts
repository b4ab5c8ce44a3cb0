import { notebookBlock } from '../../../report/notebook/notebook-block.ts'
import { type NotebookCell, notebookTable } from '../../../report/notebook/notebook-table.ts'
import { shownCell } from '../../../table/index.ts'
import type { MimeBundle } from '../mime-bundle.ts'
import type { PipelineTable } from '../pipeline-table.ts'
import { staleReasons, staleText } from './stale-text.ts'
import { textRows } from './text-rows.ts'

const ends = 5

/** A table as a notebook shows it: its first and last five rows under a profile of its columns. */
// biome-ignore lint/suspicious/noExplicitAny: rows of any shape
export async function displayTable(table: PipelineTable<any>): Promise<MimeBundle> {
  const profile = await table.profile()
  const names = profile.columns.map(({ name }) => name)
  const isWhole = profile.rows <= 2 * ends
  const cells = async (part: { limit: number; offset?: number }) =>
    (await table.rows(part)).map((row): NotebookCell[] => names.map((name) => shownCell(row[name])))
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
