import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { createRandom } from '../../src/base/random.ts'
import { processState } from '../../src/engine/claims/process-state.ts'
import { type CliResult, ProjectRig, until } from '../rig/project-rig.ts'

const told = (result: CliResult) =>
  result.events.find(({ type, stage }) => type === 'stage-finished' && stage === 'tune')?.remembered

/** A real search by the shipped stage: `trials` fits of some hundredths of a second. */
function searchProject(trials: number, more = 'batchSize: 2', threads = 1): ProjectRig {
  const random = createRandom(1)
  const lines = Array.from({ length: 300 }, () => {
    const [a, b] = [random.next(), random.next()]
    return `${a},${b},${Math.sin(6 * a) + b * b + 0.3 * random.next()}`
  })
  return new ProjectRig({
    'pipeline.yaml': `name: search
stages:
  ingest: { use: millrace/stages/ingest, in: { source: data/rows.csv } }
  split: { use: millrace/stages/split, in: { table: ingest.table }, params: { by: ratio } }
  tune:
    use: millrace/stages/tune
    in: { train: split.train }
    threads: ${threads}
    params:
      learner: { learner: boosting, target: y, nEstimators: 30 }
      space:
        eta: { type: log, low: 0.02, high: 0.8 }
        maxDepth: { type: integer, low: 1, high: 6 }
        subsample: { type: linear, low: 0.4, high: 1 }
      objective: rmse
      folds: { by: random, nSplits: 5 }
      trials: ${trials}
      ${more}
`,
    'data/rows.csv': `a,b,y\n${lines.join('\n')}\n`,
  })
}

function trialsOnDisk(project: ProjectRig): number {
  const root = 'artifacts/.store/remembered'
  if (!project.exists(root)) return 0
  return readdirSync(project.path(root), { recursive: true }).filter((name) => String(name).endsWith('.json')).length
}

/** Of those that the store's registry names, the workers that live. */
function workersOf(project: ProjectRig): string[] {
  return project
    .list('artifacts/.store/workers')
    .map((name) => name.split('+')[1]!)
    .filter((worker) => processState(worker) === 'alive')
}

const results = (project: ProjectRig) =>
  ['best.json', 'study.json'].map((name) => project.read(`artifacts/search/tune/${name}`))

describe('a search of parameters', () => {
  test('that is ended by kill -9 in its thirteenth trial goes on there and comes to what another does, with any --jobs; enlarged from 20 trials to 40 it reuses 20 and runs 20', async () => {
    const whole = searchProject(20)
    const first = await whole.run('--json', '--jobs', '1')
    expect(first.code, first.stderr).toBe(0)
    expect(told(first)).toEqual({ reused: 0, made: 20 })

    const project = searchProject(20)
    const running = project.start(['--jobs', '1'])
    await until(() => trialsOnDisk(project) >= 13, 'the trials did not come')
    running.process.kill('SIGKILL')
    await running.finished
    const done = trialsOnDisk(project)
    expect(done).toBeLessThan(20)
    const { reused, made } = told(await project.run('--json', '--jobs', '2')) as { reused: number; made: number }
    // The worker may have finished the trial that it was at.
    expect([done, done + 1]).toContain(reused)
    expect(reused + made).toBe(20)
    expect(results(project)).toEqual(results(whole))

    const early = project.json<{ trials: unknown[] }>('artifacts/search/tune/study.json')
    project.edit('pipeline.yaml', 'trials: 20', 'trials: 40')
    expect(told(await project.run('--json'))).toEqual({ reused: 20, made: 20 })
    const late = project.json<{ trials: unknown[] }>('artifacts/search/tune/study.json')
    expect(late.trials.slice(0, 20)).toEqual(early.trials)
    expect(late.trials).toHaveLength(40)
    expect((await project.run('verify', 'tune')).code).toBe(0)
  })

  test('whose trials run side by side goes on where it was interrupted and where it was killed, gives the same bytes as one after another, and leaves no process', async () => {
    const alone = searchProject(24, 'batchSize: 4')
    expect((await alone.run('--jobs', '1')).code).toBe(0)

    const project = searchProject(24, 'batchSize: 4', 2)
    for (const [signal, after, code] of [
      ['SIGINT', 4, 130],
      ['SIGKILL', 12, null],
    ] as const) {
      const running = project.start(['--jobs', '1'])
      await until(() => trialsOnDisk(project) >= after, 'the trials did not come')
      running.process.kill(signal)
      const ended = await running.finished
      expect(ended.code).toBe(code)
      // The best so far is said.
      if (code === 130) expect(ended.stderr).toMatch(/stopped +tune \(tpe: trial \d+, best rmse 0\.\d+\)/)
      await until(() => workersOf(project).length === 0, 'its worker lives on')
    }
    const done = trialsOnDisk(project)
    expect(done).toBeLessThan(24)
    expect(told(await project.run('--json'))).toEqual({ reused: done, made: 24 - done })
    expect(results(project)).toEqual(results(alone))
  })
})
