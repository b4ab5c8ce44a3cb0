import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { type CsvOptions, readCsv } from '../../../src/table/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'millrace-csv-'))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
function file(content: string | Uint8Array, name = `f${++files}.csv`): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

/** The rows of one file, and its columns as `name:TYPE`. */
async function read(content: string | Uint8Array, options?: CsvOptions) {
  const result = await readCsv([file(content)], options)
  const types = result.columns.map((column) => `${column.name}:${column.type}`)
  return { ...result, types, data: await result.table.rows(), rejected: await result.rejects.rows() }
}

describe('splitting', () => {
  test('takes quotes with delimiters, line ends and doubled quotes in them, CRLF, LF and CR', async () => {
    const { data } = await read('a,b\r\n"x, ""y""\r\nz",1\n,"2"\r"","3"')
    expect(data).toEqual([
      { a: 'x, "y"\r\nz', b: 1 },
      { a: null, b: 2 },
      { a: null, b: 3 },
    ])
  })

  test('passes over a byte order mark, and needs no line end at the end', async () => {
    expect((await read('\uFEFFa;b\n1;2')).data).toEqual([{ a: 1, b: 2 }])
  })

  test.each([',', ';', '\t', '|'])('finds the delimiter %j', async (delimiter) => {
    const text = `name${delimiter}note\nA${delimiter}"1,5; 2|3\t4"\nB${delimiter}x\n`
    expect((await read(text)).types).toEqual(['name:VARCHAR', 'note:VARCHAR'])
  })

  test('a file of one column is read as one', async () => {
    expect((await read('name\nx\ny\n')).data).toEqual([{ name: 'x' }, { name: 'y' }])
  })

  test('names the place of a quote that is never closed', async () => {
    const path = file('a,b\n1,2\n3,"open\n4,5\n', 'open.csv')
    await expect(readCsv([path])).rejects.toMatchObject({
      code: 'E_CSV_QUOTE',
      at: { file: 'open.csv', line: 3, column: 3, text: '3,"open' },
    })
  })

  test('reads UTF-8 as it is, and Latin-1 where the bytes are not UTF-8, and says so', async () => {
    expect((await read('a\nCórdoba €\n')).data).toEqual([{ a: 'Córdoba €' }])
    const latin = await read(Buffer.from('a\nC\xf3rdoba\n', 'latin1'))
    expect(latin.data).toEqual([{ a: 'Córdoba' }])
    expect(latin.notes[0]).toMatch(/was read as Latin-1/)
    await expect(read(Buffer.from('a\nC\xf3rdoba\n', 'latin1'), { encoding: 'utf-8' })).rejects.toMatchObject({
      code: 'E_CSV_ENCODING',
      at: { line: 2 },
    })
  })

  test('decompresses a file whose name ends in .gz', async () => {
    const path = file(gzipSync('a\n1\n'), 'a.csv.gz')
    expect(await (await readCsv([path])).table.rows()).toEqual([{ a: 1 }])
    await expect(readCsv([file('not gzip', 'b.csv.gz')])).rejects.toMatchObject({ code: 'E_INPUT_FORMAT' })
    await expect(readCsv([join(folder, 'none.csv')])).rejects.toMatchObject({ code: 'E_FILE_NOT_FOUND' })
    await expect(read('\n\n')).rejects.toMatchObject({ code: 'E_INPUT_EMPTY' })
  })
})

describe('rows of other lengths than the header', () => {
  test('are padded or cut, counted, and listed with file and line', async () => {
    const { data, counts, rejected } = await read('a,b,c\n1,2\n1,2,3\n1,2,3,4,5\n1,2,3,,\n')
    expect(data).toEqual([
      { a: 1, b: 2, c: null },
      { a: 1, b: 2, c: 3 },
      { a: 1, b: 2, c: 3 },
      { a: 1, b: 2, c: 3 },
    ])
    expect(counts).toMatchObject({ rows: 4, raggedRows: 2, blankRows: 0 })
    expect(rejected).toEqual([
      {
        file: expect.stringMatching(/^f\d+\.csv$/),
        line: 2,
        column: null,
        value: null,
        reason: '2 fields, 3 names; fewer fields than the header: padded',
      },
      {
        file: expect.any(String),
        line: 4,
        column: null,
        value: '4,5',
        reason: '5 fields, 3 names; more fields than the header: cut',
      },
    ])
  })

  test('that are empty or all commas are counted as blank and skipped', async () => {
    const { data, counts } = await read('a,b\n,\n\n1,2\n,,,,\n"",\n')
    expect(data).toEqual([{ a: 1, b: 2 }])
    expect(counts).toMatchObject({ rows: 1, blankRows: 4, raggedRows: 0 })
  })

  test('lines are counted over line ends in quotes', async () => {
    const { rejected } = await read('a,b\n"x\ny\nz",1\nq\n')
    expect(rejected[0]).toMatchObject({ line: 5 })
  })

  test('beyond a hundred they are still counted', async () => {
    const { counts, rejected } = await read(`a,b\n${'1\n'.repeat(250)}`)
    expect(counts.raggedRows).toBe(250)
    expect(rejected).toHaveLength(100)
  })
})

