import { setTimeout } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { sha256 } from '../../src/base/hash.ts'
import { notices, ProjectRig, type RunningCli, ran, reused } from '../rig/project-rig.ts'
import { numbersProject } from '../rig/sample-stages.ts'
import { begunIn, waitingProject } from './rig/waiting-stage.ts'

/** Two runs of the same pipeline: the first is in the second stage, the second waits for it there. */
async function twoRuns(project: ProjectRig): Promise<[RunningCli, RunningCli]> {
  const first = project.start(['--json'])
  await project.appears('signals/begun')
  const second = project.start(['--json'])
  let text = ''
  second.process.stdout!.on('data', (data) => {
    text += data
  })
  while (!text.includes('N_WAITING')) await setTimeout(10)
  return [first, second]
}

/** What one run alone would have left. */
function expectWhole(project: ProjectRig): void {
  expect(project.json('artifacts/row/third/value.json')).toBe(20)
  const { stages } = project.json<{ stages: Record<string, { outputs: Record<string, { file: string }> }> }>(
    'pipeline.lock',
  )
  for (const name of ['first', 'second', 'third']) {
    expect(sha256(project.read(`artifacts/row/${name}/value.json`))).toBe(stages[name]!.outputs.value!.file)
  }
  expect(project.list('artifacts/.store/claims')).toEqual([])
}

describe('two runs at once in one folder', () => {
  test('share the work: the second says whom it waits for, and no stage runs twice', async () => {
    const project = waitingProject()
    const [first, second] = await twoRuns(project)
    project.write({ 'signals/go': '' })
    const [one, two] = [await first.finished, await second.finished]
    expect([one.code, two.code]).toEqual([0, 0])
    expect([...ran(one), ...ran(two)].sort()).toEqual(['first', 'second', 'third'])
    expect(ran(one)).toContain('second')
    expect(reused(two)).toContain('second')
    expect(two.events.find(({ code }) => code === 'N_WAITING')).toMatchObject({
      stage: 'second',
      message: `second waits for process ${first.process.pid}, which is making the same result`,
    })
    expectWhole(project)
  })

  test('of which the first is killed: the second takes over, and nobody has to unlock anything', async () => {
    const project = waitingProject()
    const [first, second] = await twoRuns(project)
    first.process.kill('SIGKILL')
    await begunIn(project, 2)
    project.write({ 'signals/go': '' })
    const two = await second.finished
    expect(two.code).toBe(0)
    expect(ran(two)).toEqual(['second', 'third'])
    expectWhole(project)
  })

  test('of which the first is interrupted by Ctrl-C: the second goes on', async () => {
    const project = waitingProject()
    const [first, second] = await twoRuns(project)
    first.process.kill('SIGINT')
    expect((await first.finished).code).toBe(130)
    project.write({ 'signals/go': '' })
    expect((await second.finished).code).toBe(0)
    expectWhole(project)
  })

  test('of which the second is interrupted by Ctrl-C while it waits: it ends, and the first does not notice', async () => {
    const project = waitingProject()
    const [first, second] = await twoRuns(project)
    second.process.kill('SIGINT')
    const two = await second.finished
    expect(two.code).toBe(130)
    expect(two.events.at(-1)).toMatchObject({ type: 'run-finished', interrupted: true, ran: 0, failed: 0 })
    project.write({ 'signals/go': '' })
    expect((await first.finished).code).toBe(0)
    expect(await begunIn(project)).toHaveLength(1)
    expectWhole(project)
  })

  test('of which the first fails: the second tries itself', async () => {
    const project = waitingProject()
    const [first, second] = await twoRuns(project)
    process.kill((await begunIn(project))[0]!, 'SIGKILL')
    expect((await first.finished).code).toBe(1)
    project.write({ 'signals/go': '' })
    expect((await second.finished).code).toBe(0)
    expectWhole(project)
  })

  test('that are both forced run one after the other, and leave what one would have left', async () => {
    const [alone, both] = [new ProjectRig(numbersProject), new ProjectRig(numbersProject)]
    await alone.run()
    for (let round = 0; round < 2; round++) {
      const results = await Promise.all([both.run('--force'), both.run('--force')])
      expect(results.map(({ code, stderr }) => [code, /E_\w+/.exec(stderr)])).toEqual([
        [0, null],
        [0, null],
      ])
    }
    expect(both.read('pipeline.lock')).toBe(alone.read('pipeline.lock'))
    expect(both.contents('artifacts/numbers')).toEqual(alone.contents('artifacts/numbers'))
    expect((await both.run('status')).code).toBe(0)
  })

  test('of two states of the pipeline leave the artifacts and the lock file of one of them, never a mixture', async () => {
    const project = waitingProject()
    const first = project.start(['--json'])
    await project.appears('signals/begun')
    // Another first stage, and a second one that does not wait.
    const before = project.contents('stages')
    project.edit('stages/first.ts', 'value: 1', 'value: 5')
    project.write({ 'stages/second.ts': before['stages/third.ts'] })
    expect((await project.run()).code).toBe(0)
    expect(project.json('artifacts/row/third/value.json')).toBe(500)
    project.write({ 'signals/go': '' })
    expect((await first.finished).code).toBe(0)
    expect(['first', 'second', 'third'].map((name) => project.json(`artifacts/row/${name}/value.json`))).toEqual([
      1, 2, 20,
    ])
    expect((await project.run()).code).toBe(0)
    expect(['first', 'second', 'third'].map((name) => project.json(`artifacts/row/${name}/value.json`))).toEqual([
      5, 50, 500,
    ])
  })
})

test('two stages of one run that come to the same key: one runs, the other takes its result', async () => {
  const stage = `import { defineStage, json } from 'millrace'
export default defineStage({ inputs: {}, outputs: { value: json() }, random: false,
  async run() { await new Promise((resolve) => setTimeout(resolve, 400)); return { value: 1 } } })`
  const project = new ProjectRig({
    'pipeline.yaml': 'name: twins\nstages:\n  a: { use: stages/s.ts }\n  b: { use: stages/s.ts }\n',
    'stages/s.ts': stage,
  })
  const result = await project.run('--json', '--jobs', '2')
  expect(result.events.at(-1)).toMatchObject({ ok: true, ran: 1, reused: 1 })
  expect(notices(result)).toEqual(['N_WAITING'])
  expect(result.events.find(({ code }) => code === 'N_WAITING')!.message).toContain('another stage of this run')
  expect(project.contents('artifacts/twins/a', 'artifacts/twins/b')).toEqual({
    'artifacts/twins/a/value.json': '1',
    'artifacts/twins/b/value.json': '1',
  })
})
