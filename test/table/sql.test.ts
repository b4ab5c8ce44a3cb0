import { describe, expect, test } from 'vitest'
import { assertDeterministicSql, sqlDigest } from '../../src/table/index.ts'

describe('assertDeterministicSql', () => {
  test.each([
    ['SELECT random()', 'random()'],
    ['SELECT uuid() AS id', 'uuid()'],
    ['SELECT gen_random_uuid()', 'gen_random_uuid()'],
    ['SELECT now()', 'now()'],
    ['SELECT today()', 'today()'],
    ["SELECT nextval('s')", 'nextval()'],
    ['SELECT RANDOM()', 'random()'],
    ['SELECT current_date', 'current_date'],
    ['SELECT current_timestamp', 'current_timestamp'],
    ['SELECT CURRENT_TIME', 'CURRENT_TIME'],
    ['SELECT localtimestamp', 'localtimestamp'],
    ['SELECT get_current_timestamp()', 'get_current_timestamp()'],
    ['SELECT transaction_timestamp()', 'transaction_timestamp()'],
    ["SELECT ago(INTERVAL '1 day')", 'ago()'],
    ['WITH a AS (SELECT random() AS r) SELECT 1 FROM a', 'random()'],
    ['SELECT * FROM t WHERE EXISTS (SELECT 1 FROM u ORDER BY random())', 'random()'],
    ['SELECT sum(x) OVER (ORDER BY random()) FROM t', 'random()'],
    ['FROM t USING SAMPLE 10%', 'a sample without REPEATABLE'],
    ['SELECT * FROM t TABLESAMPLE reservoir(5)', 'a sample without REPEATABLE'],
  ])('refuses %s', async (sql, name) => {
    await expect(assertDeterministicSql(sql)).rejects.toMatchObject({
      code: 'E_SQL_VOLATILE',
      message: `The query uses ${name}, whose result changes from run to run.`,
    })
  })

  test.each([
    "SELECT sum(x), max(d), date_trunc('month', d) FROM t",
    'SELECT t.current_date FROM t',
    "SELECT 'random()' AS text -- now()",
    'FROM t USING SAMPLE reservoir(10 ROWS) REPEATABLE (42)',
    "SELECT CASE WHEN x > 0 THEN x ELSE error('negative') END FROM t",
    'SELECT row_number() OVER (ORDER BY x) FROM range(3) r(x)',
  ])('accepts %s', async (sql) => {
    await assertDeterministicSql(sql)
  })

  test('names the place, counting characters and not bytes', async () => {
    await expect(assertDeterministicSql("SELECT 'é€😀',\n  random()", { file: 'a.sql' })).rejects.toMatchObject({
      at: { file: 'a.sql', line: 2, column: 3, text: '  random()' },
    })
  })
})

describe('sqlDigest', () => {
  const digest = async (sql: string) => (await sqlDigest(sql)).digest

  test('is the same for other comments, white space and keyword case', async () => {
    const plain = await digest('SELECT a, b + 1 AS c FROM t WHERE a > 2')
    expect(await digest('-- about\nselect a,\n  b+1 as c\nfrom t /* all */ where a>2 ;\n')).toBe(plain)
  })

  test('differs for any other edit', async () => {
    const digests = await Promise.all(
      [
        'SELECT a FROM t WHERE a > 2',
        'SELECT a FROM t WHERE a > 2 AND 1=1',
        'SELECT a AS A FROM t WHERE a > 2',
        'SELECT a FROM t WHERE a >= 2',
        'SELECT a FROM t WHERE a > 2.0',
        "SELECT a FROM t WHERE a > '2'",
        'SELECT a FROM t WHERE a > $two',
        'SELECT a FROM t WHERE a > 9007199254740992',
        'SELECT a FROM t WHERE a > 9007199254740993',
        'SELECT a FROM t WHERE a > 170141183460469231731687303715884105726',
        'SELECT a FROM t WHERE a > 170141183460469231731687303715884105727',
        'SELECT a FROM t ORDER BY a',
        `SELECT a FROM t WHERE a = '"query_location":1,'`,
        `SELECT a FROM t WHERE a = '"query_location":2,'`,
      ].map(digest),
    )
    expect(new Set(digests).size).toBe(digests.length)
  })

  test('does not depend on the order in which DuckDB lists the parameters', async () => {
    const sql = `SELECT ${Array.from({ length: 20 }, (_, i) => `$p${i}`).join(' + ')}`
    expect((await sqlDigest(sql)).statement).not.toContain('named_param_map')
  })

  test('lists the tables that it reads, but not what WITH defines where it is defined', async () => {
    const sql = `WITH matches AS (FROM matches), form AS (FROM matches JOIN Teams USING (team))
      SELECT *, (SELECT max(x) FROM odds) FROM form JOIN 'file.csv' ON true JOIN other.place USING (id)`
    expect((await sqlDigest(sql)).tables).toEqual(['Teams', 'file.csv', 'matches', 'odds', 'other.place'])
  })

  test('does not take a recursive WITH for a table', async () => {
    const sql = 'WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r WHERE n < 5) FROM r'
    expect((await sqlDigest(sql)).tables).toEqual([])
  })

  test('lists parameters and table functions', async () => {
    const found = await sqlDigest("SELECT $cutoff, $a FROM read_csv('x') WHERE y > $a")
    expect(found).toMatchObject({ params: ['a', 'cutoff'], tableFunctions: ['read_csv'] })
  })

  test.each([
    ['INSERT INTO t VALUES (1)', 'The statement is not a SELECT.', 1, 1],
    ['\n  CREATE TABLE t AS SELECT 1', 'The statement is not a SELECT.', 2, 3],
    ['SELECT 1; SELECT 2', 'The query has more than one statement; it must be one SELECT.', 1, 18],
    ['-- nothing', 'There is no statement in the query; it must be one SELECT.', 1, 1],
    ['SELECT a\nFROM t\nWHERE x y z', 'DuckDB cannot parse the query: syntax error at or near "y".', 3, 9],
    ["SELECT 'é😀' AS a b", 'DuckDB cannot parse the query: syntax error at or near "b".', 1, 19],
  ])('refuses %j with its place', async (sql, message, line, column) => {
    await expect(sqlDigest(sql, { file: 'stage.sql' })).rejects.toMatchObject({
      code: 'E_SQL_STAGE',
      message,
      at: { file: 'stage.sql', line, column },
    })
  })
})
