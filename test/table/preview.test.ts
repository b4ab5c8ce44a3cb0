import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { previewTable, Table, writeParquet } from '../../src/table/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'millrace-preview-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('a preview counts nulls, distinct values and ranges, and cuts numbers into twelve bins', async () => {
  const table = Table.from({
    x: Array.from({ length: 24 }, (_, i) => i),
    s: Array.from({ length: 24 }, (_, i) => (i === 0 ? null : `v${i % 3}`)),
    day: Array.from({ length: 24 }, (_, i) => new Date(i * 86_400_000)),
    ok: Array.from({ length: 24 }, (_, i) => i % 2 === 0),
  })
  const preview = await previewTable(table, { rows: 1 })
  expect(preview).toEqual({
    rows: 24,
    columns: [
      { name: 'x', type: 'DOUBLE', nulls: 0, distinct: 24, min: 0, max: 23, histogram: new Array(12).fill(2) },
      { name: 's', type: 'VARCHAR', nulls: 1, distinct: 3, min: 'v0', max: 'v2' },
      { name: 'day', type: 'DATE', nulls: 0, distinct: 24, min: '1970-01-01', max: '1970-01-24' },
      { name: 'ok', type: 'BOOLEAN', nulls: 0, distinct: 2, min: 'false', max: 'true' },
    ],
    head: [[0, null, '1970-01-01', true]],
  })
})

test('NaN, infinities and NULL stay out of range and histogram, and are shown as text', async () => {
  const { columns, head } = await previewTable(Table.from({ x: [Number.NaN, Infinity, null, 1, 2, 3] }))
  expect(columns[0]).toMatchObject({ nulls: 1, min: 1, max: 3 })
  expect(columns[0]!.histogram!.reduce((a, b) => a + b)).toBe(3)
  expect(head).toEqual([['NaN'], ['Infinity'], [null], [1], [2], [3]])
})

test('a large integer is shown with all of its digits', async () => {
  const { columns, head } = await previewTable(Table.from({ i: [9007199254740993n] }))
  expect(head).toEqual([['9007199254740993']])
  expect(columns[0]!.max).toBe('9007199254740993')
})

test('columns without an order have neither range nor distinct count, and constant ones no histogram', async () => {
  const { columns } = await previewTable(Table.query('SELECT [1] AS l, 7 AS c, NULL::DOUBLE AS n', {}))
  expect(columns).toEqual([
    { name: 'l', type: 'INTEGER[]', nulls: 0 },
    { name: 'c', type: 'INTEGER', nulls: 0, distinct: 1, min: 7, max: 7 },
    { name: 'n', type: 'DOUBLE', nulls: 1, distinct: 0 },
  ])
})

test('a table without rows and a file give a preview, and it can be written as JSON', async () => {
  const path = join(folder, 'a.parquet')
  await writeParquet(Table.from([], { types: { a: 'DOUBLE' } }), path)
  const preview = await previewTable(path)
  expect(preview).toEqual({ rows: 0, columns: [{ name: 'a', type: 'DOUBLE', nulls: 0, distinct: 0 }], head: [] })
  expect(JSON.parse(JSON.stringify(preview))).toEqual(preview)
})

test('in a large table distinct values are counted where they repeat', async () => {
  const { columns } = await previewTable(Table.query('SELECT i / 3 AS x, i % 10 AS d FROM range(50000) r(i)', {}))
  expect(columns.map((column) => column.distinct)).toEqual([undefined, 10])
})
