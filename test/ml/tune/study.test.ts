import { describe, expect, test } from 'vitest'
import { epochsUntil, randomBest } from '../../../bench/tune/epochs.ts'
import { branin, braninSpace, hartmann6, hartmannSpace } from '../../../bench/tune/problems.ts'
import { parameterImportance } from '../../../src/ml/tune/importance/parameter-importance.ts'
import { crowdingDistances } from '../../../src/ml/tune/objectives/crowding-distances.ts'
import { nonDominatedRanks } from '../../../src/ml/tune/objectives/non-dominated-ranks.ts'
import { gpSampler } from '../../../src/ml/tune/samplers/gp-sampler.ts'
import { randomSampler } from '../../../src/ml/tune/samplers/random-sampler.ts'
import { tpeSampler } from '../../../src/ml/tune/samplers/tpe-sampler.ts'
import { hyperband } from '../../../src/ml/tune/schedulers/hyperband.ts'
import { medianPruning } from '../../../src/ml/tune/schedulers/median-pruning.ts'
import { rungsOf } from '../../../src/ml/tune/schedulers/rungs.ts'
import { successiveHalving } from '../../../src/ml/tune/schedulers/successive-halving.ts'
import type { Space } from '../../../src/ml/tune/space/space.ts'
import { createStudy, type Study, type StudyOptions, type Trial } from '../../../src/ml/tune/study.ts'

const space: Space = { x: { type: 'linear', low: 0, high: 1 } }
const x = ({ params }: Trial) => params.x as number

/** Asks and tells until so many evaluations are done; the trials of a batch end in the order given. */
function search(
  study: Study,
  evaluations: number,
  batch: number,
  value: (trial: Trial) => number[],
  order = 1,
): Trial[] {
  const asked: Trial[] = []
  while (asked.length < evaluations) {
    const trials = study.ask(batch)
    if (trials.length === 0) break
    asked.push(...trials)
    for (const trial of order > 0 ? trials : [...trials].reverse()) study.tell(trial, value(trial))
  }
  return asked
}

describe('a study', () => {
  const options = (sampler: StudyOptions['sampler']): StudyOptions => ({ space: braninSpace, sampler, seed: 7 })
  const told = (trial: Trial) => [branin(trial.params)]

  test.each([randomSampler(), tpeSampler(), gpSampler()])(
    '$name gives the same trials in whatever order those of a batch end, and when it is played again',
    (sampler) => {
      const one = search(createStudy(options(sampler)), 24, 4, told)
      expect(search(createStudy(options(sampler)), 24, 4, told, -1)).toEqual(one)
      // A longer search begins with the same trials.
      expect(search(createStudy(options(sampler)), 28, 4, told).slice(0, 24)).toEqual(one)
    },
  )

  test('keeps the trials of a batch apart', () => {
    for (const sampler of [tpeSampler(), gpSampler()]) {
      const study = createStudy(options(sampler))
      search(study, 16, 4, told)
      const texts = study.ask(4).map(({ params }) => JSON.stringify(params))
      expect(new Set(texts).size).toBe(4)
    }
  })

  test('knows the best of what was told, also when more is better, and nothing of failures', () => {
    const study = createStudy({ space, sampler: randomSampler(), directions: ['maximize'], seed: 1 })
    const trials = study.ask(10)
    for (const trial of trials) study.tell(trial, trial.number === 4 ? undefined : [x(trial)])
    const others = trials.filter(({ number }) => number !== 4).map(x)
    expect(study.best()!.params.x).toBe(Math.max(...others))
    expect(study.finished()).toHaveLength(10)
  })

  test('refuses what was not asked, is told twice, or has another number of values', () => {
    const study = createStudy({ space, sampler: randomSampler(), seed: 1 })
    const [trial] = study.ask()
    const refused = expect.objectContaining({ code: 'E_ML_PARAMETER' })
    expect(() => study.tell(trial!, [1, 2])).toThrow(refused)
    study.tell(trial!, [1])
    expect(() => study.tell(trial!, [1])).toThrow(refused)
    expect(() => study.tell({ number: 9, params: {} }, [1])).toThrow(refused)
  })

  test('learns from earlier studies without counting their trials', () => {
    const before = search(createStudy({ space, sampler: randomSampler(), seed: 1 }), 30, 1, (trial) => [x(trial)])
    const study = createStudy({
      space,
      sampler: tpeSampler(),
      seed: 2,
      earlier: before.map((trial) => ({ params: trial.params, values: [(x(trial) - 0.3) ** 2] })),
    })
    expect(study.best()).toBeUndefined()
    const near = search(study, 8, 1, (trial) => [(x(trial) - 0.3) ** 2]).map((trial) => Math.abs(x(trial) - 0.3))
    expect(near.sort()[4]).toBeLessThan(0.15)
    expect(study.finished()[0]!.number).toBe(0)
  })
})

