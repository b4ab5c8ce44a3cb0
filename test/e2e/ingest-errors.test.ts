import { expect, test } from 'vitest'
import { ProjectRig, ran } from '../rig/project-rig.ts'

const pipeline = (source: string) =>
  `name: files\nstages:\n  ingest:\n    use: millrace/stages/ingest\n    in: { source: ${source} }\n`

test('an unclosed quote is an error at the place where it opens, and the last good result stays', async () => {
  const rig = new ProjectRig({
    'pipeline.yaml': pipeline('rows.csv'),
    'rows.csv': 'team,goals\nBetis,2\n"Real Madrid",3\n',
  })
  expect((await rig.run()).code).toBe(0)
  const lock = rig.read('pipeline.lock')
  rig.write({ 'rows.csv': 'team,goals\nBetis,2\n"Real Madrid,3\nGetafe,1\n' })
  const failed = await rig.run()
  expect(failed.code).toBe(1)
  expect(failed.stderr).toContain('E_CSV_QUOTE')
  expect(failed.stderr).toContain('rows.csv:3:1')
  expect(failed.stderr).not.toMatch(/^\s+at /m)
  expect(rig.read('pipeline.lock')).toBe(lock)
  expect((await rig.rows('artifacts/files/ingest/table.parquet')).length).toBe(2)
})

test('a file without a header is an error that says what to write', async () => {
  const rig = new ProjectRig({ 'pipeline.yaml': pipeline('rows.csv'), 'rows.csv': '2013-08-17,2,0\n2013-08-18,1,1\n' })
  const failed = await rig.run()
  expect(failed.code).toBe(1)
  expect(failed.stderr).toContain('E_CSV_HEADER')
  expect(failed.stderr).toContain('header: false')
})

test('a ragged row is padded or cut, counted and listed, and the run goes on', async () => {
  const rig = new ProjectRig({ 'pipeline.yaml': pipeline('rows.csv'), 'rows.csv': 'a,b\n1,2\n3\n4,5,6\n' })
  const result = await rig.run('--json')
  expect(ran(result)).toEqual(['ingest'])
  expect(await rig.rows('artifacts/files/ingest/table.parquet')).toHaveLength(3)
  const rejects = await rig.rows('artifacts/files/ingest/rejects.parquet')
  expect(rejects.map(({ file, line }) => [file, Number(line)])).toEqual([
    ['rows.csv', 3],
    ['rows.csv', 4],
  ])
})

test('a source that is missing is an error at its wire, before anything runs', async () => {
  const rig = new ProjectRig({ 'pipeline.yaml': pipeline('nowhere/rows.csv') })
  const failed = await rig.run()
  expect(failed.code).toBe(2)
  expect(failed.stderr).toContain('E_FILE_NOT_FOUND')
  expect(failed.stderr).toContain('pipeline.yaml:5:19')
})