describe('the header', () => {
  test('unnamed columns without values are left out, and said', async () => {
    const { types, notes, counts } = await read('a,b,,,\n1,2,,,\n3,4\n')
    expect(types).toEqual(['a:BIGINT', 'b:BIGINT'])
    expect(notes[0]).toMatch(/3 unnamed columns without values were left out/)
    expect(counts.raggedRows).toBe(0)
  })

  test('an unnamed column with values is called by its number, and said', async () => {
    const { data, notes } = await read('a,,column_2\n1,,5\n3,x,6\n')
    expect(data).toEqual([
      { a: 1, column_2: 5, column_2_: null },
      { a: 3, column_2: 6, column_2_: 'x' },
    ])
    expect(notes[0]).toMatch(/field 2 has no name and 1 values; it is called column_2_/)
  })

  test('a repeated name is refused with its place', async () => {
    await expect(read('a,b,a\n1,2,3\n')).rejects.toMatchObject({ code: 'E_CSV_HEADER', at: { line: 1, column: 5 } })
    await expect(read('team,Team\n1,2\n')).rejects.toThrow('differs from "team" in case only')
  })

  test.each(['1,2\n3,4\n', 'x,2013-08-17\ny,2013-08-18\n', 'A,17/08/13\n', '1.5,x\n2.5,y\n'])(
    'a first row that looks like data is refused: %j',
    async (text) => {
      await expect(read(text)).rejects.toMatchObject({
        code: 'E_CSV_HEADER',
        hint: expect.stringMatching(/header: false.*columns:/),
      })
    },
  )

  test('is given by hand, numbered, or forced', async () => {
    expect((await read('1,x\n2,y\n', { header: false, columns: ['n', 's'] })).data[1]).toEqual({ n: 2, s: 'y' })
    expect((await read('1,x\n2,y\n', { header: false })).types).toEqual(['column_1:BIGINT', 'column_2:VARCHAR'])
    expect((await read('country,1990\nA,5\n', { header: true })).types).toEqual(['country:VARCHAR', '1990:BIGINT'])
    await expect(read('1,2\n', { header: false, columns: ['a'] })).rejects.toMatchObject({ code: 'E_CSV_HEADER' })
  })

  test('lines before it are passed over, and places still count them', async () => {
    const { data, rejected } = await read('made by hand\n\na,b\n1,2\n3\n', { skipLines: 2 })
    expect(data[0]).toEqual({ a: 1, b: 2 })
    expect(rejected[0]).toMatchObject({ line: 5 })
  })
})

describe('several files', () => {
  test('are joined by name, in order of first appearance, and what a file lacks is NULL', async () => {
    const paths = [file('a,b\n1,x\n', 'one.csv'), file('c;A\n2.5;7\n', 'two.csv')]
    const { table, columns, counts } = await readCsv(paths, { sourceColumn: 'file' })
    expect(await table.rows()).toEqual([
      { a: 1, b: 'x', c: null, file: 'one.csv' },
      { a: 7, b: null, c: 2.5, file: 'two.csv' },
    ])
    expect(columns.map((column) => column.nulls)).toEqual([0, 1, 1, 0])
    expect(counts).toMatchObject({ files: 2, rows: 2 })
  })

  test('give the same types in any order', async () => {
    const paths = [file('d,n\n17/08/13,1\n'), file('d,n\n17/08/2018,2.5\n'), file('d,n\n2020-01-31,\n')]
    const there = await readCsv(paths)
    const back = await readCsv(paths.toReversed())
    expect(there.columns).toEqual(back.columns)
    expect(await there.table.column('d')).toMatchObject({ type: 'DATE' })
  })
})

