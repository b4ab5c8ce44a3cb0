import { chmodSync, rmSync, truncateSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { notices, ProjectRig, ran } from '../rig/project-rig.ts'
import { numbersProject } from '../rig/sample-stages.ts'

describe('artifacts that were removed while nothing else has changed', () => {
  test('are put back without a run, once, and are remembered as before', async () => {
    const project = new ProjectRig(numbersProject)
    await project.run()
    const before = project.contents('artifacts/numbers')
    const runs = project.list('artifacts/.store/runs')
    rmSync(project.path('artifacts/numbers'), { recursive: true })
    const result = await project.run()
    expect(result.code).toBe(0)
    expect(result.stderr).toContain('0 stages ran, 4 are up to date')
    expect(result.stderr).toContain(`Put back from the store: ${Object.keys(before).length} artifacts`)
    expect(project.contents('artifacts/numbers')).toEqual(before)
    expect(project.list('artifacts/.store/runs')).toEqual(runs)
    expect((await project.run()).stderr).not.toContain('Put back')
    expect(notices(await project.run('--force', '--json'))).toEqual([])
  })

  test('status leaves them where they are: nothing is stale', async () => {
    const project = new ProjectRig(numbersProject)
    await project.run()
    rmSync(project.path('artifacts/numbers'), { recursive: true })
    expect(await project.run('status')).toMatchObject({ code: 0 })
    expect(project.exists('artifacts/numbers')).toBe(false)
  })

  test('are made again when the store holds them no longer as they were', async () => {
    const project = new ProjectRig(numbersProject)
    await project.run()
    const { stages } = project.json<{ stages: Record<string, { outputs: Record<string, { file: string }> }> }>(
      'pipeline.lock',
    )
    const { file } = stages.sum!.outputs.total!
    const object = project.path(`artifacts/.store/objects/${file.slice(0, 2)}/${file}`)
    rmSync(project.path('artifacts/numbers'), { recursive: true })
    chmodSync(object, 0o644)
    truncateSync(object, 0)
    const result = await project.run('--json')
    expect(ran(result)).toEqual(['sum'])
    expect(project.json('artifacts/numbers/sum/total.json')).toBe(12)
  })

  test('an edit beside them is looked at by the whole program', async () => {
    const project = new ProjectRig(numbersProject)
    await project.run()
    rmSync(project.path('artifacts/numbers/judge'), { recursive: true })
    project.write({ 'artifacts/numbers/sum/total.json': '99999' })
    const result = await project.run('--json')
    expect(notices(result)).toEqual(['N_EDITED_BY_HAND'])
    expect(project.json('artifacts/numbers/judge/verdict.json')).toBe('under')
    expect(project.json('artifacts/numbers/sum/total.json')).toBe(12)
  })
})
