import { createRandom, Table } from 'millrace'
import { describe, expect, test } from 'vitest'
import { axisOf, placeOf } from '../../stages/tune/places.ts'
import tune from '../../stages/tune.ts'
import { crewOfOne, runStage } from './run-stage.ts'

/** Numbers that a tree can learn, a year of days, and a class that depends on both. */
function rows(n = 160) {
  const random = createRandom(3)
  return Array.from({ length: n }, (_, i) => {
    const [a, b] = [random.next(), random.next()]
    const noise = 0.3 * (random.next() - 0.5)
    return {
      day: new Date(Date.UTC(2020, 0, 1 + Math.floor(i / 2))).toISOString().slice(0, 10),
      a,
      b,
      y: Math.sin(6 * a) + b * b + noise,
      kind: Math.sin(6 * a) + noise > 0 ? 'high' : 'low',
    }
  })
}

const types = { day: 'DATE' }
const train = () => Table.from(rows(), { types }).withTag('train')
const regression = {
  learner: { learner: 'boosting', target: 'y', features: ['a', 'b'], nEstimators: 12 },
  space: { eta: { type: 'log', low: 0.02, high: 0.8 }, maxDepth: { type: 'integer', low: 1, high: 5 } },
  objective: 'rmse',
  folds: { by: 'time', time: 'day', nSplits: 3 },
  trials: 12,
}

