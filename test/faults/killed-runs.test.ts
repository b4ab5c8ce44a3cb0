import { setTimeout } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { isThere } from '../../src/engine/claims/process-state.ts'
import { type CliResult, ProjectRig, ran, reused } from '../rig/project-rig.ts'
import { begunIn, waitingProject } from './rig/waiting-stage.ts'

/** The next run needs no help, does what was not done and nothing else, and leaves nothing behind. */
async function expectNextRunFinishes(project: ProjectRig): Promise<void> {
  project.write({ 'signals/go': '' })
  const next = await project.run('--json')
  expect(next.code).toBe(0)
  expect(reused(next)).toEqual(['first'])
  expect(ran(next)).toEqual(['second', 'third'])
  expect(project.json('artifacts/row/third/value.json')).toBe(20)
  for (const folder of ['work', 'claims', 'workers']) expect(project.list(`artifacts/.store/${folder}`)).toEqual([])
  expect((await project.run('verify')).code).toBe(0)
}

async function gone(pid: number): Promise<void> {
  while (isThere(pid)) await setTimeout(10)
}

describe('a run whose runner is ended', () => {
  test('by kill -9 loses only what was being done: the next run needs no help and goes on from there', async () => {
    const project = waitingProject()
    const running = project.start([])
    await project.appears('signals/begun')
    running.process.kill('SIGKILL')
    expect((await running.finished).code).toBeNull()
    expect(project.exists('pipeline.lock')).toBe(false)
    // A worker that listens ends with its runner.
    await gone((await begunIn(project))[0]!)
    await expectNextRunFinishes(project)
  })

  test('by kill -9 while a worker turns round and round: the next run ends the worker, which nobody else can', async () => {
    const project = waitingProject({ busy: true })
    const running = project.start([])
    await project.appears('signals/begun')
    running.process.kill('SIGKILL')
    await new Promise((resolve) => running.process.once('exit', resolve))
    const [orphan] = await begunIn(project)
    expect(isThere(orphan!)).toBe(true)
    const next = project.start(['--json'])
    const [, second] = await begunIn(project, 2)
    await gone(orphan!)
    next.process.kill('SIGINT')
    expect((await next.finished).code).toBe(130)
    await gone(second!)
    await expectNextRunFinishes(project)
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
    await expectNextRunFinishes(project)
  })

  test('by Ctrl-C while the pipeline is being opened takes its workers along', async () => {
    const project = waitingProject()
    project.write({
      'stages/third.ts': `import { writeFileSync } from 'node:fs'
writeFileSync(${JSON.stringify(project.path('signals/opening'))}, process.pid + '\\n')
for (;;);
export default 1`,
    })
    const running = project.start(['status'])
    const [worker] = await project.pids('signals/opening')
    running.process.kill('SIGINT')
    expect((await running.finished).code).toBe(130)
    await gone(worker!)
  })
})

describe('a worker that is ended by kill -9', () => {
  const workerProject = () => {
    const project = waitingProject()
    // One more that does not depend on it.
    project.write({
      'pipeline.yaml': `${project.read('pipeline.yaml')}  beside: { use: stages/third.ts, in: { value: first.value } }\n`,
    })
    return project
  }

  async function killWorker(project: ProjectRig, ...args: string[]): Promise<CliResult> {
    const running = project.start(['--json', ...args])
    process.kill((await begunIn(project))[0]!, 'SIGKILL')
    return running.finished
  }

  test('fails its stage alone, with a code; the next run goes on from there', async () => {
    const project = workerProject()
    const result = await killWorker(project, '--keep-going', '--jobs', '2')
    expect(result.code).toBe(1)
    expect(result.events.find(({ type }) => type === 'stage-failed')).toMatchObject({
      stage: 'second',
      error: { code: 'E_STAGE_CRASHED', message: expect.stringContaining('SIGKILL') },
    })
    expect(result.events.at(-1)).toMatchObject({ ok: false, ran: 2, failed: 1, blocked: 1 })
    project.write({ 'signals/go': '' })
    const next = await project.run('--json')
    expect(ran(next)).toEqual(['second', 'third'])
    expect(reused(next).sort()).toEqual(['beside', 'first'])
    expect(project.json('artifacts/row/third/value.json')).toBe(20)
  })

  test('while it only answers a question is replaced, and nobody notices', async () => {
    const project = waitingProject()
    project.write({
      'stages/third.ts': `import { existsSync, writeFileSync } from 'node:fs'
const opening = ${JSON.stringify(project.path('signals/opening'))}
if (!existsSync(opening)) {
  writeFileSync(opening, '')
  process.kill(process.pid, 'SIGKILL')
}
${project.read('stages/third.ts')}`,
      'signals/go': '',
    })
    const result = await project.run('--json')
    expect(result.code).toBe(0)
    expect(ran(result)).toEqual(['first', 'second', 'third'])
  })
})

test('what a run wrote is whole for the user too: no temporary file stays beside the lock file and the report', async () => {
  const project: ProjectRig = new ProjectRig({
    'pipeline.yaml': 'name: one\nstages:\n  one: { use: stages/one.ts }\n',
    'stages/one.ts': `import { defineStage, json } from 'millrace'
export default defineStage({ inputs: {}, outputs: { one: json() }, run: () => ({ one: 1 }) })`,
    // As a kill -9 between writing and renaming leaves them.
    'pipeline.lock.999999999.0badc0de.tmp': '{ "half',
    'reports/one.html.999999999.0badc0de.tmp': '<html>',
    'pipeline.lock.mine.tmp': 'kept',
  })
  expect((await project.run()).code).toBe(0)
  expect(project.list('.').filter((name) => name.endsWith('.tmp'))).toEqual(['pipeline.lock.mine.tmp'])
  expect(project.list('reports')).toEqual(['index.html', 'one.html'])
})
