import { notebookBlock } from '../../../report/notebook/notebook-block.ts'
import { type NotebookCell, notebookTable } from '../../../report/notebook/notebook-table.ts'
import { type Cell, shownCell } from '../../../table/index.ts'
import type { Freshness } from '../freshness.ts'
import type { MimeBundle } from '../mime-bundle.ts'
import { staleReasons, staleText } from './stale-text.ts'
import { textRows } from './text-rows.ts'

const most = 50

/** Rows that were read: as many as a person looks through. */
export function displayRows(
  name: string,
  items: readonly unknown[],
  offset: number,
  now: Pick<Freshness, 'stale' | 'reasons'> = { stale: false, reasons: [] },
): MimeBundle {
  const records = items as readonly Readonly<Record<string, Cell>>[]
  const names = [...new Set(records.slice(0, most).flatMap((record) => Object.keys(record)))]
  const cells = records.slice(0, most).map((record) => names.map((column): NotebookCell => shownCell(record[column])))
  const left = records.length - cells.length
  const from = offset > 0 ? ` from row ${offset}` : ''
  const table = notebookTable({
    name: `${name}${from}`,
    rows: records.length,
    columns: names.map((column) => ({ name: column })),
    first: cells,
  })
  return {
    'text/plain': `${staleText(now)}${textRows(names, cells)}${left > 0 ? `\n… ${left} more` : ''}`,
    'text/html': notebookBlock(table, staleReasons(now)),
  }
}
