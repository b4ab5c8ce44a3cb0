import { describe, expect, test } from 'vitest'
import { ProjectRig } from '../rig/project-rig.ts'
import { numbersProject, tablesProject } from '../rig/sample-stages.ts'

const ids = async (project: ProjectRig) => (await project.run('runs', '--json')).events.map(({ id }) => String(id))

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

  test('what is no longer in the store is said and not shown as new', async () => {
    const project = new ProjectRig(numbersProject)
    await project.run()
    await project.run('--set', 'sum.start=5')
    const [{ stages }] = (await project.run('runs', '--json')).events as unknown as [
      { stages: { sum: { fingerprint: string } } },
    ]
    const { rmSync } = await import('node:fs')
    rmSync(project.path('artifacts/.store/actions', stages.sum.fingerprint), { recursive: true })
    const { stdout } = await project.run('diff')
    expect(stdout).toContain('No longer in the store, so parameters and code are not compared: sum.')
    expect(stdout).toContain('Parameters: no difference')
    expect(stdout).toMatch(/ sum\.total +12 +17 +\+5$/m)
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