describe('tune', () => {
  test('finds parameters over folds in time, gives their model, and says what it did', async () => {
    const { best, study, model, trials, findings, history, importance, parallel, slices } = await runStage(
      tune,
      { train: train() },
      regression,
    )
    expect(study.bought).toEqual({ tpe: 12 })
    const scores = study.trials.map(({ scores }) => scores!.rmse!)
    expect(best.scores.rmse).toBe(Math.min(...scores))
    expect(best.params).toMatchObject({
      learner: 'boosting',
      nEstimators: 12,
      eta: study.trials[best.trial]!.params.eta,
    })
    expect(study.trials[0]!.folds!.rmse).toHaveLength(3)
    expect(model).toMatchObject({ target: 'y', training: { rows: 160 } })
    expect(model.params.eta).toBe(best.params.eta)
    expect(await trials.count()).toBe(12)
    expect((await trials.rows({ limit: 1 }))[0]).toMatchObject({ strategy: 'tpe', trial: 0, score_rmse: scores[0] })
    expect(findings.headline).toContain('Of 12 trials')
    for (const figure of [history, importance, parallel, slices]) expect(figure.type).toBe('vega-lite')
  })

  test('learners themselves may be searched, each with parameters of its own; what they refuse is a failed trial', async () => {
    const { study, best, findings } = await runStage(
      tune,
      { train: train() },
      {
        ...regression,
        learner: { target: 'kind', classes: ['low', 'high'], features: ['a', 'b'] },
        space: {
          learner: { type: 'categorical', values: ['logisticRegression', 'boosting'] },
          maxIter: { type: 'categorical', values: [1, 1000], when: { learner: 'logisticRegression' } },
          eta: { type: 'log', low: 0.05, high: 0.5, when: { learner: 'boosting' } },
          nEstimators: { type: 'integer', low: 5, high: 20, when: { learner: 'boosting' } },
        },
        objective: ['logLoss', 'accuracy'],
        strategy: 'random',
        folds: { by: 'random', nSplits: 2 },
      },
    )
    for (const { params, failed } of study.trials) {
      expect('eta' in params).toBe(params.learner === 'boosting')
      expect(failed !== undefined).toBe(params.maxIter === 1)
    }
    expect(study.trials.some(({ failed }) => failed !== undefined)).toBe(true)
    expect(findings.warnings![0]).toMatch(/trials failed; the first: /)
    expect(study.front.length).toBeGreaterThan(0)
    expect(best.params.learner).toBe('boosting')
  })

  test('compares strategies, whose equal trials are run once', async () => {
    const keys: string[] = []
    const outputs = await tune.run({
      inputs: { train: train(), features: undefined, earlier: undefined } as never,
      params: tune.params.parse({ ...regression, strategy: ['random', 'tpe'], batchSize: 3 }),
      seed: 1,
      threads: 1,
      progress: () => {},
      log: () => {},
      openCrew: crewOfOne,
      remember: async (key, make) => {
        keys.push(JSON.stringify(key))
        return make()
      },
    })
    // TPE begins with ten random trials, here twelve since batches are of three.
    expect(keys).toHaveLength(12)
    expect(new Set(keys).size).toBe(12)
    expect(outputs.study.trials).toHaveLength(24)
    expect(outputs.history.title).toMatch(/^(Random|TPE) found the best/)
  })

  test('a scheduler gives the better trials more of a parameter', async () => {
    const { study, best, history, importance, slices } = await runStage(
      tune,
      { train: train() },
      {
        ...regression,
        space: { eta: regression.space.eta },
        strategy: 'random',
        scheduler: { name: 'hyperband', maxBudget: 9, minBudget: 1 },
        trials: 22,
      },
    )
    const budgets = study.trials.map(({ budget }) => budget!)
    expect(budgets.filter((budget) => budget === 1)).toHaveLength(9)
    expect(budgets.filter((budget) => budget === 9)).toHaveLength(1 + 1 + 3)
    expect(best.params.nEstimators).toBe(9)
    // What was given little is not compared with what was given much: 9 + 5 trials had 3 of 9 or less.
    expect(history.subtitle).toContain('given up early')
    expect(importance.subtitle).toContain('from 9 trials with 1 nEstimators')
    expect(slices.title).toMatch(/^The best trial with 1 nEstimators has eta/)
  })

  test('seconds buy a number of trials, which is recorded and replayed', async () => {
    const parts = new Map<string, unknown>()
    const run = () =>
      tune.run({
        inputs: { train: train(), features: undefined, earlier: undefined } as never,
        params: tune.params.parse({ ...regression, trials: 500, seconds: 0.05 }),
        seed: 1,
        threads: 1,
        progress: () => {},
        log: () => {},
        openCrew: crewOfOne,
        remember: async (key, make, options) => {
          const text = JSON.stringify(key)
          if (options?.replay && parts.has(text)) return parts.get(text) as never
          const made = await make()
          if (options?.replay) parts.set(text, made)
          return made
        },
      })
    const first = await run()
    const { tpe } = first.study.bought
    expect(tpe).toBeGreaterThan(0)
    expect(tpe).toBeLessThan(500)
    const again = await run()
    expect(again.study).toEqual(first.study)
    expect([...parts.values()]).toEqual([tpe])
  })

  test('earlier studies spare the trials at random', async () => {
    const before = await runStage(tune, { train: train() }, { ...regression, strategy: 'random', trials: 20 })
    const params = { ...regression, trials: 1 }
    const cold = await runStage(tune, { train: train() }, params)
    const warm = await runStage(tune, { train: train(), earlier: { before: before.study } }, params)
    expect(warm.study.trials[0]!.params).not.toEqual(cold.study.trials[0]!.params)
    expect(warm.study.bought).toEqual({ tpe: 1 })
  })

  test.each<[string, Record<string, unknown>, string]>([
    ['objectives of two tasks', { objective: ['rmse', 'logLoss'] }, 'E_PARAMS'],
    [
      'a parameter that the learner does not have',
      { space: { depth: { type: 'integer', low: 1, high: 3 } } },
      'E_PARAMS',
    ],
    ['a range upside down', { space: { eta: { type: 'log', low: 1, high: 0.1 } } }, 'E_ML_PARAMETER'],
    ['too few periods', { folds: { by: 'time', time: 'day', period: 'year' } }, 'E_ML_PARAMETER'],
    [
      'nothing but failures',
      {
        learner: { learner: 'logisticRegression', target: 'kind', features: ['a', 'b'], maxIter: 1 },
        space: { C: { type: 'log', low: 0.1, high: 1 } },
        objective: 'logLoss',
      },
      'E_ML_EMPTY',
    ],
  ])('refuses %s', async (_, wrong, code) => {
    await expect(runStage(tune, { train: train() }, { ...regression, trials: 2, ...wrong })).rejects.toMatchObject({
      code,
    })
  })

  test('refuses synthetic rows, whose neighbours would be on the other side of a fold', async () => {
    const grown = Table.from(
      rows().map((row) => ({ ...row, synthetic: false })),
      { types },
    )
    await expect(runStage(tune, { train: grown as never }, regression)).rejects.toMatchObject({ code: 'E_PARAMS' })
  })

  test.each([
    ['group', { by: 'group', group: 'day', nSplits: 3 }],
    ['purged', { by: 'purged', start: 'day', end: 'day', nSplits: 3, embargo: 2 }],
    ['rolling windows with a gap', { by: 'time', time: 'day', nSplits: 3, window: 20, gap: 2, testPeriods: 10 }],
  ])('judges on folds by %s', async (_, folds) => {
    const { study } = await runStage(tune, { train: train() }, { ...regression, folds, trials: 1 })
    expect(study.trials[0]!.folds!.rmse).toHaveLength(3)
  })
})

test('places of values on the axes of charts', () => {
  expect(placeOf({ type: 'log', low: 0.01, high: 1 }, 0.1)).toBeCloseTo(0.5)
  expect(placeOf({ type: 'categorical', values: ['a', 'b', 'c'] }, 'b')).toBe(0.5)
  expect(axisOf('n', { type: 'integer', low: 2, high: 9 }).ticks).toEqual([
    { place: 0, label: '2' },
    { place: 1, label: '9' },
  ])
})
