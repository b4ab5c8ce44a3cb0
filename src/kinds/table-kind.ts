import type { Kind } from '../engine/contracts/kind.ts'
import { firstDifference, isTable, previewTable, Table } from '../table/index.ts'
import { kindVersions } from './kind-versions.ts'
import { measureTables } from './measure/measure-tables.ts'
import { readWrittenCsv } from './read-written-csv.ts'
import { saveTable } from './save-table.ts'
import { splitTable } from './split-table.ts'

const shown = (value: unknown) => (Array.isArray(value) ? value.join(', ') : String(value))
const differing = { columns: 'columns', types: 'types', rows: 'numbers of rows', value: 'values' } as const

/** A table as Parquet. Its content digest does not depend on how a library laid the file out. */
export const tableKind: Kind<Table> = {
  name: 'table',
  version: kindVersions.table,
  extension: '.parquet',

  reject: (value) => (isTable(value) ? undefined : 'something that is not a table'),

  save: saveTable,

  load: async ({ path }) => Table.parquet(path),

  async adopt(path, format) {
    if (format === 'csv') return readWrittenCsv(path)
    const table = Table.parquet(path)
    // Looks at the file now: what is wrong with it is said while it is known what wrote it.
    await table.columns()
    return table
  },

  split: splitTable,

  preview: (path) => previewTable(path),

  async firstDifference(a, b) {
    const found = await firstDifference(a, b)
    if (found === undefined) return undefined
    const place = [
      ...(found.row === undefined ? [] : [`row ${found.row}`]),
      ...(found.column === undefined ? [] : [`column "${found.column}"`]),
    ]
    const at = place.length === 0 ? '' : ` at ${place.join(' ')}`
    return `${differing[found.what]} differ${at}: ${shown(found.a)} and ${shown(found.b)}`
  },

  measure: (paths, questions) => measureTables(paths, questions),
}
