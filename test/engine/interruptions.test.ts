import { describe, expect, test } from 'vitest'
import { notices, ProjectRig, ran, reused } from '../rig/project-rig.ts'
import { numbersProject } from '../rig/sample-stages.ts'

/** Three stages in a row; the second waits for a file the first time. */
function waitingProject(): ProjectRig {
  const project = new ProjectRig({
    'pipeline.yaml': `name: row
stages:
  first: { use: stages/first.ts }
  second: { use: stages/second.ts, in: { value: first.value } }
  third: { use: stages/third.ts, in: { value: second.value } }
`,
    'stages/first.ts': `import { defineStage, json } from 'millrace'
export default defineStage({ inputs: {}, outputs: { value: json<number>() }, random: false, run: () => ({ value: 1 }) })`,
    'stages/third.ts': `import { defineStage, json } from 'millrace'
export default defineStage({ inputs: { value: json<number>() }, outputs: { value: json<number>() }, random: false,
  run: ({ inputs }) => ({ value: inputs.value * 10 }) })`,
  })
  project.write({
    'signals/readme': '',
    'stages/second.ts': `import { existsSync, writeFileSync } from 'node:fs'
import { defineStage, json } from 'millrace'
const signals = '${project.path('signals')}'
export default defineStage({ inputs: { value: json<number>() }, outputs: { value: json<number>() }, random: false,
  async run({ inputs }) {
    writeFileSync(signals + '/begun', '')
    while (!existsSync(signals + '/go')) await new Promise((resolve) => setTimeout(resolve, 5))
    return { value: inputs.value + 1 }
  } })`,
  })
  return project
}

describe('a run that is cut off', () => {
  test('by kill -9 loses only what was being done: the next run needs no help and goes on from there', async () => {
    const project = waitingProject()
    const running = project.start([])
    await project.appears('signals/begun')
    running.process.kill('SIGKILL')
    expect((await running.finished).code).toBeNull()
    expect(project.exists('pipeline.lock')).toBe(false)
    project.write({ 'signals/go': '' })
    const next = await project.run('--json')
    expect(next.code).toBe(0)
    expect(reused(next)).toEqual(['first'])
    expect(ran(next)).toEqual(['second', 'third'])
    expect(project.json('artifacts/row/third/value.json')).toBe(20)
    expect(project.list('artifacts/.store/work')).toEqual([])
    expect((await project.run('verify')).code).toBe(0)
  })

  test('by Ctrl-C ends with 130, keeps what is done and says that it was interrupted', async () => {
    const project = waitingProject()
    const running = project.start(['--json'])
    await project.appears('signals/begun')
    running.process.kill('SIGINT')
    const result = await running.finished
    expect(result.code).toBe(130)
    expect(result.events.at(-1)).toMatchObject({ type: 'run-finished', ok: false, interrupted: true, ran: 1 })
    expect(Object.keys(project.json<{ stages: object }>('pipeline.lock').stages)).toEqual(['first'])
    project.write({ 'signals/go': '' })
    expect(ran(await project.run('--json'))).toEqual(['second', 'third'])
  })
})

describe('two runs at once', () => {
  test('both end well, and leave what one would have left', async () => {
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
})

describe('a result that differs for the same key', () => {
  test('is said, and both are kept', async () => {
    const project = new ProjectRig({
      'pipeline.yaml': 'name: dice\nstages:\n  dice: { use: stages/dice.ts }\n',
      'stages/dice.ts': `import { defineStage, json } from 'millrace'
export default defineStage({ inputs: {}, outputs: { face: json() }, run: () => ({ face: Math.random() }) })`,
    })
    await project.run()
    const face = project.json('artifacts/dice/dice/face.json')
    const again = await project.run('--force', '--json')
    expect(notices(again)).toEqual(['N_NON_DETERMINISTIC'])
    expect(again.events.find(({ type }) => type === 'notice')).toMatchObject({
      stage: 'dice',
      message: expect.stringContaining('"face"'),
    })
    expect(project.json('artifacts/dice/dice/face.json')).not.toBe(face)
    const { fingerprint } = again.events.find(({ type }) => type === 'stage-finished') as { fingerprint?: string }
    expect(project.list(`artifacts/.store/actions/${fingerprint}`)).toHaveLength(3)
    // The newest is the one that stands.
    const last = project.json('artifacts/dice/dice/face.json')
    await project.run()
    expect(project.json('artifacts/dice/dice/face.json')).toBe(last)
  })
})