describe('several objectives', () => {
  test('are ranked by fronts, and points in a crowd count less', () => {
    const losses = [
      [1, 4],
      [2, 2],
      [4, 1],
      [3, 3],
      [4, 4],
      [2, 2],
    ]
    expect([...nonDominatedRanks(losses)]).toEqual([0, 0, 0, 1, 2, 0])
    expect([
      ...crowdingDistances([
        [0, 3],
        [1, 1],
        [3, 0],
      ]),
    ]).toEqual([Number.POSITIVE_INFINITY, 2, Number.POSITIVE_INFINITY])
  })

  test('TPE finds more of the front than chance', () => {
    // The front is where y and z are 0.
    const three: Space = Object.fromEntries(['x', 'y', 'z'].map((name) => [name, { type: 'linear', low: 0, high: 1 }]))
    const run = (sampler: StudyOptions['sampler']) => {
      const study = createStudy({ space: three, sampler, directions: ['minimize', 'minimize'], seed: 5 })
      const asked = search(study, 80, 1, ({ params: p }) => {
        const off = (p.y as number) + (p.z as number)
        return [(p.x as number) + off, 1 - (p.x as number) + off]
      })
      const off = study.front().map(({ params: p }) => (p.y as number) + (p.z as number))
      expect(asked).toHaveLength(80)
      return off.reduce((sum, value) => sum + value, 0) / off.length
    }
    expect(run(tpeSampler())).toBeLessThan(run(randomSampler()))
  })
})

