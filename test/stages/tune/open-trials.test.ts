import { MillraceError, type OpenCrew, Table } from 'millrace'
import { expect, test } from 'vitest'
import { deadOutcome, planTrials } from '../../../stages/tune/open-trials.ts'
import tune from '../../../stages/tune.ts'

test.each([
  ['few values and a batch: side by side', 100_000, 4, 8, { lanes: 4, learnerThreads: 1 }],
  ['a batch of fewer trials than threads', 100_000, 4, 2, { lanes: 2, learnerThreads: 1 }],
  ['one trial at a time, whose learner would lose by threads', 100_000, 4, 1, { lanes: 1, learnerThreads: 1 }],
  ['one trial at a time, worth three threads', 1_600_000, 4, 1, { lanes: 1, learnerThreads: 3 }],
  ['rows too large to be held several times', 30_000_000, 4, 8, { lanes: 1, learnerThreads: 4 }],
  ['one thread', 100_000, 1, 8, { lanes: 1, learnerThreads: 1 }],
])('%s', (_, values, threads, batchSize, plan) => {
  expect(planTrials(values, { threads, batchSize })).toEqual(plan)
})

test('a trial whose thread dies fails with a code and is not remembered; the search goes on, with the others as they would be', async () => {
  const rows = Array.from({ length: 80 }, (_, i) => ({ day: i, a: (i * 37) % 11, y: ((i * 37) % 11) + (i % 3) }))
  const params = tune.params.parse({
    learner: { learner: 'boosting', target: 'y', features: ['a'], nEstimators: 5 },
    space: { eta: { type: 'linear', low: 0.1, high: 0.9 } },
    objective: 'rmse',
    folds: { by: 'random', nSplits: 2 },
    strategy: 'random',
    trials: 8,
    batchSize: 4,
  })
  const run = async (dies: number) => {
    let [calls, remembered] = [0, 0]
    const openCrew: OpenCrew = (run, shared) => ({
      async run(given) {
        const call = calls++
        // Later ones end first.
        await new Promise((resolve) => setTimeout(resolve, 8 - call))
        if (call === dies) throw new MillraceError('E_STAGE_CRASHED', 'a thread of the stage ended')
        return run(given, shared)
      },
      close: async () => {},
    })
    const train = Table.from(rows as never).withTag('train')
    const { study, findings } = await tune.run({
      inputs: { train, features: undefined, earlier: undefined } as never,
      params,
      seed: 1,
      threads: 2,
      progress: () => {},
      log: () => {},
      openCrew,
      remember: async (_, make) => {
        const made = await make()
        remembered++
        return made
      },
    })
    return { study, findings, remembered }
  }
  const [well, hurt] = [await run(-1), await run(2)]
  expect(well.remembered).toBe(8)
  expect(hurt.remembered).toBe(7)
  expect(hurt.study.trials[2]).toMatchObject({ failed: 'a thread of the stage ended', code: 'E_STAGE_CRASHED' })
  expect(hurt.findings.warnings![0]).toMatch(/^1 of 8 trials failed/)
  const others = (trials: typeof well.study.trials) => trials.filter((_, i) => i !== 2)
  expect(others(hurt.study.trials)).toEqual(others(well.study.trials))
  expect(deadOutcome(new MillraceError('E_PARAMS', 'a mistake'))).toBeUndefined()
})
