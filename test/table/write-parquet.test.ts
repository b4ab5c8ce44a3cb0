import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { afterAll, describe, expect, test } from 'vitest'
import { sha256File } from '../../src/base/hash.ts'
import { openSession, Table, writeParquet } from '../../src/table/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'millrace-parquet-'))
afterAll(() => rmSync(folder, { recursive: true }))
const at = (name: string) => join(folder, `${name}.parquet`)

async function otherReader(path: string): Promise<Record<string, unknown>[]> {
  const bytes = readFileSync(path)
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
  return parquetReadObjects({ file, compressors })
}

const mixed = {
  d: [1.5, null, Number.NaN, Infinity, -Infinity, -0],
  i: [1n, -9007199254740993n, null, 0n, 2n, 3n],
  b: [true, null, false, true, true, false],
  s: ['', null, 'é\u0000', '😀 "x", y', '\n', 'z'],
  day: [new Date('2013-08-17'), null, new Date('1899-12-31'), null, null, null],
  t: [new Date('2013-08-17T20:00:00.5Z'), null, new Date(0), null, null, null],
}

describe('writeParquet', () => {
  test('says how many rows, bytes and columns it wrote', async () => {
    const written = await writeParquet(Table.from({ a: [1, 2], b: ['x', 'y'] }), at('said'))
    expect(written).toEqual({
      rows: 2,
      bytes: readFileSync(at('said')).length,
      columns: [
        { name: 'a', type: 'DOUBLE' },
        { name: 'b', type: 'VARCHAR' },
      ],
    })
  })

  test('keeps NULL, NaN, infinities, negative zero, text of any kind, dates and times', async () => {
    const table = Table.from(mixed)
    await writeParquet(table, at('mixed'))
    const back = Table.parquet(at('mixed'))
    expect(await back.rows()).toEqual(await table.rows())
    expect(await back.columns()).toEqual(await table.columns())
    expect(Object.is((await back.column('d')).values[5], -0)).toBe(true)
    expect(await back.digest()).toBe(await table.digest())
  })

  test('is read by another reader', async () => {
    await writeParquet(Table.from(mixed), at('other'))
    const rows = await otherReader(at('other'))
    expect(rows.map((row) => row.d)).toEqual([1.5, null, Number.NaN, Infinity, -Infinity, -0])
    expect(rows.map((row) => row.i)).toEqual(mixed.i)
    expect(rows.map((row) => row.s)).toEqual(mixed.s)
    expect(rows.map((row) => row.day)).toEqual(mixed.day)
    expect(rows.map((row) => row.b)).toEqual(mixed.b)
  })

  test('keeps the columns of a table without rows', async () => {
    const empty = Table.from([], { types: { a: 'DOUBLE', b: 'VARCHAR', c: 'DATE' } })
    expect(await writeParquet(empty, at('empty'))).toMatchObject({ rows: 0 })
    const back = Table.parquet(at('empty'))
    expect(await back.columns()).toEqual(await empty.columns())
    expect(await back.rows()).toEqual([])
    expect(await otherReader(at('empty'))).toEqual([])
  })

  test('keeps 300,000 rows in order over several row groups', async () => {
    const n = 300_000
    const x = Float64Array.from({ length: n }, (_, i) => i / 3)
    const s = Array.from({ length: n }, (_, i) => (i % 7 === 0 ? null : `row ${i}`))
    await writeParquet(Table.from({ x, s }), at('large'))
    const back = Table.parquet(at('large'))
    expect((await back.column('x')).values).toEqual(x)
    expect((await back.column('s')).values).toEqual(s.map((text) => text ?? ''))
    const bytes = readFileSync(at('large'))
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
    expect(parquetMetadata(file).row_groups.map((group) => Number(group.num_rows))).toEqual([122_880, 122_880, 54_240])
    const rows = await otherReader(at('large'))
    expect(rows.map((row) => row.x)).toEqual([...x])
    expect(rows.map((row) => row.s)).toEqual(s)
  })

  test('gives the same bytes again, from another session, and over an existing file', async () => {
    const x = Float64Array.from({ length: 200_000 }, (_, i) => Math.sin(i))
    const query = 'SELECT x, floor(x * 10) AS g, sum(x) OVER (ORDER BY x) AS s FROM self ORDER BY x DESC'
    const digests: string[] = []
    for (const name of ['same1', 'same2', 'same1']) {
      const session = openSession()
      await writeParquet(Table.from({ x }, {}, session).sql(query), at(name))
      await session.close()
      digests.push(await sha256File(at(name)))
    }
    expect(new Set(digests).size).toBe(1)
  })

  test('stores sums of integers as BIGINT, and refuses one that is too large', async () => {
    const sums = Table.from({ i: new Int32Array([1, 2]) }).sql('SELECT sum(i) AS total FROM self')
    expect((await sums.columns())[0]!.type).toBe('HUGEINT')
    expect((await writeParquet(sums, at('sum'))).columns).toEqual([{ name: 'total', type: 'BIGINT' }])
    expect(await Table.parquet(at('sum')).rows()).toEqual([{ total: 3 }])
    const large = Table.query('SELECT 170141183460469231731687303715884105727::HUGEINT AS x', {})
    await expect(writeParquet(large, at('huge'))).rejects.toMatchObject({ code: 'E_TABLE_QUERY' })
  })

  test('streams a query without keeping it', async () => {
    const session = openSession()
    await session.run('CREATE SEQUENCE ticks')
    const lazy = Table.from({ x: [1, 2] }, {}, session).sql('SELECT x + 1 AS x FROM self')
    await writeParquet(lazy, at('stream'))
    expect(await session.all('SELECT count(*) FROM duckdb_tables()')).toEqual([['1']])
    await session.close()
  })

  test('says what failed while the query ran, and when the folder is missing', async () => {
    const bad = Table.from({ s: ['x'] }).sql('SELECT CAST(s AS INTEGER) AS i FROM self')
    await expect(writeParquet(bad, at('bad'))).rejects.toThrow("Could not convert string 'x' to INT32")
    await expect(writeParquet(Table.from({ a: [1] }), join(folder, 'no', 'x.parquet'))).rejects.toMatchObject({
      code: 'E_TABLE_QUERY',
    })
  })

  test('a path with the characters of patterns is read as it is written', async () => {
    await writeParquet(Table.from({ a: [1] }), at('a[1]*'))
    await writeParquet(Table.from({ a: [2] }), at('a1x'))
    expect(await Table.parquet(at('a[1]*')).rows()).toEqual([{ a: 1 }])
  })
})
