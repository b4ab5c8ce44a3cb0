import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { readCsv } from '../../../src/table/index.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const data = process.env.MILLRACE_TEST_DATA ?? join(root, '../shared/data')
const missing = !existsSync(data)
const why = missing ? ` (skipped: there is no ${data}; set MILLRACE_TEST_DATA)` : ''

function seasons(folder: string): string[] {
  if (missing) return []
  return readdirSync(join(data, folder))
    .sort()
    .map((name) => join(data, folder, name))
}

describe.skipIf(missing)(`real files${why}`, () => {
  test('every La Liga season gives its games, whatever its header, length of rows and dates', async () => {
    const paths = seasons('la-liga')
    const { table, columns, counts, rejects } = await readCsv(paths, { sourceColumn: 'file' })
    const typeOf = Object.fromEntries(columns.map((column) => [column.name, column.type]))
    expect(typeOf).toMatchObject({ Date: 'DATE', HomeTeam: 'VARCHAR', FTHG: 'BIGINT', FTR: 'VARCHAR', B365H: 'DOUBLE' })
    const perFile = await table.sql('SELECT file, count(*) AS n FROM self GROUP BY file ORDER BY file').rows()
    // 22 teams in 1995-96 and 1996-97, 20 in every other season.
    const games = (name: string) => (/_(9596|9697)\./.test(name) ? 462 : 380)
    expect(perFile).toEqual(paths.map((path) => ({ file: path.split('/').at(-1), n: games(path) })))
    expect(counts.files).toBe(paths.length)
    if (paths.length === 33) expect(counts.rows).toBe(12_704)
    const missingScores =
      'SELECT count(*) AS n FROM self WHERE Date IS NULL OR FTHG IS NULL OR FTAG IS NULL OR FTR IS NULL'
    expect(await table.sql(missingScores).rows()).toEqual([{ n: 0 }])
    expect(await rejects.count()).toBeLessThanOrEqual(200)
    expect(counts.unparsedValues).toBe(0)
  })

  test('the games agree with an independent copy, date by date and score by score', async () => {
    const clean = (await readCsv(seasons('la-liga-clean'))).table
    expect(await clean.count()).toBe(12_704)
    const raw = (await readCsv(seasons('la-liga'))).table
    const teams = (side: string) => `row_number() OVER (PARTITION BY Date, FTHG, FTAG, FTR ORDER BY ${side}) AS k`
    const unmatched = raw.sql(
      `WITH a AS (SELECT Date, FTHG, FTAG, FTR, ${teams('HomeTeam')} FROM self),
            b AS (SELECT Date, FTHG, FTAG, FTR, ${teams('HomeTeam')} FROM clean)
       SELECT count(*) AS n FROM a ANTI JOIN b USING (Date, FTHG, FTAG, FTR, k)`,
      { clean },
    )
    expect(await unmatched.rows()).toEqual([{ n: 0 }])
  })

  test('a file with one name too few has every row cut, counted and said', async () => {
    const { counts, columns, rejects } = await readCsv([join(data, 'co2/co2-mm-mlo.csv')])
    expect(counts).toMatchObject({ rows: 820, raggedRows: 820 })
    expect(columns).toHaveLength(6)
    expect(await rejects.count()).toBe(100)
    expect((await rejects.head(1))[0]).toEqual({
      file: 'co2-mm-mlo.csv',
      line: 2,
      column: null,
      value: '-0.99',
      reason: '7 fields, 6 names; more fields than the header: cut',
    })
  })

  test('a file without a header, with spaces and question marks, is read when that is said', async () => {
    const path = join(data, 'fairness/adult.data.gz')
    await expect(readCsv([path])).rejects.toMatchObject({ code: 'E_CSV_HEADER', at: { line: 1, column: 1 } })
    const names =
      'age,workclass,fnlwgt,education,educationNum,marital,occupation,relationship,race,sex,gain,loss,hours,country,income'
    const { columns, counts } = await readCsv([path], {
      header: false,
      columns: names.split(','),
      trim: true,
      nullTokens: ['', '?'],
    })
    expect(counts).toMatchObject({ rows: 32_561, blankRows: 1, raggedRows: 0 })
    expect(columns.filter((column) => column.nulls > 0).map(({ name, nulls }) => [name, nulls])).toEqual([
      ['workclass', 1836],
      ['occupation', 1843],
      ['country', 583],
    ])
    expect(columns[0]!.type).toBe('BIGINT')
  })

  test('a first line that counts rows and classes is not taken for a header', async () => {
    const path = join(data, 'tabular/iris.csv')
    await expect(readCsv([path])).rejects.toMatchObject({ code: 'E_CSV_HEADER' })
    const options = { header: false, skipLines: 1, columns: ['a', 'b', 'c', 'd', 'species'] }
    const { columns, counts } = await readCsv([path], options)
    expect(counts.rows).toBe(150)
    expect(columns.map((column) => column.type)).toEqual(['DOUBLE', 'DOUBLE', 'DOUBLE', 'DOUBLE', 'BIGINT'])
  })
})
