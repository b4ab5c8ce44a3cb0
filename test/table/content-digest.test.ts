import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { contentDigest, currentSession, openSession, Table, writeParquet } from '../../src/table/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'millrace-digest-'))
afterAll(() => rmSync(folder, { recursive: true }))
const query = (sql: string) => contentDigest(Table.query(sql, {}))

describe('contentDigest', () => {
  test('is the same for a table and for its file, whatever the row groups, compression and order of encodings', async () => {
    const table = Table.query(
      `SELECT i, i / 7 AS d, CASE WHEN i % 3 = 0 THEN NULL ELSE 'text ' || i END AS s, i % 2 = 0 AS b,
              DATE '2000-01-01' + CAST(i % 900 AS INTEGER) AS day FROM range(10000) r(i)`,
      {},
    )
    const digest = await contentDigest(table)
    const { name } = await table.computed()
    for (const options of [
      'COMPRESSION zstd',
      'COMPRESSION snappy, ROW_GROUP_SIZE 2048',
      'PARQUET_VERSION v2, COMPRESSION uncompressed',
    ]) {
      const path = join(folder, 'x.parquet')
      await currentSession().run(`COPY ${name} TO '${path}' (FORMAT parquet, ${options})`)
      expect(await contentDigest(path)).toBe(digest)
    }
  })

  test('is the same for chunks cut by a filter as for rows made at once', async () => {
    const cut = await query('SELECT i * 1.0::DOUBLE AS x, nullif(i % 5, 0) AS n FROM range(20000) r(i) WHERE i % 3 = 1')
    const whole = await query(
      'SELECT (3 * i + 1) * 1.0::DOUBLE AS x, nullif((3 * i + 1) % 5, 0) AS n FROM range(6667) r(i)',
    )
    expect(cut).toBe(whole)
  })

  test.each([
    ['a value', 'SELECT 1.0::DOUBLE AS a', 'SELECT 2.0::DOUBLE AS a'],
    ['a type', 'SELECT 1::INTEGER AS a', 'SELECT 1::BIGINT AS a'],
    ['the scale of a decimal', 'SELECT 1::DECIMAL(10,1) AS a', 'SELECT 1::DECIMAL(10,2) AS a'],
    ['a name', 'SELECT 1 AS a', 'SELECT 1 AS b'],
    ['the order of columns', 'SELECT 1 AS a, 1 AS b', 'SELECT 1 AS b, 1 AS a'],
    ['the order of rows', 'SELECT * FROM (VALUES (1), (2)) v(a)', 'SELECT * FROM (VALUES (2), (1)) v(a)'],
    ['the number of rows without values', 'SELECT NULL AS a', 'SELECT NULL AS a FROM range(2)'],
    ['NULL and zero', 'SELECT NULL::INTEGER AS a', 'SELECT 0 AS a'],
    ['NULL and the empty text', 'SELECT NULL::VARCHAR AS a', "SELECT '' AS a"],
    ['NULL and NaN', 'SELECT NULL::DOUBLE AS a', "SELECT 'nan'::DOUBLE AS a"],
    ['where NULL stands', 'SELECT * FROM (VALUES (0), (NULL)) v(a)', 'SELECT * FROM (VALUES (NULL), (0)) v(a)'],
    ['zero and negative zero', 'SELECT 0.0::DOUBLE AS a', "SELECT '-0.0'::DOUBLE AS a"],
    [
      'how text is cut into rows',
      "SELECT * FROM (VALUES ('ab'), ('c')) v(a)",
      "SELECT * FROM (VALUES ('a'), ('bc')) v(a)",
    ],
    ['a byte order mark', "SELECT 'a' AS a", "SELECT '\uFEFFa' AS a"],
    ['items of a list', "SELECT ['a, b'] AS a", "SELECT ['a', 'b'] AS a"],
    ['NULL in a list', 'SELECT [NULL]::VARCHAR[] AS a', "SELECT ['NULL'] AS a"],
    ['a field of a struct', "SELECT {'x': 1, 'y': 2} AS a", "SELECT {'x': 1, 'y': 3} AS a"],
    ['a blob', "SELECT '\\x00'::BLOB AS a", "SELECT '\\x00\\x00'::BLOB AS a"],
    ['an interval', "SELECT INTERVAL '1 month' AS a", "SELECT INTERVAL '30 days' AS a"],
    ['microseconds', "SELECT TIMESTAMP '2020-01-01 00:00:00.000001' AS a", "SELECT TIMESTAMP '2020-01-01' AS a"],
  ])('differs by %s', async (_title, a, b) => {
    expect(await query(a)).not.toBe(await query(b))
  })

  test('takes every NaN for the same', async () => {
    const bits = new BigUint64Array([0x7ff8000000000000n, 0xfff8000000000001n, 0x7ff0000000000001n])
    const odd = Table.from({ a: new Float64Array(bits.buffer) })
    expect(await odd.digest()).toBe(await Table.from({ a: [Number.NaN, Number.NaN, Number.NaN] }).digest())
    const floats = Table.from({ a: new Float32Array(new Uint32Array([0x7fc00000, 0xffc00001]).buffer) })
    expect(await floats.digest()).toBe(await Table.from({ a: new Float32Array([Number.NaN, Number.NaN]) }).digest())
  })

  test('takes every type that DuckDB has, and gives the same again in another session and from the file', async () => {
    const all = `SELECT 1::TINYINT AS a1, 1::SMALLINT AS a2, 1::INTEGER AS a3, 1::BIGINT AS a4, 1::HUGEINT AS a5, 1::UTINYINT AS a6,
      1::USMALLINT AS a7, 1::UINTEGER AS a8, 1::UBIGINT AS a9, 1::UHUGEINT AS b1, 1.5::FLOAT AS b2, 1.5::DOUBLE AS b3,
      1.5::DECIMAL(4,1) AS b4, 1.5::DECIMAL(9,1) AS b5, 1.5::DECIMAL(18,1) AS b6, 1.5::DECIMAL(38,1) AS b7, true AS b8,
      'x' AS b9, '\\xAB'::BLOB AS c1, DATE '2020-01-01' AS c2, TIME '10:00' AS c3, TIMESTAMP '2020-01-01' AS c4,
      '2020-01-01'::TIMESTAMP_S AS c5, '2020-01-01'::TIMESTAMP_MS AS c6, '2020-01-01'::TIMESTAMP_NS AS c7,
      '2020-01-01'::TIMESTAMPTZ AS c8, INTERVAL '1 month' AS c9, '5b0a3a3e-8a4e-4d0e-9f0e-000000000001'::UUID AS d1,
      'x'::ENUM('x', 'y') AS d2, [1, NULL] AS d3, {'k': 1} AS d4, map {'k': 1} AS d5, [1, 2]::INTEGER[2] AS d6,
      '101'::BIT AS d7, '[1]'::JSON AS d8, NULL AS d9`
    const sql = `${all} UNION ALL SELECT ${Array.from({ length: 36 }, () => 'NULL').join(', ')}`
    const table = Table.query(sql, {})
    const digest = await table.digest()
    const session = openSession({ threads: 2 })
    expect(await contentDigest(Table.query(sql, {}, {}, session))).toBe(digest)
    await session.close()
    const path = join(folder, 'all.parquet')
    await writeParquet(table, path)
    expect(await contentDigest(path)).toBe(digest)
  })

  test('does not change between releases by accident', async () => {
    const digest = await Table.from({ a: [1, null], s: ['x', 'é'] }).digest()
    expect(digest).toBe('d54af315951d81c548dec71434cab326fc7315338efac90d6d79d6c26b9dcdff')
  })
})
