import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { globSync } from 'tinyglobby'
import { describe, expect, test } from 'vitest'
import type { Evidence } from '../../src/project/history/evidence-schema.ts'
import type { Facet, Facets, LineageEvent } from '../../src/project/lineage/openlineage.ts'
import { stageRunId } from '../../src/project/lineage/stage-run-id.ts'
import { schemaErrors, schemaValidator } from '../rig/json-schema.ts'
import { ProjectRig } from '../rig/project-rig.ts'
import { numbersProject, tablesProject } from '../rig/sample-stages.ts'

const readJson = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as object & { $id?: string }
const runEvent = readJson(join(import.meta.dirname, '..', 'fixtures', 'openlineage', 'run-event.schema.json'))
const ajv = schemaValidator()

/** The official texts, where somebody has them: see test/fixtures/openlineage/README.md. */
const official = process.env.MILLRACE_OPENLINEAGE_SPEC

/** The events of a file, each of which must be one that OpenLineage 2-0-2 knows. */
function eventsOf(project: ProjectRig, file: string): LineageEvent[] {
  const text = project.read(file)
  expect(text.endsWith('\n')).toBe(true)
  const events = text
    .slice(0, -1)
    .split('\n')
    .map((line) => JSON.parse(line) as LineageEvent)
  for (const event of events) {
    expect(schemaErrors(ajv, runEvent, event)).toEqual([])
    if (official !== undefined) expect(officialErrors(official, event)).toEqual([])
  }
  return events
}

function officialErrors(folder: string, event: LineageEvent): string[] {
  const schemas = globSync('**/*.json', { cwd: folder, absolute: true }).map(readJson)
  const known = new Map(schemas.map((schema) => [schema.$id!.split('/').at(-1)!, schema.$id!]))
  const validator = schemaValidator(schemas)
  const data = [...(event.inputs ?? []), ...(event.outputs ?? [])]
  const groups = [event.run, event.job, ...data].flatMap((each): (Facets | undefined)[] => [
    each.facets,
    ...('inputFacets' in each ? [each.inputFacets] : []),
    ...('outputFacets' in each ? [each.outputFacets] : []),
  ])
  const facets = groups.flatMap((group) => Object.entries(group ?? {}))
  return [
    ...schemaErrors(validator, known.get('OpenLineage.json')!, event),
    ...facets.flatMap(([name, facet]) => {
      const id = known.get(facet._schemaURL.split('#')[0]!.split('/').at(-1)!)
      return id === undefined || id.endsWith('OpenLineage.json') ? [] : schemaErrors(validator, id, { [name]: facet })
    }),
  ]
}

const told = (events: readonly LineageEvent[]) => events.map(({ job, eventType }) => `${job.name} ${eventType}`)
const find = (events: readonly LineageEvent[], job: string, type: LineageEvent['eventType']) =>
  events.find((event) => event.job.name === job && event.eventType === type)!
/** A facet without where it is from. */
function fieldsOf(facet: Facet | undefined): Record<string, unknown> {
  const { _producer, _schemaURL, ...fields } = facet ?? { _producer: '', _schemaURL: '' }
  return fields
}

