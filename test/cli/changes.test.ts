import { utimesSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ProjectRig, ran } from '../rig/project-rig.ts'
import { numbersProject, tablesProject } from '../rig/sample-stages.ts'

describe('a change of code', () => {
  test('comments and formatting run nothing, in a stage or in what it imports', async () => {
    const project = new ProjectRig(numbersProject)
    await project.run()
    project.edit(
      'stages/scale.ts',
      'run({ inputs, params }) {',
      '// a line\n  run({ inputs,   params }) { /* a block */',
    )
    project.edit('stages/scale.ts', '/** Numbers, scaled. */', '/*! legal */\n/** Numbers, scaled by a factor. */')
    project.edit('lib/unit.ts', 'return 1', '// one\n\n  return 1;')
    const result = await project.run('--json')
    expect(result.events.at(-1)).toMatchObject({ ran: 0, reused: 4 })
    // The report shows the docblock as it is now.
    expect(project.read('reports/numbers.html')).toContain('Numbers, scaled by a factor.')
  })

  test('an export that nobody uses runs nothing', async () => {
    const project = new ProjectRig(numbersProject)
    await project.run()
    project.edit('lib/unit.ts', `unused = 'before'`, `unused = 'after'`)
    expect((await project.run('--json')).events.at(-1)).toMatchObject({ ran: 0, reused: 4 })
  })

  test('a line of a helper runs the stage that imports it and what its output changes, and explain names the file', async () => {
    const project = new ProjectRig(numbersProject)
    await project.run()
    project.edit('lib/unit.ts', 'return 1', 'return 2')
    const why = await project.run('explain', 'scale')
    expect(why.code).toBe(1)
    expect(why.stderr).toContain('  - code changed: lib/unit.ts changed, imported by stages/scale.ts\n')
    // judge is looked at as well; its input comes out as before.
    expect(ran(await project.run('--json'))).toEqual(expect.arrayContaining(['scale', 'sum', 'other', 'judge']))
    expect(project.json('artifacts/numbers/sum/total.json')).toBe(24)
    expect((await project.run('explain', 'scale')).stderr).toMatch(/^scale is up to date since [^\n]*\n$/)
  })
})

describe('a change of parameters', () => {
  test('runs the stage and what it feeds, and says the old and the new value', async () => {
    const project = new ProjectRig(numbersProject)
    await project.run()
    project.edit('pipeline.yaml', 'start: 1', 'start: 5')
    const why = await project.run('explain', 'other', '--json')
    expect(why.events).toEqual([
      {
        type: 'stage-explained',
        stage: 'other',
        verdict: 'run',
        fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
        reasons: [{ type: 'param-changed', path: 'start', from: 1, to: 5, text: 'parameter start: 1 → 5' }],
        last: { at: expect.any(String), run: expect.any(String), seconds: expect.any(Number) },
      },
    ])
    const result = await project.run()
    expect(result.stderr).toContain('parameter start: 1 → 5')
    expect(result.stderr).toContain('Done: 1 stage ran, 3 up to date')
  })

  test('a default that is spelt out runs nothing', async () => {
    const project = new ProjectRig(numbersProject)
    await project.run()
    project.edit('pipeline.yaml', 'params: { factor: 2 }', 'params: { factor: 2, labels: { low: l } }')
    expect((await project.run('--json')).events.at(-1)).toMatchObject({ ran: 0 })
  })

  test('--set runs the stage and those below only, leaves the lock file, and the same command without it runs 0', async () => {
    const project = new ProjectRig(numbersProject)
    await project.run()
    const lock = project.read('pipeline.lock')
    const trial = await project.run('--set', 'sum.start=200', '--json')
    expect(ran(trial)).toEqual(['sum', 'judge'])
    expect(project.json('artifacts/numbers/judge/verdict.json')).toBe('over')
    expect(project.read('pipeline.lock')).toBe(lock)
    const again = await project.run('--set', 'sum.start=200', '--json')
    expect(again.events.at(-1)).toMatchObject({ ran: 0, reused: 4 })
    const plain = await project.run('--json')
    expect(plain.events.at(-1)).toMatchObject({ ran: 0, reused: 4 })
    expect(project.json('artifacts/numbers/judge/verdict.json')).toBe('under')
    expect(project.read('pipeline.lock')).toBe(lock)
  })

  test('--set reaches into nested parameters and reads values as YAML does', async () => {
    const project = new ProjectRig(numbersProject)
    await project.run()
    const why = await project.run('explain', 'scale', '--set', 'scale.labels.low=no', '--set=scale.factor=2.5')
    expect(why.stderr).toContain('parameter factor: 2 → 2.5')
    expect(why.stderr).toContain('parameter labels.low: "l" → "no"')
  })

  test('switching a parameter back finds the earlier result', async () => {
    const project = new ProjectRig(numbersProject)
    await project.run()
    project.edit('pipeline.yaml', 'factor: 2', 'factor: 3')
    expect((await project.run('--json')).events.at(-1)).toMatchObject({ ran: 4 })
    project.edit('pipeline.yaml', 'factor: 3', 'factor: 2')
    expect((await project.run('--json')).events.at(-1)).toMatchObject({ ran: 0, reused: 4 })
    expect(project.json('artifacts/numbers/scale/numbers.json')).toEqual([2, 4, 6])
  })
})

