import { rmSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Evidence } from '../../src/project/history/evidence-schema.ts'
import { ProjectRig } from '../rig/project-rig.ts'
import { numbersProject, tablesProject } from '../rig/sample-stages.ts'

const ids = async (project: ProjectRig) => (await project.run('runs', '--json')).events.map(({ id }) => String(id))

/** The same run as it was kept before: its events, seed, versions and numbers. */
function eventRecord({ pipeline, startedAt, stages, metrics, definition, versions, platform, arch }: Evidence) {
  const { millrace, node, duckdb } = versions
  const finished = Object.entries(stages).map(([stage, { fingerprint, seconds, outputs }]) => ({
    type: 'stage-finished',
    stage,
    fingerprint,
    seconds,
    outputs,
  }))
  return {
    format: 1,
    pipeline,
    startedAt,
    overrides: {},
    seed: definition.seed,
    versions: { millrace, node, duckdb, platform: `${platform}-${arch}` },
    metrics,
    events: [...finished, { type: 'run-finished', ok: true, ran: finished.length, reused: 0, failed: 0, seconds: 1 }],
  }
}

describe('diff', () => {
  test('the last two runs, or any two by id, prefix and last~N: parameters, metrics, artifacts, code', async () => {
    const project = new ProjectRig(numbersProject)
    await project.run()
    await project.run('--set', 'sum.start=200')
    project.edit('lib/unit.ts', 'return 1', 'return 2')
    await project.run()

    const two = await project.run('diff', 'last~2', 'last~1', '--json')
    expect(two.code).toBe(0)
    expect(two.events).toHaveLength(1)
    expect(two.events[0]).toMatchObject({
      type: 'runs-compared',
      params: [{ name: 'sum.start', a: 0, b: 200 }],
      metrics: [{ name: 'sum.total', a: 12, b: 212, difference: 200 }],
      code: [],
      equal: { artifacts: 2 },
    })
    const names = (two.events[0]!.artifacts as { name: string }[]).map(({ name }) => name)
    expect(names.sort()).toEqual(['judge.verdict', 'sum.total'])

    const last = await project.run('diff')
    expect(last.stdout).toContain('Parameters: 1 difference')
    expect(last.stdout).toMatch(/ sum\.start +200 +0$/m)
    expect(last.stdout).toMatch(/ sum\.total +212 +24 +-188$/m)
    expect(last.stdout).toMatch(/ scale lib\/unit\.ts +[0-9a-f]{12} +[0-9a-f]{12}$/m)
    expect(last.stderr).toBe('')

    const [newest, , oldest] = await ids(project)
    const byId = await project.run('diff', oldest!, newest!.slice(0, -1), '--json')
    expect(byId.events[0]).toMatchObject({ a: oldest, b: newest, params: [] })
    const same = await project.run('diff', 'last', 'last')
    expect(same.stdout).toContain('Metrics: no difference')
  })

  test('tables are compared by content and rows', async () => {
    const project = new ProjectRig(tablesProject)
    await project.run()
    await project.run('--set', 'rows.count=12')
    const { stdout } = await project.run('diff')
    expect(stdout).toMatch(/ rows\.table +[0-9a-f]{12} \(10 rows\) +[0-9a-f]{12} \(12 rows\)$/m)
  })

  test('what a run was made of is compared also when the store no longer has it', async () => {
    const project = new ProjectRig(numbersProject)
    await project.run()
    await project.run('--set', 'sum.start=5')
    rmSync(project.path('artifacts/.store/actions'), { recursive: true })
    const { stdout } = await project.run('diff')
    expect(stdout).not.toContain('No longer in the store')
    expect(stdout).toMatch(/ sum\.start +0 +5$/m)
  })

  test('of a record from before there was evidence, keys come from the store; what has gone from there is said and not shown as new', async () => {
    const project = new ProjectRig(numbersProject)
    await project.run()
    const [name] = project.list('artifacts/.store/runs')
    const path = `artifacts/.store/runs/${name}`
    const evidence = project.json<Evidence>(path)
    project.write({ [path]: eventRecord(evidence) })
    await project.run('--set', 'sum.start=5')
    const known = await project.run('diff')
    expect(known.stdout).toContain('Parameters: 1 difference')
    expect(known.stdout).not.toMatch(/^(Setting|Definition|Inputs|Packages)/m)
    expect(known.stdout).toMatch(/ sum\.total +12 +17 +\+5$/m)
    rmSync(project.path('artifacts/.store/actions', evidence.stages.sum!.fingerprint!), { recursive: true })
    const gone = await project.run('diff')
    expect(gone.stdout).toContain('No longer in the store, so parameters and code are not compared: sum.')
    expect(gone.stdout).toContain('Parameters: no difference')
    expect(gone.stdout).toMatch(/ sum\.total +12 +17 +\+5$/m)
  })

  test('also inputs, wires, environment values by digest, and versions of packages', async () => {
    const project = new ProjectRig({
      ...numbersProject,
      'node_modules/unit/package.json': { name: 'unit', version: '1.0.0', type: 'module', main: 'index.js' },
      'node_modules/unit/index.js': 'export const one = 1\n',
      'lib/unit.ts': "import { one } from 'unit'\nexport function unit(): number {\n  return one\n}\n",
    })
    project.edit('pipeline.yaml', 'use: stages/scale.ts', 'use: stages/scale.ts\n    env: [MANNER]')
    await project.runWith({ env: { MANNER: 'careful' } })
    project.write({
      'data/numbers.json': [1, 2, 4],
      'node_modules/unit/package.json': { name: 'unit', version: '1.1.0', type: 'module', main: 'index.js' },
    })
    project.edit('pipeline.yaml', 'in: { total: sum.total }', 'in: { total: other.total }')
    await project.run()
    const { stdout } = await project.run('diff')
    expect(stdout).toContain('Definition: 1 difference\n')
    expect(stdout).toMatch(/ judge\.in\.total +"sum\.total" +"other\.total"$/m)
    expect(stdout).toMatch(/^Environment: 1 difference\n.*\n +MANNER +[0-9a-f]{12} +not set$/m)
    expect(stdout).toMatch(/ scale\.source +[0-9a-f]{12} +[0-9a-f]{12}$/m)
    expect(stdout).toMatch(/^Packages: 1 difference\n.*\n +unit +1\.0\.0 +1\.1\.0$/m)
    expect(stdout).not.toContain('careful')
    const { events } = await project.run('diff', '--json')
    expect(events[0]).toMatchObject({
      packages: [{ name: 'unit', a: '1.0.0', b: '1.1.0' }],
      inputs: [{ name: 'scale.source' }],
      environment: [{ name: 'MANNER', b: null }],
    })
  })

  test('an id that is not there, or that several have, is an error that says what there is', async () => {
    const project = new ProjectRig(numbersProject)
    await project.run()
    const [id] = await ids(project)
    const none = await project.run('diff', 'lsat', 'last')
    expect(none.code).toBe(2)
    expect(none.stderr).toContain('E_UNKNOWN_RUN  there is no run "lsat"')
    expect(none.stderr).toContain('Did you mean "last"?')
    const near = await project.run('diff', `${id!.slice(0, -1)}x`, 'last')
    expect(near.stderr).toContain(`Did you mean "${id}"?`)
    const early = await project.run('diff')
    expect(early.stderr).toContain('E_UNKNOWN_RUN  there is no run "last~1"; recorded: 1')
    await project.run('--force')
    const several = await project.run('diff', '2')
    expect(several.stderr).toContain('the ids of 2 runs begin with "2"')
    expect(several.code).toBe(2)
  })
})