describe('run --lineage', () => {
  test('writes the pipeline as a job and each stage as one below it, with what they read and gave', async () => {
    const project = new ProjectRig(tablesProject)
    const run = await project.run('--lineage', 'out/lineage.jsonl', '--jobs', '1')
    expect(run.code).toBe(0)
    expect(run.stderr).toContain('Lineage: out/lineage.jsonl\n')
    const events = eventsOf(project, 'out/lineage.jsonl')
    expect(told(events)).toEqual([
      'tables START',
      ...['rows', 'big', 'count'].flatMap((stage) => [`tables.${stage} START`, `tables.${stage} COMPLETE`]),
      'tables COMPLETE',
    ])
    const times = events.map(({ eventTime }) => Date.parse(eventTime))
    expect(times).toEqual([...times].sort((a, b) => a - b))

    const { uuid, id, stages } = project.json<Evidence>('artifacts/tables/run.json')
    const whole = find(events, 'tables', 'COMPLETE')
    expect(whole.run.runId).toBe(uuid)
    expect(fieldsOf(whole.run.facets.millrace_run)).toMatchObject({
      id,
      seed: 0,
      versions: { node: process.versions.node },
    })
    expect(fieldsOf(whole.job.facets.jobType)).toMatchObject({ processingType: 'BATCH', jobType: 'PIPELINE' })

    const big = find(events, 'tables.big', 'COMPLETE')
    expect(big.job.namespace).toBe('millrace')
    expect(big.run.runId).toBe(stageRunId(uuid, 'big'))
    expect(fieldsOf(big.run.facets.parent)).toEqual({
      run: { runId: uuid },
      job: { namespace: 'millrace', name: 'tables' },
    })
    expect(fieldsOf(big.run.facets.processing_engine)).toMatchObject({ name: 'Millrace' })
    expect(fieldsOf(big.run.facets.millrace_cache)).toEqual({ hit: false, fingerprint: stages.big!.fingerprint })
    expect(fieldsOf(big.job.facets.sourceCode)).toEqual({
      language: 'SQL',
      sourceCode: project.read('stages/big.sql'),
    })
    expect(fieldsOf(big.job.facets.sql)).toEqual({ query: project.read('stages/big.sql') })
    expect(big.job.facets.sourceCodeLocation).toBeUndefined()

    const { content, bytes, columns } = stages.rows!.outputs!.table!
    const fields = columns!.map(({ name, type }) => ({ name, type }))
    const [read] = big.inputs!
    expect([read!.namespace, read!.name]).toEqual(['file', project.path('artifacts/tables/rows/table.parquet')])
    expect(fieldsOf(read!.facets!.schema)).toEqual({ fields })
    expect(fieldsOf(read!.facets!.version)).toEqual({ datasetVersion: content })
    expect(fieldsOf(read!.inputFacets!.dataQualityMetrics)).toMatchObject({ rowCount: 10, bytes })
    const [given] = big.outputs!
    expect(given!.name).toBe(project.path('artifacts/tables/big/table.parquet'))
    expect(fieldsOf(given!.facets!.schema)).toEqual({ fields: fields.slice(0, 2) })
    expect(fieldsOf(given!.outputFacets!.outputStatistics)).toMatchObject({ rowCount: 7, fileCount: 1 })
    // What one stage gives is, by name and version, what the next one reads.
    const [first] = find(events, 'tables.rows', 'COMPLETE').outputs!
    expect([first!.name, first!.facets!.version]).toEqual([read!.name, read!.facets!.version])
    expect(find(events, 'tables.big', 'START').outputs).toEqual([])
  })

  test('of a run that had nothing to do tells what was reused, and writes over the file of the run before', async () => {
    const project = new ProjectRig(numbersProject)
    await project.run('--lineage', 'l.jsonl')
    const first = eventsOf(project, 'l.jsonl')
    const again = await project.run('--lineage', 'l.jsonl', '--json')
    expect(again.events.map(({ type }) => type)).toContain('lineage-written')
    const second = eventsOf(project, 'l.jsonl')
    expect(told(second).sort()).toEqual(told(first).sort())
    for (const event of second.filter(({ job }) => job.name.includes('.'))) {
      expect(fieldsOf(event.run.facets.millrace_cache)).toMatchObject({ hit: true, madeAt: expect.any(String) })
      const before = find(first, event.job.name, event.eventType)
      expect(event.run.runId).not.toBe(before.run.runId)
      expect([event.inputs, event.outputs]).toEqual([before.inputs, before.outputs])
    }
    const [source] = find(second, 'numbers.scale', 'START').inputs!
    expect([source!.namespace, source!.name]).toEqual(['file', project.path('data/numbers.json')])
    expect(fieldsOf(source!.inputFacets!.dataQualityMetrics)).toEqual({ bytes: 7, columnMetrics: {} })
    // Without --lineage nothing is written.
    await project.run('--force')
    expect(eventsOf(project, 'l.jsonl')).toEqual(second)
  })

  test('tells a failure with its message, and nothing of what never ran', async () => {
    const project = new ProjectRig(numbersProject)
    project.edit('stages/sum.ts', 'inputs.numbers.reduce', 'nothing.reduce')
    const run = await project.run('--keep-going', '--lineage', 'l.jsonl')
    expect(run.code).toBe(1)
    const events = eventsOf(project, 'l.jsonl')
    expect(told(events)).toEqual(
      expect.arrayContaining(['numbers.scale COMPLETE', 'numbers.sum FAIL', 'numbers.other FAIL', 'numbers FAIL']),
    )
    expect(told(events).filter((text) => text.startsWith('numbers.judge'))).toEqual([])
    const { run: failed, inputs, outputs } = find(events, 'numbers.sum', 'FAIL')
    expect(fieldsOf(failed.facets.errorMessage)).toMatchObject({
      message: expect.stringContaining('E_STAGE_THREW: ReferenceError: nothing is not defined'),
      programmingLanguage: 'TypeScript',
      stackTrace: expect.stringContaining('stages/sum.ts'),
    })
    expect([inputs!.length, outputs]).toEqual([1, []])
  })

  test('of an interrupted run ends with ABORT', async () => {
    const project = new ProjectRig({
      'pipeline.yaml': 'name: slow\nstages:\n  wait: { use: wait.ts }\n',
      'wait.ts': `import { writeFileSync } from 'node:fs'
import { defineStage, json } from 'millrace'
export default defineStage({ inputs: {}, outputs: { value: json() }, random: false,
  async run() { writeFileSync('begun', ''); await new Promise((done) => setTimeout(done, 60_000)); return { value: 1 } } })`,
    })
    const running = project.start(['--lineage', 'l.jsonl'])
    await project.appears('begun')
    running.process.kill('SIGINT')
    await running.finished
    expect(told(eventsOf(project, 'l.jsonl'))).toEqual([
      'slow START',
      'slow.wait START',
      'slow.wait ABORT',
      'slow ABORT',
    ])
  })

  test('of --only names what was read from above, and takes the namespace from the environment', async () => {
    const project = new ProjectRig(numbersProject)
    await project.run()
    await project.runWith({ env: { OPENLINEAGE_NAMESPACE: 'team' } }, 'judge', '--only', '--lineage', 'l.jsonl')
    const events = eventsOf(project, 'l.jsonl')
    expect(told(events)).toEqual(['numbers START', 'numbers.judge START', 'numbers.judge COMPLETE', 'numbers COMPLETE'])
    expect(new Set(events.map(({ job }) => job.namespace))).toEqual(new Set(['team']))
    const [total] = find(events, 'numbers.judge', 'START').inputs!
    expect(total!.name).toBe(project.path('artifacts/numbers/sum/total.json'))
  })

  test('where nothing can be written says so before anything runs', async () => {
    const project = new ProjectRig(numbersProject)
    const folder = await project.run('--lineage', 'stages')
    expect([folder.code, folder.stderr]).toEqual([2, expect.stringContaining('stages: this is a folder')])
    expect(folder.stderr).toContain('E_ARGUMENT')
    const inFile = await project.run('--lineage', 'pipeline.yaml/l.jsonl')
    expect([inFile.code, inFile.stderr]).toEqual([2, expect.stringContaining('nothing can be written to')])
    const dry = await project.run('--dry-run', '--lineage', 'l.jsonl')
    expect([dry.code, dry.stderr]).toEqual([2, expect.stringContaining("cannot be used with option '--dry-run'")])
    expect(existsSync(project.path('artifacts/numbers'))).toBe(false)
  })
})

test('the schema that events are held to refuses what OpenLineage refuses', async () => {
  const project = new ProjectRig(tablesProject)
  await project.run('--lineage', 'l.jsonl')
  const [event] = eventsOf(project, 'l.jsonl')
  const wrong: object[] = [
    { ...event, eventTime: '2026-11-21 07:00:00' },
    { ...event, eventType: 'SKIPPED' },
    { ...event, run: { runId: 'not-a-uuid' } },
    { ...event, producer: 'a tool' },
    { ...event, job: { name: 'tables' } },
    { ...event, run: { ...event!.run, facets: { parent: { run: event!.run } } } },
    { ...event, inputs: [{ namespace: 'file' }] },
  ]
  for (const each of wrong) expect(schemaErrors(ajv, runEvent, each)).not.toEqual([])
})

test('a stage has the same run id whenever it is asked for', () => {
  // RFC 9562, appendix A.4: the name www.example.com in the namespace of DNS.
  expect(stageRunId('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe(
    '2ed6657d-e927-568b-95e1-2665a8aea6a2',
  )
})
