import { spawnSync } from 'node:child_process'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { notices, ProjectRig, ran, reused, stagesOf } from '../rig/project-rig.ts'
import { numbersProject } from '../rig/sample-stages.ts'

/** Whether a process is there and not merely waiting for its parent to look. */
function isRunning(pid: number): boolean {
  const answer = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim()
  return answer !== '' && !answer.startsWith('Z')
}

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
    expect(stagesOf(result.events, 'stage-stopped')).toEqual(['second'])
    expect(stagesOf(result.events, 'stage-failed')).toEqual([])
    project.write({ 'signals/go': '' })
    const next = await project.run('--json')
    expect(ran(next)).toEqual(['second', 'third'])
    expect(next.events.find(({ type }) => type === 'run-resumed')).toMatchObject({
      because: 'interrupted',
      stages: ['second'],
      done: 1,
      run: project.list('artifacts/.store/runs')[0]!.replace('.json', ''),
    })
  })

  test('by Ctrl-C says where it stopped and that nothing is lost, and the next run says what it goes on from', async () => {
    const project = waitingProject()
    const running = project.start([])
    await project.appears('signals/begun')
    running.process.kill('SIGINT')
    const { stderr } = await running.finished
    expect(stderr).toContain('Stopping: ending second, finishing what is being written. Ctrl-C again ends at once.\n')
    expect(stderr).toMatch(/Interrupted: 1 stage ran, 0 up to date, 1 stopped, 1 not started, in [\d.]+ s\.\n/)
    expect(stderr).toContain('  done and kept  first\n  stopped        second\n  not started    third\n')
    expect(stderr).toContain('Nothing is lost: the next run goes on from there.\n')
    expect((await project.run('runs')).stdout).toContain('stopped')
    project.write({ 'signals/go': '' })
    const next = await project.run()
    expect(next.stderr).toContain('Going on from the last run, which was interrupted in second with 1 stage done.\n')
    expect(next.stderr).toContain('Done: 2 stages ran, 1 up to date')
    project.edit('stages/third.ts', '* 10', '* 11')
    expect((await project.run()).stderr).not.toContain('Going on')
  })

  test('by a second Ctrl-C ends at once, and no worker is left behind', async () => {
    const project = new ProjectRig({ 'pipeline.yaml': 'name: hung\nstages:\n  hung: { use: hung.ts }\n' })
    // The runner must ask the stage for its ports before anything runs, and this one never answers.
    project.write({
      'hung.ts': `import { renameSync, writeFileSync } from 'node:fs'
import { defineStage } from 'millrace'
writeFileSync('${project.path('pid.new')}', String(process.pid))
renameSync('${project.path('pid.new')}', '${project.path('pid')}')
for (;;) {}
export default defineStage({ inputs: {}, outputs: {}, run: () => ({}) })`,
    })
    const running = project.start([])
    await project.appears('pid')
    const worker = Number(project.read('pid'))
    running.process.kill('SIGINT')
    await setTimeout(300)
    expect(running.process.exitCode).toBeNull()
    running.process.kill('SIGINT')
    expect((await running.finished).code).toBe(130)
    await expect.poll(() => isRunning(worker), { timeout: 20_000 }).toBe(false)
  })
})

describe('a run that failed', () => {
  test('says that what is done is kept, what was not started and how to do that too; the next one does what is left', async () => {
    const project = new ProjectRig({
      ...numbersProject,
      'pipeline.yaml': `${numbersProject['pipeline.yaml']}  apart: { use: stages/apart.ts }\n`,
      'stages/apart.ts': `import { defineStage, json } from 'millrace'
export default defineStage({ inputs: {}, outputs: { o: json() }, random: false, run: () => ({ o: 1 }) })`,
    })
    project.edit(
      'stages/scale.ts',
      'run({ inputs, params }) {',
      `run({ inputs, params }) {\n    throw new Error('not yet')`,
    )
    const first = await project.run('--jobs', '1')
    expect(first.stderr).toMatch(/Failed: 0 stages ran, 0 up to date, 1 stage failed, 3 not run, 1 not started, in/)
    expect(first.stderr).toContain(
      'What is done is kept: the next run goes on from there. With --keep-going a run also does what does not depend on what failed.\n',
    )
    const keepGoing = await project.run('--jobs', '1', '--keep-going')
    expect(keepGoing.code).toBe(1)
    expect(keepGoing.stderr).toMatch(/Failed: 1 stage ran, 0 up to date, 1 stage failed, 3 not run, in/)
    expect(keepGoing.stderr).not.toContain('With --keep-going')
    project.edit('stages/scale.ts', `throw new Error('not yet')`, '')
    const mended = await project.run()
    expect(mended.stderr).toContain('Going on from the last run, which failed in scale with 1 stage done.\n')
    expect(mended.stderr).toContain('Done: 4 stages ran, 1 up to date')
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
