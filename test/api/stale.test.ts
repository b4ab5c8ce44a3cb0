import { expect, test } from 'vitest'
import { displaySymbol } from '../../src/project/api/mime-bundle.ts'
import { openPipeline } from '../../src/project/api/open-pipeline.ts'
import { ProjectRig } from '../rig/project-rig.ts'
import { count, rows } from '../rig/sample-stages.ts'

type Displayed = { [displaySymbol](): Promise<unknown> }

const project = {
  'pipeline.yaml': `name: small
stages:
  rows: { use: stages/rows.ts, params: { count: 10 } }
  count: { use: stages/count.ts, in: { rows: rows.table } }
`,
  'stages/rows.ts': rows,
  'stages/count.ts': count,
}

test('what is read says that it is stale and why, from the moment that a file changes until it has been run', async () => {
  const rig = new ProjectRig(project)
  await using pipeline = await openPipeline(rig.path('pipeline.yaml'))
  await expect(pipeline.table('rows.table').head()).rejects.toThrow('"rows.table" has no result yet')
  expect((await pipeline.run()).orThrow().ran).toEqual({ rows: ['has never run'], count: ['has never run'] })

  const table = pipeline.table('rows.table')
  const first = await table.head(3)
  expect(first).toMatchObject({ length: 3, stale: false, reasons: [] })
  expect((await first[displaySymbol]())['text/html']).not.toContain('stale</b>')

  rig.edit('stages/rows.ts', 'i * 1.5', 'i * 2.5')
  const second = await table.head(3)
  expect([...second]).toEqual([...first])
  expect(second.reasons).toEqual(['code changed: stages/rows.ts'])
  // A stage below says which stage above it is why.
  expect((await pipeline.json('count.count')).reasons).toEqual([
    'reads from rows, which is stale: code changed: stages/rows.ts',
  ])
  // Shown again, the first says it too, in a picture's words and in plain text.
  const shown = await first[displaySymbol]()
  expect(shown['text/plain']).toMatch(/^◐ stale: code changed: stages\/rows.ts\n/)
  expect(shown['text/html']).toContain('stale</b>: code changed: stages/rows.ts')

  expect((await pipeline.run()).ran).toMatchObject({ rows: ['code changed: stages/rows.ts'] })
  const third = await table.head(3)
  expect(third.stale).toBe(false)
  expect(third[1]!.value).toBe(2.5)
  // The rows of before are not those of now, and say so.
  expect((await first[displaySymbol]())['text/plain']).toMatch(/^◐ stale: rows has given another result since/)
})

test('a parameter of the pipeline file, a trial beside it, and a query over what is stale', async () => {
  const rig = new ProjectRig(project)
  await using pipeline = await openPipeline(rig.path('pipeline.yaml'))
  await pipeline.run()
  const large = pipeline.table('rows.table').sql('SELECT * FROM self WHERE value > 3')
  expect(await large.count()).toBe(7)
  const trial = pipeline.with({ 'rows.count': 4 })
  expect((await trial.table('rows.table').freshness()).reasons).toEqual(['parameter count: 10 → 4'])
  await trial.run()
  expect(await trial.table('rows.table').count()).toBe(4)
  expect(await pipeline.table('rows.table').count()).toBe(10)

  rig.edit('pipeline.yaml', 'count: 10', 'count: 20')
  expect((await large.freshness()).reasons).toEqual(['parameter count: 10 → 20'])
  await pipeline.run()
  expect(await large.freshness()).toMatchObject({ state: 'fresh', stale: false })
  expect(await large.count()).toBe(17)
})

test('names that are wrong are errors with a hint, and a broken stage is not passed over', async () => {
  const rig = new ProjectRig(project)
  await using pipeline = await openPipeline(rig.path('pipeline.yaml'))
  await pipeline.run()
  const code = (call: Promise<unknown>) =>
    call.then(
      () => 'none',
      (error: { code: string }) => error.code,
    )
  expect(await code(pipeline.table('row.table').head())).toBe('E_UNKNOWN_STAGE')
  expect(await code(pipeline.table('rows.tabel').head())).toBe('E_UNKNOWN_OUTPUT')
  const error = (await pipeline
    .table('rows.tabel')
    .head()
    .catch((thrown: unknown) => thrown)) as Error & Displayed
  // A notebook prints the stack of what is thrown: there is none of ours, and what to do is there.
  const block = 'E_UNKNOWN_OUTPUT  there is no output "rows.tabel"\n  Did you mean "rows.table"?'
  expect(error.stack).toBe(`MillraceError: ${block}`)
  expect(await error[displaySymbol]()).toMatchObject({
    'text/plain': block,
    'text/html': expect.stringContaining('What to do'),
  })
  expect(await code(pipeline.table('count.count').head())).toBe('E_KIND_MISMATCH')
  expect(await code(pipeline.table('rows.table').sql('SELECT valeu FROM self').head())).toBe('E_TABLE_QUERY')
  rig.write({ 'stages/rows.ts': 'export default {' })
  expect(await code(pipeline.table('rows.table').head())).toBe('E_STAGE_FILE')
})
