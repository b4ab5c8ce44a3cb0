import { rmSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { notices } from '../rig/project-rig.ts'
import { waitingProject } from './rig/waiting-stage.ts'

describe('what is removed while a stage runs', () => {
  test('artifacts/ with the store in it: a code and no stack, and the next run makes all of it again', async () => {
    const project = waitingProject()
    const running = project.start([])
    await project.appears('signals/begun')
    rmSync(project.path('artifacts'), { recursive: true })
    project.write({ 'signals/go': '' })
    const { code, stderr } = await running.finished
    expect(code).toBe(1)
    expect(stderr).toContain('E_STORE_GONE')
    expect(stderr).toContain('Run again: what is gone is made again.')
    expect(stderr).not.toContain('E_INTERNAL')
    expect(stderr).not.toMatch(/^\s+at /m)
    const next = await project.run('--json')
    expect(next.code).toBe(0)
    expect(project.json('artifacts/row/third/value.json')).toBe(20)
    expect((await project.run('verify')).code).toBe(0)
  })

  test('the artifacts alone: they are there again when the run ends', async () => {
    const project = waitingProject()
    const running = project.start(['--json'])
    await project.appears('signals/begun')
    rmSync(project.path('artifacts/row'), { recursive: true })
    project.write({ 'signals/go': '' })
    const result = await running.finished
    expect([result.code, notices(result)]).toEqual([0, []])
    expect(['first', 'second', 'third'].map((name) => project.json(`artifacts/row/${name}/value.json`))).toEqual([
      1, 2, 20,
    ])
  })
})

test('artifacts/ that is gone between two runs is made again', async () => {
  const project = waitingProject()
  project.write({ 'signals/go': '' })
  await project.run()
  const lock = project.read('pipeline.lock')
  rmSync(project.path('artifacts'), { recursive: true })
  expect((await project.run()).code).toBe(0)
  expect(project.read('pipeline.lock')).toBe(lock)
  expect(project.json('artifacts/row/third/value.json')).toBe(20)
})
