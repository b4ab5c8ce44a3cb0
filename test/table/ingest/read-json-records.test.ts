import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { type JsonOptions, readJsonRecords, readParquetFile, Table, writeParquet } from '../../../src/table/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'millrace-json-'))
afterAll(() => rmSync(folder, { recursive: true }))

function read(text: string, options?: JsonOptions) {
  const path = join(folder, 'records.json')
  writeFileSync(path, text)
  return readJsonRecords(path, options)
}

test('an array of records becomes a table: whole numbers, fractions, booleans, text, dates and timestamps', async () => {
  const { table, columns, counts } = await read(`[
    { "i": 1, "d": 1, "b": true, "s": "12", "day": "2013-08-17", "at": "2013-08-17T00:00:00.000Z" },
    { "i": null, "d": 2.5, "s": "x", "day": "2013-08-18", "at": "2013-08-17T20:00:00+02:00", "late": 1e3 }
  ]`)
  expect(columns.map((column) => `${column.name}:${column.type}:${column.nulls}`)).toEqual([
    'i:BIGINT:1',
    'd:DOUBLE:0',
    'b:BOOLEAN:1',
    's:VARCHAR:0',
    'day:DATE:0',
    'at:TIMESTAMP:0',
    'late:BIGINT:1',
  ])
  expect((await table.rows())[1]).toEqual({
    ...{ i: null, d: 2.5, b: null, s: 'x', day: '2013-08-18', at: '2013-08-17T18:00:00.000Z', late: 1000 },
  })
  expect(counts).toEqual({ files: 1, rows: 2, blankRows: 0, raggedRows: 0, unparsedValues: 0 })
})

test('fields of fields are joined by dots, and lists become JSON text', async () => {
  const { table } = await read('[{"score": {"ft": [2, 1], "by": {"home": 2}}}, {"score": {}}]')
  expect(await table.rows()).toEqual([
    { 'score.ft': '[2,1]', 'score.by.home': 2 },
    { 'score.ft': null, 'score.by.home': null },
  ])
})

test('text that looks like numbers stays text unless another type is declared', async () => {
  expect((await (await read('[{"a":"1"},{"a":"2"}]')).table.columns())[0]!.type).toBe('VARCHAR')
  const { table, rejects } = await read('[{"a":"1"},\n{"a":"x"}]', { types: { a: 'BIGINT' } })
  expect(await table.rows()).toEqual([{ a: 1 }, { a: null }])
  expect(await rejects.rows()).toEqual([
    { file: 'records.json', line: 2, column: 'a', value: 'x', reason: 'not BIGINT' },
  ])
})

test('a column of numbers and text is text', async () => {
  expect(await (await read('[{"a":1},{"a":"x"},{"a":true}]')).table.rows()).toEqual([
    { a: '1' },
    { a: 'x' },
    { a: 'true' },
  ])
})

test('records in a field are found when it is named, and offered when it is not', async () => {
  expect((await read('{"name":"x","matches":[{"a":1}]}', { records: 'matches' })).counts.rows).toBe(1)
  await expect(read('{"name":"x","matches":[{"a":1}]}')).rejects.toMatchObject({
    code: 'E_JSON_RECORDS',
    hint: 'If the records are in a field, name it: `records: matches`.',
  })
})

test.each([
  ['[{"a":1},\n  {"a":}]', 'is not valid JSON', 2, 8],
  ['[{"a":1},\n {"b":"],["},\n  5]', 'Element 3 of records.json is a number, not a record.', 3, 3],
  ['[{"a":1', 'is not valid JSON', 1, 8],
  ['{"a": "open', 'is not valid JSON', 1, 12],
  ['[{"a": tru, "b": 1}]', 'is not valid JSON', 1, 11],
  ['[1,\n2,\n]', 'is not valid JSON', 3, 1],
  ['"text"', 'is not an array of records', 1, 1],
])('%j is refused with its place', async (text, message, line, column) => {
  const error = await read(text).catch((caught) => caught)
  expect(error).toMatchObject({ code: 'E_JSON_RECORDS', at: { line, column } })
  expect(error.message).toContain(message)
})

test('the football results of vega-datasets read right', async () => {
  const home = fileURLToPath(new URL('../../../node_modules/vega-datasets', import.meta.url))
  const { table, columns } = await readJsonRecords(join(home, 'data', 'football.json'))
  expect(columns.map((column) => `${column.name}:${column.type}`)).toEqual([
    'date:DATE',
    'division:VARCHAR',
    'home_team:VARCHAR',
    'away_team:VARCHAR',
    'home_score:BIGINT',
    'away_score:BIGINT',
  ])
  const spain = table.sql(
    "SELECT count(*) AS n, min(date) AS first, max(date) AS last FROM self WHERE division = 'Primera Division'",
  )
  expect(await spain.rows()).toEqual([{ n: 1520, first: '2013-08-17', last: '2017-05-21' }])
})

test('a Parquet file gives the same kind of account', async () => {
  const path = join(folder, 'a.parquet')
  await writeParquet(Table.from({ a: [1, null] }), path)
  const { table, columns, counts } = await readParquetFile(path)
  expect(await table.rows()).toEqual([{ a: 1 }, { a: null }])
  expect(columns).toEqual([{ name: 'a', type: 'DOUBLE', from: 'declared', unparsed: 0, nulls: 1 }])
  expect(counts.rows).toBe(2)
})
