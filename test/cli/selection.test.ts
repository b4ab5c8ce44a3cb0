import { describe, expect, test } from 'vitest'
import { ProjectRig, ran, reused, stagesOf } from '../rig/project-rig.ts'
import { numbersProject } from '../rig/sample-stages.ts'

describe('choosing stages', () => {
  test('a named stage runs with what it reads from, and nothing else', async () => {
    const project = new ProjectRig(numbersProject)
    expect(ran(await project.run('run', 'sum', '--json'))).toEqual(['scale', 'sum'])
    expect(Object.keys(project.json<{ stages: object }>('pipeline.lock').stages)).toEqual(['scale', 'sum'])
    const status = await project.run('status', 'sum')
    expect(status.code).toBe(0)
    expect((await project.run('status')).code).toBe(1)
    expect(ran(await project.run('--json')).sort()).toEqual(['judge', 'other'])
  })

  test('--only takes what the stage reads from as it last was, and leaves the lock file', async () => {
    const project = new ProjectRig(numbersProject)
    const early = await project.run('run', 'sum', '--only')
    expect(early.code).toBe(1)
    expect(early.stderr).toContain('E_NEVER_RUN')
    expect(early.stderr).toContain('"scale"')
    await project.run()
    const lock = project.read('pipeline.lock')
    project.write({ 'data/numbers.json': [100, 200] })
    project.edit(
      'pipeline.yaml',
      'in: { numbers: scale.numbers }\n  other',
      'in: { numbers: scale.numbers }\n    params: { start: 3 }\n  other',
    )
    const dry = await project.run('run', 'sum', '--only', '--dry-run', '--json')
    expect(dry.events[0]).toMatchObject({ stage: 'sum', verdict: 'run', reasons: [{ path: 'start' }] })
    const result = await project.run('run', 'sum', '--only', '--json')
    expect(ran(result)).toEqual(['sum'])
    expect(project.json('artifacts/numbers/sum/total.json')).toBe(15)
    expect(project.read('pipeline.lock')).toBe(lock)
  })

  test('--from runs a stage and all below it when they are stale; with --force in any case', async () => {
    const project = new ProjectRig(numbersProject)
    await project.run()
    project.edit('pipeline.yaml', 'factor: 2', 'factor: 3')
    project.edit('pipeline.yaml', 'start: 1', 'start: 2')
    const result = await project.run('--from', 'sum', '--json')
    expect(ran(result)).toEqual(['scale', 'sum', 'judge'])
    const forced = await project.run('--from', 'sum', '--force', '--json')
    expect(ran(forced)).toEqual(['sum', 'judge'])
    expect(reused(forced)).toEqual(['scale'])
    expect(forced.events.find(({ type }) => type === 'stage-started')).toMatchObject({ reasons: [{ type: 'forced' }] })
  })

  test('--force runs all, or the named stages and not what they read from', async () => {
    const project = new ProjectRig(numbersProject)
    await project.run()
    expect((await project.run('--force', '--json')).events.at(-1)).toMatchObject({ ran: 4, reused: 0 })
    const sum = await project.run('run', 'sum', '--force', '--json')
    expect(ran(sum)).toEqual(['sum'])
    expect(reused(sum)).toEqual(['scale'])
  })

  test('--dry-run says what the run then does, and does nothing itself', async () => {
    const project = new ProjectRig(numbersProject)
    const before = await project.run('--dry-run')
    expect(before.code).toBe(0)
    expect(before.stderr).toContain('scale  would run: has never run')
    expect(before.stderr).toContain('waits for scale')
    expect(project.exists('pipeline.lock')).toBe(false)
    expect(project.exists('artifacts/numbers')).toBe(false)
    await project.run()

    project.edit('pipeline.yaml', 'start: 1', 'start: 4')
    project.edit('pipeline.yaml', 'in: { total: sum.total }', 'in: { total: sum.total }\n    params: { limit: 1 }')
    const lock = project.read('pipeline.lock')
    const dry = await project.run('--dry-run', '--json')
    const text = await project.run('--dry-run')
    const wouldRun = dry.events.filter(({ verdict }) => verdict === 'run').map(({ stage }) => stage)
    expect(dry.events.at(-1)).toMatchObject({ type: 'plan-finished', stale: 2, fresh: 2 })
    expect(text.stderr).toMatch(/other +would run: parameter start: 1 → 4/)
    expect(text.stderr).toContain('2 stages of 4 not up to date.')
    expect(project.read('pipeline.lock')).toBe(lock)
    const result = await project.run('--json')
    expect(ran(result).sort()).toEqual([...wouldRun].sort())
    const started = result.events.filter(({ type }) => type === 'stage-started')
    for (const { stage, reasons } of started) {
      const planned = dry.events.find((line) => line.stage === stage) as unknown as { reasons: { text: string }[] }
      expect(planned.reasons.map(({ text: _, ...reason }) => reason)).toEqual(reasons)
    }
  })

  test('status exits 1 while anything is stale and 0 when nothing is, as text and as JSON', async () => {
    const project = new ProjectRig(numbersProject)
    const before = await project.run('status', '--json')
    expect(before.code).toBe(1)
    expect(before.events.at(-1)).toEqual({ type: 'plan-finished', stale: 4, fresh: 0 })
    expect(before.stdout.trim().split('\n')).toHaveLength(5)
    await project.run()
    const after = await project.run('status')
    expect(after.code).toBe(0)
    expect(after.stderr).toContain('Nothing is stale')
    expect((await project.run('status', '--json')).events.at(-1)).toEqual({ type: 'plan-finished', stale: 0, fresh: 4 })
    const trial = await project.run('status', '--set', 'other.start=9')
    expect(trial.code).toBe(1)
    expect(trial.stderr).toMatch(/other +is stale: parameter start: 1 → 9/)
  })
})

