import { describe, expect, test } from 'vitest'
import { contentDigest, isTable, openSession, Table } from '../../src/table/index.ts'

describe('Table.from', () => {
  test('takes numbers as DOUBLE, bigints as BIGINT, booleans, text and null', async () => {
    const table = Table.from([
      { n: 1, i: 1n, b: true, s: 'x' },
      { n: null, i: undefined, b: null, s: 'é\u0000😀' },
      { n: 2.5 },
    ])
    expect(await table.columns()).toEqual([
      { name: 'n', type: 'DOUBLE' },
      { name: 'i', type: 'BIGINT' },
      { name: 'b', type: 'BOOLEAN' },
      { name: 's', type: 'VARCHAR' },
    ])
    expect(await table.rows()).toEqual([
      { n: 1, i: 1, b: true, s: 'x' },
      { n: null, i: null, b: null, s: 'é\u0000😀' },
      { n: 2.5, i: null, b: null, s: null },
    ])
  })

  test('takes Dates as DATE when all stand at midnight UTC, else as TIMESTAMP', async () => {
    const table = Table.from({
      day: [new Date('2013-08-17'), null, new Date('1899-12-31')],
      time: [new Date('2013-08-17'), new Date('2013-08-17T20:00:00.5Z'), new Date('1960-01-01T00:00:00.001Z')],
    })
    expect((await table.columns()).map((column) => column.type)).toEqual(['DATE', 'TIMESTAMP'])
    expect(await table.rows()).toEqual([
      { day: '2013-08-17', time: '2013-08-17T00:00:00.000Z' },
      { day: null, time: '2013-08-17T20:00:00.500Z' },
      { day: '1899-12-31', time: '1960-01-01T00:00:00.001Z' },
    ])
  })

  test('keeps the type of a typed array', async () => {
    const table = Table.from({
      i: new Int32Array([1, 2]),
      l: new BigInt64Array([3n, 4n]),
      f: new Float32Array([0.5, Number.NaN]),
      u: new Uint8Array([0, 255]),
    })
    expect((await table.columns()).map((column) => column.type)).toEqual(['INTEGER', 'BIGINT', 'FLOAT', 'UTINYINT'])
    expect((await table.column('l')).values).toEqual(new BigInt64Array([3n, 4n]))
  })

  test('stores columns in the types that are said', async () => {
    const table = Table.from(
      { id: [1, 2, null], day: ['2020-02-29', null, '1999-01-01'], price: [1.25, 3, null], list: [[1, 2], null, []] },
      { types: { id: 'BIGINT', day: 'DATE', price: 'DECIMAL(10,2)', list: 'INTEGER[]' } },
    )
    expect((await table.columns()).map((column) => column.type)).toEqual([
      'BIGINT',
      'DATE',
      'DECIMAL(10,2)',
      'INTEGER[]',
    ])
    expect(await table.rows()).toEqual([
      { id: 1, day: '2020-02-29', price: 1.25, list: [1, 2] },
      { id: 2, day: null, price: 3, list: null },
      { id: null, day: '1999-01-01', price: null, list: [] },
    ])
  })

  test('says which row does not fit its column', () => {
    expect(() => Table.from([{ a: 1 }, { a: 'x' }])).toThrow('Column "a" is DOUBLE, but row 2 holds "x".')
    expect(() => Table.from({ a: [1, 300] }, { types: { a: 'TINYINT' } })).toThrow('row 2 holds 300')
    expect(() => Table.from({ a: ['2020-02-30'] }, { types: { a: 'DATE' } })).toThrow('row 1 holds "2020-02-30"')
    expect(() => Table.from({ a: [1], b: [1, 2] })).toThrow('Column "b" has a length of 2, the first column one of 1.')
    expect(() => Table.from([])).toThrow('at least one column')
  })

  test('makes an empty table with columns when their types are said', async () => {
    const table = Table.from([], { types: { a: 'DOUBLE', b: 'VARCHAR' } })
    expect(await table.count()).toBe(0)
    expect(await table.rows()).toEqual([])
    expect((await table.matrix({ target: 'b' })).features.rows).toBe(0)
  })
})