describe('types', () => {
  const typeOf = async (values: string[], options?: CsvOptions) =>
    (await read(`v,w\n${values.map((value) => `${value},.`).join('\n')}\n`, options)).columns[0]!.type

  test.each([
    ['BIGINT', ['1', '-2', '+150', '', '9223372036854775807']],
    ['DOUBLE', ['1', '2.5', '-.5', '1e-3', '3.']],
    ['DOUBLE', ['18446744073709551616', '0.5']],
    ['VARCHAR', ['18446744073709551616', '1']],
    ['VARCHAR', ['007', '123']],
    ['BIGINT', ['-01', '0', '10']],
    ['BOOLEAN', ['true', 'False', '']],
    ['VARCHAR', ['true', '1']],
    ['VARCHAR', ['yes', 'no']],
    ['DATE', ['2013-08-17', '', '2020-02-29']],
    ['DATE', ['17/08/2013', '17/08/13', '5/8/14', '2013-08-17']],
    ['VARCHAR', ['08/17/2013']],
    ['VARCHAR', ['2013-02-30']],
    ['TIMESTAMP', ['2013-08-17T00:00:00.000Z', '2013-08-17']],
    ['TIMESTAMP', ['2013-08-17 20:00', '17/08/2013 20:00:01.5']],
    ['VARCHAR', ['', '']],
    ['VARCHAR', ['1', 'x']],
    ['VARCHAR', ['NaN', '1']],
    ['VARCHAR', [' 1', '2']],
  ])('are %s for %j', async (type, values) => {
    expect(await typeOf(values)).toBe(type)
    expect(await typeOf(values.toReversed())).toBe(type)
  })

  test('two-digit years turn at the pivot', async () => {
    const dates = async (pivot?: number) =>
      (await read('d,x\n01/02/69,\n01/02/70,\n01/02/93,\n', pivot === undefined ? {} : { pivot })).data.map(
        (row) => row.d,
      )
    expect(await dates()).toEqual(['2069-02-01', '1970-02-01', '1993-02-01'])
    expect(await dates(94)).toEqual(['2069-02-01', '2070-02-01', '2093-02-01'])
  })

  test('month first and days without separators must be said', async () => {
    const said = await read('d,n\n08/17/2013,20130817\n12/01/2013,20131201\n', {
      dateFormats: ['mm/dd/yyyy', 'yyyymmdd'],
    })
    expect(said.data).toEqual([
      { d: '2013-08-17', n: '2013-08-17' },
      { d: '2013-12-01', n: '2013-12-01' },
    ])
    await expect(read('d\nx\n', { dateFormats: ['dd/yyyy'] })).rejects.toThrow('"dd/yyyy" is not a date format.')
  })

  test('null tokens and trimming are options', async () => {
    const text = 'a, b\n 1, ?\n NA, "x, y"\n'
    const { data } = await read(text, { trim: true, nullTokens: ['', '?', 'NA'] })
    expect(data).toEqual([
      { a: 1, b: null },
      { a: null, b: 'x, y' },
    ])
  })

  test('a value that is not of its declared type becomes NULL, and is counted and listed', async () => {
    const { data, columns, counts, rejected } = await read('n,s\n1,007\nx,008\n300,\n', {
      types: { n: 'tinyint', s: 'VARCHAR' },
    })
    expect(data).toEqual([
      { n: 1, s: '007' },
      { n: null, s: '008' },
      { n: null, s: null },
    ])
    expect(columns).toEqual([
      { name: 'n', type: 'TINYINT', from: 'declared', unparsed: 2, nulls: 2 },
      { name: 's', type: 'VARCHAR', from: 'declared', unparsed: 0, nulls: 1 },
    ])
    expect(counts.unparsedValues).toBe(2)
    expect(rejected).toEqual([
      { file: expect.any(String), line: 3, column: 'n', value: 'x', reason: 'not TINYINT' },
      { file: expect.any(String), line: 4, column: 'n', value: '300', reason: 'not TINYINT' },
    ])
  })

  test('a type for a misspelt column, and a type that text cannot have, are refused', async () => {
    await expect(read('goals\n1\n', { types: { gaols: 'DOUBLE' } })).rejects.toMatchObject({
      code: 'E_TABLE_COLUMN',
      hint: 'Did you mean "goals"?',
    })
    await expect(read('a\n1\n', { types: { a: 'STRUCT(x INT)' } })).rejects.toMatchObject({ code: 'E_TABLE_TYPE' })
  })
})

test('a million cells take at most two seconds of CPU', async () => {
  const row = Array.from({ length: 20 }, (_, i) => (i % 3 === 0 ? `text ${i}` : `${i}.25`)).join(',')
  const header = Array.from({ length: 20 }, (_, i) => `c${i}`).join(',')
  const path = file(`${header}\n${`${row}\n`.repeat(50_000)}`)
  const before = process.cpuUsage()
  const { counts } = await readCsv([path])
  const { user, system } = process.cpuUsage(before)
  expect(counts.rows).toBe(50_000)
  expect((user + system) / 1e6).toBeLessThan(2)
})