describe('early cutoff', () => {
  test('an SQL stage that comes out the same is the only one that runs, and a comment in it runs nothing', async () => {
    const project = new ProjectRig(tablesProject)
    await project.run()
    project.edit('stages/big.sql', 'WHERE value > $least', 'WHERE value > $least -- not 3\n  /* nor below */')
    expect((await project.run('--json')).events.at(-1)).toMatchObject({ ran: 0, reused: 3 })
    project.edit('stages/big.sql', '$least', '$least AND 1=1')
    const status = await project.run('status')
    expect(status.code).toBe(1)
    expect(status.stderr).toContain('waits for big')
    const result = await project.run('--json')
    expect(ran(result)).toEqual(['big'])
    expect(result.events.at(-1)).toMatchObject({ ran: 1, reused: 2 })
  })
})

describe('a change of data', () => {
  test('an edited input runs what reads it; a touched one runs nothing', async () => {
    const project = new ProjectRig(numbersProject)
    await project.run()
    utimesSync(project.path('data/numbers.json'), new Date(), new Date())
    expect((await project.run('--json')).events.at(-1)).toMatchObject({ ran: 0, reused: 4 })
    project.write({ 'data/numbers.json': [1, 2, 30] })
    const why = await project.run('explain', 'scale')
    expect(why.stderr).toContain('input source (data/numbers.json) has other content')
    expect((await project.run('--json')).events.at(-1)).toMatchObject({ ran: 4 })
    expect(project.json('artifacts/numbers/sum/total.json')).toBe(66)
  })

  test('a file added to a glob runs what reads it, also in a folder that matched nothing before', async () => {
    const project = new ProjectRig({
      ...numbersProject,
      'pipeline.yaml': numbersProject['pipeline.yaml'].replace('data/numbers.json', 'data/**/*.json'),
      'data/later/readme.txt': 'to come',
    })
    await project.run()
    await project.run()
    project.write({ 'data/more.json': [4] })
    expect((await project.run('--json')).events.at(-1)).toMatchObject({ ran: 4 })
    expect(project.json('artifacts/numbers/sum/total.json')).toBe(12 + 8)
    project.write({ 'data/later/more.json': [5] })
    expect((await project.run('--json')).events.at(-1)).toMatchObject({ ran: 4 })
    expect(project.json('artifacts/numbers/sum/total.json')).toBe(20 + 10)
  })

  test('an environment value in a path leads to other data, and the same data elsewhere runs nothing', async () => {
    const project = new ProjectRig({
      ...numbersProject,
      'pipeline.yaml': numbersProject['pipeline.yaml'].replace('data/numbers.json', '"${WHERE:-data}/numbers.json"'),
      'copy/numbers.json': [1, 2, 3],
      'other/numbers.json': [9],
    })
    await project.run()
    const copy = await project.runWith({ env: { WHERE: 'copy' } }, '--json')
    expect(copy.events.at(-1)).toMatchObject({ ran: 0, reused: 4 })
    const other = await project.runWith({ env: { WHERE: 'other' } }, '--json')
    expect(other.events.at(-1)).toMatchObject({ ran: 4 })
    expect((await project.run('--json')).events.at(-1)).toMatchObject({ ran: 0, reused: 4 })
  })
})
