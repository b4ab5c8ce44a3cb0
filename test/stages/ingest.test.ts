import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import ingest from '../../stages/ingest.ts'
import { runStage } from './run-stage.ts'

const folder = mkdtempSync(join(tmpdir(), 'millrace-ingest-'))
afterAll(() => rmSync(folder, { recursive: true }))

function source(files: Readonly<Record<string, string>>) {
  return {
    source: {
      files: Object.entries(files).map(([name, text]) => {
        writeFileSync(join(folder, name), text)
        return { path: join(folder, name), name }
      }),
    },
  }
}

describe('the stage ingest', () => {
  it('joins CSV files by column name, renames, types, filters and orders', async () => {
    const files = source({
      'a.csv': '\uFEFFDate,Team,Goals\r\n17/08/13,Betis,2\r\n18/08/13,Celta,x\r\n,,\r\n',
      'b.csv': 'Date,Goals,Team,Extra\n01/09/2013,0,Betis,9\n02/09/2013,7,Elche\n',
    })
    const { table, schema, rejects, summary, findings } = await runStage(ingest, files, {
      columns: { goals: 'Goals', day: 'Date', team: 'team' },
      types: { day: 'DATE', goals: 'BIGINT' },
      where: "team <> 'Elche'",
      orderBy: 'day DESC',
    })
    expect(await table.rows()).toEqual([
      { day: '2013-09-01', team: 'Betis', goals: 0 },
      { day: '2013-08-18', team: 'Celta', goals: null },
      { day: '2013-08-17', team: 'Betis', goals: 2 },
    ])
    expect(schema).toEqual([
      { name: 'day', source: 'Date', type: 'DATE', decided: 'declared', unparsed: 0, nulls: 0 },
      { name: 'team', source: 'Team', type: 'VARCHAR', decided: 'inferred', unparsed: 0, nulls: 0 },
      { name: 'goals', source: 'Goals', type: 'BIGINT', decided: 'declared', unparsed: 1, nulls: 1 },
    ])
    expect((await rejects.rows()).map(({ file, line, column }) => [file, line, column])).toContainEqual([
      'a.csv',
      3,
      'Goals',
    ])
    expect(summary).toMatchObject({
      title: '3 rows of 4 were kept',
      rows: [
        { 0: 'files', 1: 2 },
        { 0: 'rows', 1: 4 },
        { 0: 'rows kept', 1: 3 },
        { 0: 'blank rows', 1: 1 },
        { 0: 'ragged rows', 1: 1 },
        { 0: 'unparsed values', 1: 1 },
      ],
    })
    expect(findings.headline).toBe('3 rows of 4 from 2 files.')
    expect(findings.warnings).toEqual([
      '1 row of 2 files do not have as many fields as the header: padded or cut, and listed.',
      '1 value of 2 files are not of the declared type and became NULL: 1 in Goals.',
    ])
  })

  it('reads JSON records, also in a field of a document and from several files', async () => {
    const files = source({
      'a.json': '{ "rows": [{ "n": 1, "at": "2020-01-01" }] }',
      'b.json': '{ "rows": [{ "n": 2.5, "note": "x" }] }',
    })
    const { table, schema, findings } = await runStage(ingest, files, { records: 'rows' })
    expect(await table.rows()).toEqual([
      { n: 1, at: '2020-01-01', note: null },
      { n: 2.5, at: null, note: 'x' },
    ])
    expect(schema.map(({ name, nulls }) => [name, nulls])).toEqual([
      ['n', 0],
      ['at', 1],
      ['note', 1],
    ])
    expect(findings.warnings).toEqual([])
  })

  it('reads a CSV file without a header by names that the pipeline gives', async () => {
    const files = source({ 'raw.data': '1,a\n2,b\n' })
    const { table } = await runStage(ingest, files, { header: false, columns: ['id', 'letter'] })
    expect(await table.rows()).toEqual([
      { id: 1, letter: 'a' },
      { id: 2, letter: 'b' },
    ])
    expect(ingest.params.safeParse({ columns: ['id'] }).success).toBe(false)
  })

  it('refuses to keep nothing, to guess a format, and a column that is not there', async () => {
    const files = source({ 'c.csv': 'a,b\n1,2\n' })
    await expect(runStage(ingest, files, { where: 'a > 1' })).rejects.toMatchObject({ code: 'E_INPUT_EMPTY' })
    await expect(runStage(ingest, files, { columns: { x: 'aa' } })).rejects.toMatchObject({ code: 'E_TABLE_COLUMN' })
    await expect(runStage(ingest, source({ 'c.xls': 'a' }))).rejects.toMatchObject({ code: 'E_INPUT_FORMAT' })
    expect(ingest.params.safeParse({ seperator: ';' }).success).toBe(false)
  })
})
