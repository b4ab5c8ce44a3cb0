import { expect, test } from 'vitest'
import type { RunEvent } from '../../src/engine/events.ts'
import { notebookProgress, type ShowBundle } from '../../src/project/api/display/notebook-progress.ts'
import { displaySymbol, type MimeBundle } from '../../src/project/api/mime-bundle.ts'
import { openPipeline } from '../../src/project/api/open-pipeline.ts'
import { showFigure } from '../../src/project/api/show-figure.ts'
import { ProjectRig } from '../rig/project-rig.ts'
import { apiProject } from './api-project.ts'

const show = (value: unknown) => (value as { [displaySymbol](): Promise<MimeBundle> })[displaySymbol]()
const types = async (value: unknown) => Object.keys(await show(value)).sort()
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours are what must not be there
const ansi = /\x1b\[/

test('everything that is read shows itself by the types that Jupyter knows, stale or not', async () => {
  const rig = new ProjectRig(apiProject)
  await using pipeline = await openPipeline(rig.path('pipeline.yaml'))
  const run = await pipeline.run()
  const table = pipeline.table('rows.table')
  const model = pipeline.model('train.model')
  const figure = await pipeline.figure('chart.figure')
  const count = await pipeline.json('count.count')
  const predicted = await model.predict([{ value: 1 }, { value: 9 }])
  expect([...predicted]).toEqual(['low', 'high'])

  expect(await types(pipeline)).toEqual(['image/svg+xml', 'text/plain'])
  expect(await types(figure)).toEqual(['application/vnd.vegalite.v5+json', 'image/svg+xml', 'text/plain'])
  for (const value of [run, table, model, count, predicted])
    expect(await types(value)).toEqual(['text/html', 'text/plain'])

  const whole = await show(table)
  for (const part of ['double', 'no nulls', 'Distribution of value', '13.5']) expect(whole['text/html']).toContain(part)
  expect((await show(pipeline))['image/svg+xml']).toContain('rows is fresh')
  expect((await show(run))['text/plain']).toContain('4 ran, 0 reused')
  const chart = await show(figure)
  expect(chart['application/vnd.vegalite.v5+json']).toMatchObject({ title: { text: ['Values rise'] }, mark: 'bar' })
  expect(chart['image/svg+xml']).toMatch(/^<svg/)

  rig.edit('stages/rows.ts', 'i * 1.5', 'i * 2.5')
  const why = 'code changed: stages/rows.ts'
  for (const value of [pipeline, table, model, figure, count, predicted]) {
    const shown = await show(value)
    expect(shown['text/plain']).toContain('stale')
    expect(shown['text/plain']).toContain(why)
    expect(shown['text/plain']).not.toMatch(ansi)
    // Whatever of it is drawn says so too.
    const drawn = String(shown['text/html'] ?? shown['image/svg+xml'])
    expect(drawn).toContain('stale')
    expect(drawn.replace(/<\/tspan><tspan[^>]*>|<\/text><text[^>]*>/g, ' ')).toContain('rows.ts')
  }
})

test('questions show themselves too: how stages stand, why, what was run, what differs, and a chart of a query', async () => {
  const rig = new ProjectRig(apiProject)
  await using pipeline = await openPipeline(rig.path('pipeline.yaml'))
  await pipeline.run('rows')
  const table = pipeline.table('rows.table')
  const chart = await table.sql('SELECT id, value FROM self').chart({
    title: 'Values rise',
    mark: 'line',
    encoding: { x: { field: 'id', type: 'quantitative' }, y: { field: 'value', type: 'quantitative' } },
  })
  expect(await types(chart)).toEqual(['application/vnd.vegalite.v5+json', 'image/svg+xml', 'text/plain'])
  const drawn = (await show(chart))['application/vnd.vegalite.v5+json'] as { width: number; data: { values: object[] } }
  expect(drawn.width).toBeGreaterThan(100)
  expect(drawn.data.values[1]).toEqual({ id: 1, value: 1.5 })

  const stages = await pipeline.status('count')
  expect(JSON.stringify(stages)).not.toContain('display')
  const standing = (await show(stages))['text/plain'].split('\n').map((line) => line.split(/ {2,}/))
  expect(standing.slice(0, 3)).toEqual([
    ['stage', 'state', 'why'],
    ['rows', '○ fresh', '—'],
    ['count', '◐ stale', 'has never run'],
  ])
  expect((await show(await pipeline.stages()))['text/html']).toContain('◐ stale')

  rig.edit('stages/rows.ts', 'i * 1.5', 'i * 2.5')
  const why = await show(await pipeline.explain('rows'))
  expect(why['text/plain']).toMatch(
    /^◐ rows is stale\n {2}code changed: stages\/rows\.ts[\s\S]*Its last result was made/,
  )
  expect(why['text/html']).toContain('<b>◐ rows is stale</b>')
  expect((await show(chart))['text/plain']).toMatch(/^◐ stale: code changed/)

  await pipeline.run('rows')
  const runs = await show(pipeline.runs())
  expect(runs['text/html']).toContain('2 rows')
  const diff = await show(pipeline.diff())
  expect(diff['text/plain']).toMatch(/code +rows stages\/rows\.ts +[0-9a-f]{8} +[0-9a-f]{8}/)
  expect(diff['text/plain']).toContain('outputs: 1 differ')
  for (const { 'text/plain': text } of [why, runs, diff]) expect(text).not.toMatch(ansi)
})

test('a figure that no stage made shows itself, as a chart or as a table', async () => {
  const spec = { data: { values: [{ x: 1 }] }, mark: 'bar', encoding: { x: { field: 'x', type: 'quantitative' } } }
  const text = { title: 'One bar', description: 'A bar.' }
  expect(await types(showFigure({ type: 'vega-lite', ...text, spec }))).toContain('application/vnd.vegalite.v5+json')
  const table = await show(showFigure({ type: 'table', ...text, columns: [{ label: 'a' }], rows: [[1.23456]] }))
  expect(table['text/html']).toContain('1.235')
})

test('arrow: the same values in types of their own', async () => {
  const rig = new ProjectRig(apiProject)
  await using pipeline = await openPipeline(rig.path('pipeline.yaml'))
  await pipeline.run('rows')
  const query = `SELECT value, CASE WHEN id % 2 = 0 THEN name END AS name, id > 3 AS late, DATE '2024-02-29' AS day,
    CASE WHEN id > 8 THEN id::INTEGER END AS number FROM self ORDER BY id`
  const arrow = await pipeline.table('rows.table').sql(query).toArrow()
  expect(arrow.schema.fields.map(String)).toEqual([
    'value: Float64',
    'name: Utf8',
    'late: Bool',
    'day: Date32<DAY>',
    'number: Int32',
  ])
  expect(arrow.numRows).toBe(10)
  expect(arrow.get(9)?.toJSON()).toEqual({ value: 13.5, name: null, late: true, day: Date.UTC(2024, 1, 29), number: 9 })
  expect(arrow.get(8)?.toJSON()).toMatchObject({ name: 'n8', number: null })
  expect(arrow.getChild('number')?.nullCount).toBe(9)
})

test('the progress of a run is one display that is updated in its place', () => {
  const shown: { text: string; options: Parameters<ShowBundle>[1] }[] = []
  const progress = notebookProgress((bundle, options) => shown.push({ text: bundle['text/plain'], options }))!
  const events: Partial<RunEvent>[] = [
    { type: 'run-started', stages: ['a', 'b'] },
    { type: 'stage-started', stage: 'a' },
    { type: 'stage-finished', stage: 'a' },
    { type: 'run-finished', ok: true },
  ]
  for (const event of events) progress(event as RunEvent)
  expect(shown.map(({ text }) => text)).toEqual([
    '0 of 2 stages · running',
    '0 of 2 stages · running a',
    '1 of 2 stages · done',
  ])
  expect(new Set(shown.map(({ options }) => options.display_id)).size).toBe(1)
  expect(shown.map(({ options }) => options.update)).toEqual([false, true, true])
})
