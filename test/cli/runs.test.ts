import { describe, expect, test } from 'vitest'
import { ProjectRig } from '../rig/project-rig.ts'
import { numbersProject } from '../rig/sample-stages.ts'

describe('runs', () => {
  test('lists the newest first: id, when, how it ended, what was set; --limit cuts and says so', async () => {
    const project = new ProjectRig(numbersProject)
    await project.run()
    await project.run('--set', 'sum.start=200')
    project.edit('stages/judge.ts', 'inputs.total >', 'nothing.total >')
    await project.run('--keep-going')
    const { code, stdout, stderr } = await project.run('runs')
    expect(code).toBe(0)
    expect(stderr).toBe('')
    const lines = stdout.trimEnd().split('\n')
    expect(lines[0]).toMatch(/^id +when +result +ran +reused +failed +time +set$/)
    expect(lines[1]).toMatch(/^\S+ +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d +failed +0 +3 +1 /)
    expect(lines[2]).toMatch(/ ok +2 +2 +0 .* sum\.start=200$/)
    expect(lines[3]).toMatch(/ ok +4 +0 +0 +[\d.]+ s$/)
    expect(lines).toHaveLength(4)
    const limited = await project.run('runs', '--limit', '1')
    expect(limited.stdout.trimEnd().split('\n')).toHaveLength(2)
    expect(limited.stderr).toContain('2 older ones')
  })

  test('--json has seed, versions, what was typed, and of each stage fingerprint, seconds, outputs, and numbers', async () => {
    const project = new ProjectRig(numbersProject)
    await project.run('sum', '--jobs', '1')
    const { events } = await project.run('runs', '--json')
    expect(events).toHaveLength(1)
    expect(events[0]).toMatchObject({
      type: 'run',
      ok: true,
      seed: 7,
      arguments: ['sum', '--jobs', '1'],
      versions: { node: process.versions.node },
      stages: { sum: { state: 'ran', outputs: { total: { kind: 'json' } } }, scale: { state: 'ran' } },
      metrics: { 'sum.total': { '': 12 }, 'scale.numbers': { 0: 2, 1: 4, 2: 6 } },
    })
    const { stages } = events[0] as unknown as { stages: Record<string, { fingerprint: string; seconds: number }> }
    expect(stages.sum!.fingerprint).toMatch(/^[0-9a-f]{64}$/)
    expect(stages.sum!.seconds).toBeGreaterThan(0)
  })

  test('says of this pipeline alone, reads older records, and passes over damaged ones', async () => {
    const record = { format: 1, startedAt: '2026-01-02T03:04:05.000Z', overrides: {}, events: [] }
    const project = new ProjectRig({
      ...numbersProject,
      'artifacts/.store/runs/2026-01-02T03-04-05-000Z-1.json': { ...record, pipeline: 'numbers' },
      'artifacts/.store/runs/2026-01-02T03-04-05-000Z-2.json': { ...record, pipeline: 'other' },
      'artifacts/.store/runs/2026-01-02T03-04-05-000Z-3.json': '{"format":1,',
    })
    const { stdout } = await project.run('runs')
    expect(stdout.trimEnd().split('\n').slice(1)).toEqual([
      expect.stringMatching(/^2026-01-02T03-04-05-000Z-1 {2}2026-01-02 03:04:05 {2}unknown/),
    ])
  })

  test('without a run it says so, with a limit that is none it refuses', async () => {
    const project = new ProjectRig(numbersProject)
    const none = await project.run('runs')
    expect([none.code, none.stdout]).toEqual([0, ''])
    expect(none.stderr).toContain('No run is recorded yet')
    expect((await project.run('runs', '--limit', 'many')).code).toBe(2)
  })
})