describe('a stage that fails', () => {
  const failing = {
    ...numbersProject,
    'stages/bad.ts': `import { defineStage, json, z } from 'millrace'
export default defineStage({ inputs: { total: json<number>() }, outputs: { verdict: json<string>() },
  params: z.object({ limit: z.number() }),
  run({ params }) { if (params.limit === 13) throw new Error('unlucky'); return { verdict: 'lucky' } } })`,
    'pipeline.yaml': `${numbersProject['pipeline.yaml']}  bad:
    use: stages/bad.ts
    in: { total: other.total }
    params: { limit: 13 }
  after:
    use: stages/after.ts
    in: { verdict: bad.verdict }
`,
    'stages/after.ts': `import { defineStage, json } from 'millrace'
export default defineStage({ inputs: { verdict: json<string>() }, outputs: { length: json() },
  run: ({ inputs }) => ({ length: inputs.verdict.length }) })`,
  }

  test('with --keep-going stops only what reads from it; all the rest ends and is kept', async () => {
    const project = new ProjectRig(failing)
    const result = await project.run('--keep-going', '--json')
    expect(result.code).toBe(1)
    expect(ran(result).sort()).toEqual(['judge', 'other', 'scale', 'sum'])
    expect(stagesOf(result.events, 'stage-failed')).toEqual(['bad'])
    expect(result.events.find(({ type }) => type === 'stage-blocked')).toMatchObject({ stage: 'after', by: 'bad' })
    expect(result.events.at(-1)).toMatchObject({ ok: false, ran: 4, failed: 1, blocked: 1 })
    expect(Object.keys(project.json<{ stages: object }>('pipeline.lock').stages).sort()).toEqual([
      'judge',
      'other',
      'scale',
      'sum',
    ])
    const again = await project.run('--keep-going', '--json')
    expect(again.code).toBe(1)
    expect(again.events.at(-1)).toMatchObject({ ran: 0, reused: 4, failed: 1, blocked: 1 })
  })

  test('without it nothing new is begun, and the next run goes on from there', async () => {
    const project = new ProjectRig(failing)
    const result = await project.run('--jobs', '1')
    expect(result.code).toBe(1)
    expect(result.stderr).toContain('E_STAGE_THREW  unlucky')
    expect(result.stderr).toContain('not run: bad failed')
    expect(result.stderr).toMatch(/Failed: \d stages ran/)
    project.edit('pipeline.yaml', 'limit: 13', 'limit: 14')
    const next = await project.run('--json')
    expect(next.code).toBe(0)
    expect(ran(next)).toEqual(expect.arrayContaining(['bad', 'after']))
    expect(reused(next)).toEqual(expect.arrayContaining(['scale', 'other']))
  })
})
