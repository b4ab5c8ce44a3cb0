import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { firstDifference, Table, writeParquet } from '../../src/table/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'millrace-diff-'))
afterAll(() => rmSync(folder, { recursive: true }))
const n = 5000
const s = Array.from({ length: n }, (_, i) => `v${i % 7}`)
const x = Float64Array.from({ length: n }, (_, i) => i)
const table = Table.from({ s, x })

describe('firstDifference', () => {
  test('is undefined for files that hold the same, NaN and NULL included', async () => {
    const odd = { a: [Number.NaN, null, 1], t: ['x', null, ''] }
    await writeParquet(Table.from(odd), join(folder, 'a.parquet'))
    await writeParquet(Table.from(odd), join(folder, 'b.parquet'))
    expect(await firstDifference(join(folder, 'a.parquet'), join(folder, 'b.parquet'))).toBeUndefined()
  })

  test('names the first column and row that differ, with both values', async () => {
    const other = x.slice()
    other[3000] = -1
    other[4000] = -2
    expect(await firstDifference(table, Table.from({ s, x: other }))).toEqual({
      what: 'value',
      column: 'x',
      row: 3001,
      a: 3000,
      b: -1,
    })
  })

  test('tells NULL from a value, and zero from negative zero', async () => {
    const difference = await firstDifference(Table.from({ a: [1, null] }), Table.from({ a: [1, 0] }))
    expect(difference).toMatchObject({ row: 2, a: null, b: 0 })
    expect(await firstDifference(Table.from({ a: [0] }), Table.from({ a: [-0] }))).toMatchObject({
      row: 1,
      a: 0,
      b: -0,
    })
  })

  test('compares columns, then types, then numbers of rows first', async () => {
    expect(await firstDifference(table, table.sql('SELECT s, x AS y FROM self'))).toEqual({
      what: 'columns',
      column: 'x',
      a: ['s', 'x'],
      b: ['s', 'y'],
    })
    expect(await firstDifference(table, table.sql('SELECT *, 1 AS z FROM self'))).toMatchObject({
      what: 'columns',
      column: 'z',
    })
    expect(await firstDifference(table, table.sql('SELECT s, x::FLOAT AS x FROM self'))).toEqual({
      what: 'types',
      column: 'x',
      a: 'DOUBLE',
      b: 'FLOAT',
    })
    expect(await firstDifference(table, table.sql('FROM self LIMIT 9'))).toEqual({ what: 'rows', a: 5000, b: 9 })
  })
})