describe('sql', () => {
  const table = Table.from([
    { team: 'A', goals: 1 },
    { team: 'B', goals: 3 },
    { team: 'A', goals: 2 },
  ])

  test('sees the table as self, others by their names, and keeps ORDER BY', async () => {
    const cities = Table.from([
      { team: 'A', city: 'Madrid' },
      { team: 'B', city: 'Bilbao' },
    ])
    const joined = table.sql('SELECT city, goals FROM self JOIN cities USING (team) ORDER BY goals DESC;', { cities })
    expect(await joined.rows()).toEqual([
      { city: 'Bilbao', goals: 3 },
      { city: 'Madrid', goals: 2 },
      { city: 'Madrid', goals: 1 },
    ])
  })

  test('builds on a lazy table, with WITH and a comment at the end', async () => {
    const sums = table.sql('SELECT team, sum(goals) AS goals FROM self GROUP BY team ORDER BY team')
    const best = sums.sql('WITH self AS (FROM self) SELECT max(goals) AS best FROM self -- the best')
    expect(await best.rows()).toEqual([{ best: 3 }])
  })

  test('takes named parameters of every kind, and leaves dollars in text alone', async () => {
    const chosen = table.sql(
      `SELECT team, '$x' AS text, $x * 1 AS x, $when AS "when" FROM self
       WHERE goals >= $least AND team IN $teams /* $nothing */ LIMIT $n`,
      {},
      { params: { x: 0.1, least: 2, teams: ['A', "B'"], n: 1, when: new Date('2020-01-02T03:04:05Z') } },
    )
    expect(await chosen.rows()).toEqual([{ team: 'A', text: '$x', x: 0.1, when: '2020-01-02T03:04:05.000Z' }])
  })

  test('says which parameter has no value', async () => {
    await expect(table.sql('SELECT $cutof', {}, { params: { cutoff: 1 } }).count()).rejects.toMatchObject({
      code: 'E_TABLE_QUERY',
      hint: 'Did you mean "cutoff"?',
    })
  })

  test('names the line and column of a mistake inside the query', async () => {
    const error = { code: 'E_TABLE_QUERY', at: { file: 'q.sql', line: 2, column: 10, text: '       , golas' } }
    const wrong = table.sql('SELECT team\n       , golas\nFROM self', {}, { file: 'q.sql' })
    await expect(wrong.count()).rejects.toMatchObject(error)
    await expect(wrong.count()).rejects.toThrow(
      'Referenced column "golas" not found in FROM clause! Candidate bindings: "goals"',
    )
    await expect(table.sql('SELECT a FROM self\nWHERE WHERE', {}, { file: 'q.sql' }).count()).rejects.toMatchObject({
      code: 'E_TABLE_QUERY',
      at: { line: 2, column: 7 },
    })
  })

  test('finds the column in a line too long for DuckDB to show whole', async () => {
    const long = `SELECT ${'goals + '.repeat(40)}golas + ${'goals + '.repeat(40)}1 FROM self`
    const error = await table
      .sql(long)
      .count()
      .catch((caught) => caught)
    expect(error.at.column).toBe(long.indexOf('golas') + 1)
  })

  test('is executed once, however often it is read', async () => {
    const session = openSession()
    const source = Table.from({ x: [1, 2, 3] }, {}, session)
    await session.run('CREATE SEQUENCE ticks')
    const lazy = source.sql("SELECT x, nextval('ticks') AS tick FROM self", {}, { volatile: true })
    const first = await lazy.column('tick')
    await lazy.matrix()
    expect((await lazy.sql('SELECT tick FROM self').column('tick')).values).toEqual(first.values)
    expect(await session.all("SELECT nextval('ticks')")).toEqual([['4']])
    await session.close()
  })

  test('refuses a table of another session', async () => {
    const other = openSession()
    const foreign = Table.from({ x: [1] }, {}, other)
    await expect(table.sql('FROM foreign_one', { foreign_one: foreign }).count()).rejects.toMatchObject({
      code: 'E_TABLE_SESSION',
    })
    await other.close()
  })
})

describe('column', () => {
  test('gives typed arrays and marks what is NULL', async () => {
    const table = Table.from({ d: [1, null, 3], day: [new Date(0), null, new Date(86_400_000)], s: ['a', null, ''] })
    expect(await table.column('d')).toEqual({
      name: 'd',
      type: 'DOUBLE',
      values: new Float64Array([1, 0, 3]),
      valid: new Uint8Array([1, 0, 1]),
    })
    expect((await table.column('day')).values).toEqual(new Int32Array([0, 0, 1]))
    expect(await table.column('s')).toMatchObject({ values: ['a', '', ''], valid: new Uint8Array([1, 0, 1]) })
    expect((await Table.from({ a: [true, false] }).column('a')).valid).toBeUndefined()
  })

  test('reads decimals, 128-bit integers, blobs and nested values', async () => {
    const table = Table.query(
      `SELECT 1.25::DECIMAL(10,2) AS dec, 2::HUGEINT ** 100 * 0 + 170141183460469231731687303715884105727::HUGEINT AS huge,
              '\\xAB'::BLOB AS blob, ['a, b', NULL] AS list, 'x'::ENUM('x') AS enum`,
      {},
    )
    expect((await table.column('dec')).values).toEqual(new Float64Array([1.25]))
    expect((await table.column('blob')).values).toEqual([new Uint8Array([0xab])])
    expect((await table.column('list')).values).toEqual(['["a, b",null]'])
    expect((await table.column('enum')).values).toEqual(['x'])
    const huge = Table.query('SELECT 170141183460469231731687303715884105727::HUGEINT AS huge', {})
    expect((await huge.column('huge')).values).toEqual([170141183460469231731687303715884105727n])
  })

  test('gives back what ofColumns was given', async () => {
    const table = Table.from({ d: [1, null], s: ['a', null], t: [new Date(1), null], b: [null, true] })
    const columns = await Promise.all(['d', 's', 't', 'b'].map((name) => table.column(name)))
    expect(await Table.ofColumns(columns as never, 2).digest()).toBe(await table.digest())
  })

  test('offers the nearest name for a misspelt one', async () => {
    await expect(Table.from({ goals: [1] }).column('gaols')).rejects.toMatchObject({
      code: 'E_TABLE_COLUMN',
      hint: 'Did you mean "goals"?',
    })
  })
})

