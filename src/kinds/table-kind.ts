import type { Kind } from '../engine/contracts/kind.ts'
import { contentDigest, firstDifference, isTable, previewTable, Table, writeParquet } from '../table/index.ts'
import { kindVersions } from './kind-versions.ts'
import { measureTables } from './measure/measure-tables.ts'

const shown = (value: unknown) => (Array.isArray(value) ? value.join(', ') : String(value))
const differing = { columns: 'columns', types: 'types', rows: 'numbers of rows', value: 'values' } as const

/** A table as Parquet. Its content digest does not depend on how a library laid the file out. */
export const tableKind: Kind<Table> = {
  name: 'table',
  version: kindVersions.table,
  extension: '.parquet',

  reject: (value) => (isTable(value) ? undefined : 'something that is not a table'),

  async save(table, path) {
    const { rows, columns } = await writeParquet(table, path)
    // Of the file and not of the relation: what is kept is what is digested, and a lazy query runs once.
    return { content: await contentDigest(path), facts: { rows, columns: columns.length } }
  },

  load: async ({ path }) => Table.parquet(path),

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