describe('schedulers', () => {
  const noisy = (trial: Trial) => [x(trial) + 1 / trial.budget!]
  const budgets = (trials: readonly Trial[]) => {
    const counts: Record<number, number> = {}
    for (const { budget } of trials) counts[budget!] = (counts[budget!] ?? 0) + 1
    return counts
  }

  test('rungs are powers of eta below the largest budget', () => {
    expect(rungsOf({ maxBudget: 81 })).toEqual([1, 3, 9, 27, 81])
    expect(rungsOf({ maxBudget: 100, minBudget: 10, eta: 2 })).toEqual([12, 25, 50, 100])
    expect(() => rungsOf({ maxBudget: 1, minBudget: 2 })).toThrow(expect.objectContaining({ code: 'E_ML_PARAMETER' }))
  })

  test('Hyperband runs the brackets of its paper: R = 81, eta = 3', () => {
    const study = createStudy({ space, sampler: randomSampler(), scheduler: hyperband({ maxBudget: 81 }), seed: 1 })
    // Table 1 of the paper, with its formula for the number of configurations: 81, 34, 15, 8 and 5.
    const all = 81 + 27 + 9 + 3 + 1 + (34 + 11 + 3 + 1) + (15 + 5 + 1) + (8 + 2) + 5
    const trials = search(study, all, 5, noisy).slice(0, all)
    expect(budgets(trials)).toEqual({ 1: 81, 3: 27 + 34, 9: 9 + 11 + 15, 27: 3 + 3 + 5 + 8, 81: 1 + 1 + 1 + 2 + 5 })
    const first = trials.filter(({ number }) => number < 81)
    const promoted = first
      .filter(({ budget }) => budget === 3)
      .map(({ number }) => number)
      .sort((a, b) => a - b)
    const best = first
      .filter(({ budget }) => budget === 1)
      .sort((a, b) => x(a) - x(b))
      .slice(0, 27)
    expect(promoted).toEqual(best.map(({ number }) => number).sort((a, b) => a - b))
    expect(trials.find(({ budget }) => budget === 3)!.reached).toBe(1)
    // After the last bracket the first begins anew.
    expect(search(study, 1, 1, noisy)[0]).toMatchObject({ budget: 1 })
  })

  test('Hyperband comes to what 50 random trials of 81 epochs find with half of their epochs at most', () => {
    const spent = [0, 1, 2, 3, 4, 5, 6].map((seed) => {
      const way = { sampler: randomSampler(), scheduler: hyperband({ maxBudget: 81 }) }
      return epochsUntil(seed, randomBest(seed, 50), 50 * 81, way).epochs
    })
    expect(spent.sort((a, b) => a - b)[3]).toBeLessThanOrEqual(25 * 81)
  })

  test('successive halving lets a third go on, as soon as it is known', () => {
    const scheduler = successiveHalving({ maxBudget: 27 })
    const trials = search(createStudy({ space, sampler: randomSampler(), scheduler, seed: 1 }), 60, 1, noisy)
    const counts = budgets(trials)
    expect(trials.slice(0, 4).map(({ budget }) => budget)).toEqual([1, 1, 1, 3])
    // At least a third; more where a better one came later.
    for (const [below, above] of [
      [1, 3],
      [3, 9],
      [9, 27],
    ] as const) {
      expect(counts[above]).toBeGreaterThanOrEqual(Math.floor(counts[below]! / 3))
      expect(counts[above]).toBeLessThan(counts[below]! / 2)
    }
    const again = search(createStudy({ space, sampler: randomSampler(), scheduler, seed: 1 }), 60, 4, noisy, -1)
    expect(again).toEqual(search(createStudy({ space, sampler: randomSampler(), scheduler, seed: 1 }), 60, 4, noisy))
  })

  test('a trial that failed is not given more', () => {
    for (const scheduler of [successiveHalving({ maxBudget: 9 }), hyperband({ maxBudget: 9 })]) {
      const study = createStudy({ space, sampler: randomSampler(), scheduler, seed: 1 })
      for (let i = 0; i < 30; i++) {
        for (const trial of study.ask(2)) {
          expect(trial.budget === 1 || trial.number % 2 === 1 || trial.reached === undefined).toBe(true)
          study.tell(trial, trial.number % 2 === 0 ? undefined : [x(trial)])
        }
      }
    }
  })

  test('the median rule gives up what is worse than the median of those before it, after five', () => {
    const scheduler = medianPruning({ steps: [1, 2, 3] })
    const study = createStudy({ space, sampler: randomSampler(), scheduler, seed: 1 })
    const trials = search(study, 60, 1, (trial) => [x(trial)])
    const most = new Map<number, number>()
    for (const { number, budget } of trials) most.set(number, Math.max(most.get(number) ?? 0, budget!))
    for (const [number, budget] of most) {
      if (number === trials.at(-1)!.number) continue
      const through = [...most].filter(([other, reached]) => other < number && reached === 3)
      const values = through.map(([other]) => x(trials.find((one) => one.number === other)!)).sort((a, b) => a - b)
      const middle = (values[(values.length - 1) >> 1]! + values[values.length >> 1]!) / 2
      const own = x(trials.find((one) => one.number === number)!)
      expect(budget).toBe(number < 5 || own <= middle ? 3 : 1)
    }
  })
})

describe('the importance of parameters', () => {
  test('goes to what moves the value', async () => {
    const study = createStudy({ space: hartmannSpace, sampler: randomSampler(), seed: 1 })
    const trials = study
      .ask(60)
      .map(({ params }) => ({ params, value: 3 * (params.x2 as number) + 0.3 * (params.x5 as number) }))
    const shares = await parameterImportance(hartmannSpace, trials, { seed: 1 })
    expect(shares[0]).toMatchObject({ name: 'x2' })
    expect(shares[0]!.share).toBeGreaterThan(0.8)
    expect(shares.slice(1).every(({ share }) => share < 0.1)).toBe(true)
    expect(await parameterImportance(hartmannSpace, trials, { seed: 1 })).toEqual(shares)
    const few = trials.slice(0, 3)
    await expect(parameterImportance(hartmannSpace, few, { seed: 1 })).rejects.toMatchObject({ code: 'E_ML_EMPTY' })
    expect(hartmann6({ x1: 0.20169, x2: 0.150011, x3: 0.476874, x4: 0.275332, x5: 0.311652, x6: 0.6573 })).toBeCloseTo(
      -3.32237,
      4,
    )
  })
})