describe('matrix', () => {
  const table = Table.from({
    x: [1, null, 3],
    flag: [true, false, null],
    n: new Int32Array([7, 8, 9]),
    day: [new Date(0), null, null],
    y: ['win', 'loss', 'win'],
  })

  test('gives features column by column, NULL as NaN and booleans as 0 and 1, with labels as codes', async () => {
    const { features, labels } = await table.matrix({ features: ['x', 'flag', 'n'], target: 'y' })
    expect(features).toEqual({
      rows: 3,
      columns: 3,
      names: ['x', 'flag', 'n'],
      data: new Float64Array([1, Number.NaN, 3, 1, 0, Number.NaN, 7, 8, 9]),
    })
    expect(labels).toEqual({ classes: ['loss', 'win'], codes: new Int32Array([1, 0, 1]) })
  })

  test('keeps the order of classes that is said', async () => {
    const { labels } = await table.matrix({ features: ['x'], target: 'y', classes: ['win', 'draw', 'loss'] })
    expect([...labels.codes]).toEqual([0, 2, 0])
  })

  test('sorts numeric labels as numbers and spells them as JavaScript does', async () => {
    const { labels } = await Table.from({ x: [1, 2, 3], y: [10, 9, 10] }).matrix({ target: 'y' })
    expect(labels).toEqual({ classes: ['9', '10'], codes: new Int32Array([1, 0, 1]) })
  })

  test('refuses a date as a feature, naming column and type', async () => {
    await expect(table.matrix({ target: 'y' })).rejects.toMatchObject({
      code: 'E_TABLE_TYPE',
      message: 'Column "day" is DATE and cannot be a feature.',
    })
  })

  test('refuses a label outside the classes and a missing label, naming the row', async () => {
    await expect(table.matrix({ features: ['x'], target: 'y', classes: ['win', 'lost'] })).rejects.toMatchObject({
      code: 'E_TABLE_LABEL',
      message: 'Row 2 has the label "loss" in column "y", which is not one of the classes.',
      hint: 'Did you mean "lost"?',
    })
    await expect(Table.from({ y: ['a', null] }).matrix({ target: 'y' })).rejects.toThrow('missing in row 2')
  })

  test('gives a numeric target as numbers', async () => {
    expect(await table.values('x')).toEqual(new Float64Array([1, Number.NaN, 3]))
    await expect(table.values('y')).rejects.toMatchObject({ code: 'E_TABLE_TYPE' })
  })

  test('holds over several chunks and row groups', async () => {
    const n = 300_001
    const x = Float64Array.from({ length: n }, (_, i) => i)
    const { features } = await Table.from({ x, z: x }).sql('SELECT nullif(x, 250000) AS x, z FROM self').matrix()
    expect(features.data[249_999]).toBe(249_999)
    expect(features.data[250_000]).toBeNaN()
    expect(features.data[2 * n - 1]).toBe(300_000)
  })
})

describe('rows', () => {
  test('gives a part, and big integers only where numbers would lose digits', async () => {
    const table = Table.from({ i: new BigInt64Array([1n, 9007199254740993n, 3n]) })
    expect(await table.rows({ limit: 2, offset: 1 })).toEqual([{ i: 9007199254740993n }, { i: 3 }])
    expect(await table.head(1)).toEqual([{ i: 1 }])
  })

  test('gives nested values as arrays and objects', async () => {
    const table = Table.query("SELECT [date '2020-01-01'] AS l, {'a': 1::BIGINT, 'b': NULL::VARCHAR} AS s", {})
    expect(await table.rows()).toEqual([{ l: ['2020-01-01'], s: { a: 1, b: null } }])
  })
})

test('tables of two copies of the module work together', async () => {
  const path = new URL('../../src/table/table.ts?copy', import.meta.url).href
  const copy = (await import(/* @vite-ignore */ path)) as typeof import('../../src/table/table.ts')
  expect(copy.Table).not.toBe(Table)
  const theirs = copy.Table.from({ id: [1, 2], x: [5, 6] })
  expect(theirs).not.toBeInstanceOf(Table)
  expect(isTable(theirs)).toBe(true)
  const mine = Table.from({ id: [2] })
  const joined = mine.sql('SELECT x FROM self JOIN theirs USING (id)', { theirs: theirs as unknown as Table })
  expect(await joined.rows()).toEqual([{ x: 6 }])
  expect(await contentDigest(theirs)).toBe(await Table.from({ id: [1, 2], x: [5, 6] }).digest())
})

test('a table is recognised by its brand', () => {
  expect(isTable(Table.from({ a: [1] }))).toBe(true)
  expect(isTable({ [Symbol.for('millrace.table')]: true })).toBe(true)
  expect(isTable({})).toBe(false)
  expect(isTable(null)).toBe(false)
})
