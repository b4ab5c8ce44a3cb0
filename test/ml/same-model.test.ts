import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type * as Room from '../../src/ml/index.ts'
import * as ml from '../../src/ml/index.ts'
import { drawn } from './boosting/drawn.ts'

// The same bytes of every learner: run again, by 1 to 4 threads, and by the plain twins of the kernels. What options of
// forests do is in forest/determinism.test.ts, what those of logistic regression do in linear/logistic-program.test.ts.

type Ml = typeof Room
type Task = 'classification' | 'regression'
type Fit = (room: Ml, threads: number) => Promise<Room.Model>

const gaps = drawn(700, 7, 3, 5)
const whole = drawn(700, 7, 3, 5, 0)
const two = drawn(700, 7, 2, 5)
const unseen = drawn(200, 7, 3, 6)
const weights = Float64Array.from(whole.values, (_, i) => (i % 5) / 2)
/** Evenly spaced, as the baselines of series ask. */
const days: Room.Matrix = {
  rows: 700,
  columns: 1,
  names: ['day'],
  data: Float64Array.from({ length: 700 }, (_, i) => i),
}

/** What a learner needs to be told, and is quick with. */
const asked: Record<string, object> = {
  randomForest: { nEstimators: 5 },
  extraTrees: { nEstimators: 5 },
  boosting: { nEstimators: 4 },
  groupFrequency: { group: 'x6' },
  groupMean: { group: 'x6' },
  quantile: { quantile: 0.3 },
  lastValue: { time: 'day' },
  seasonalNaive: { time: 'day', period: 7 },
  drift: { time: 'day' },
}
/** Other people's code in one thread, without kernels: npm/ml-packages.test.ts. */
const others = ['mlRandomForest', 'mlXgboost']

const byName = Object.entries(ml.learners)
  .filter(([name]) => !others.includes(name))
  .flatMap(([name, learner]) =>
    (['classification', 'regression'] as const)
      .filter((task) => learner[task] !== undefined)
      .map((task): [string, Fit] => [`${name}, ${task}`, (room, threads) => fitNamed(room, name, task, threads)]),
  )

function fitNamed(room: Ml, name: string, task: Task, threads: number): Promise<Room.Model> {
  const features = 'time' in (asked[name] ?? {}) ? days : whole.features
  const target = task === 'classification' ? whole.labels : whole.values
  return room.fitLearner(name, features, target, { seed: 4, threads, ...asked[name] })
}

const estimators = (room: Ml): Room.Estimator<Room.Labels>[] => [
  { name: 'forest', fit: (x, y, options) => room.RandomForest.fit(x, y, { ...options, seed: 1, nEstimators: 4 }) },
  { name: 'line', fit: (x, y, options) => room.LogisticRegression.fit(x, y, options) },
]
const combined: [string, Fit][] = [
  [
    'voting',
    (room, threads) =>
      room.VotingClassifier.fit(whole.features, whole.labels, {
        estimators: estimators(room),
        voting: 'soft',
        threads,
      }),
  ],
  [
    'stacking',
    (room, threads) =>
      room.StackingClassifier.fit(whole.features, whole.labels, {
        estimators: estimators(room),
        finalEstimator: estimators(room)[1]!,
        folds: room.kFold(700, { nSplits: 3, seed: 2 }),
        threads,
      }),
  ],
]

const drawnRows = { subsample: 0.6, colsampleByTree: 0.8, colsampleByLevel: 0.8, colsampleByNode: 0.8, seed: 3 }
const lossguide = { growPolicy: 'lossguide', maxLeaves: 12, maxDepth: 0 } as const
const categories = { categoricalFeatures: ['x6'] }
const classes: [string, Room.Labels, Room.BoostingClassifierOptions][] = [
  ['logistic', two.labels, { sampleWeight: weights, scalePosWeight: 2 }],
  ['logistic, lossguide, drawn', two.labels, { ...lossguide, ...drawnRows }],
  ['softprob, categories in sets', gaps.labels, { ...categories, classWeight: 'balanced' }],
  [
    'softprob, lossguide, drawn, categories one by one',
    gaps.labels,
    { ...lossguide, ...drawnRows, ...categories, maxCatToOnehot: 20 },
  ],
  ['softprob, stopped early', gaps.labels, { evaluationSet: unseen, earlyStoppingRounds: 2, nEstimators: 30 }],
]
const numbers: [string, Room.BoostingRegressorOptions][] = [
  ['squared error', { sampleWeight: weights, alpha: 0.5, gamma: 0.2, maxBin: 20 }],
  ['squared error, lossguide, drawn, categories', { ...lossguide, ...drawnRows, ...categories }],
  [
    'poisson, constraints',
    {
      objective: 'poisson',
      monotoneConstraints: { x0: 1 },
      interactionConstraints: [
        ['x0', 'x1'],
        ['x1', 'x2', 'x3'],
      ],
    },
  ],
  ['quantile, drawn', { objective: 'quantile', quantileAlpha: 0.8, ...drawnRows }],
  ['quantile, lossguide', { objective: 'quantile', ...lossguide, baseScore: 'auto' }],
]
const boosted: [string, Fit][] = [
  ...classes.map(([name, labels, options]): [string, Fit] => [
    name,
    (room, threads) =>
      room.BoostingClassifier.fit(labels === two.labels ? two.features : gaps.features, labels, {
        nEstimators: 5,
        maxDepth: 4,
        threads,
        ...options,
      }),
  ]),
  ...numbers.map(([name, options]): [string, Fit] => [
    name,
    (room, threads) =>
      room.BoostingRegressor.fit(gaps.features, gaps.values, { nEstimators: 5, maxDepth: 4, threads, ...options }),
  ]),
]

let twins: Ml

beforeAll(async () => {
  vi.stubEnv('MILLRACE_KERNELS', 'off')
  vi.resetModules()
  twins = await import('../../src/ml/index.ts')
  const { canShareMemory } = await import('../../src/ml/threads/shared-memory.ts')
  expect(canShareMemory()).toBe(false)
  vi.unstubAllEnvs()
})
afterAll(() => vi.resetModules())

function digest(model: Room.Model): string {
  return createHash('sha256').update(ml.encodeModel(model.toParts())).digest('hex')
}

describe.each([
  ['learners by name', byName],
  ['learners of learners', combined],
  ['boosting', boosted],
] as const)('%s', (_, fits) => {
  it.each(fits)('%s: the same bytes three times, by 1 to 4 threads, with kernels and without', async (_, grow) => {
    const first = digest(await grow(ml, 1))
    for (const threads of [1, 1, 2, 3, 4]) expect([threads, digest(await grow(ml, threads))]).toEqual([threads, first])
    expect(digest(await grow(twins, 1))).toBe(first)
  })

  it('differ from each other, so that the digests tell', async () => {
    const all = await Promise.all(fits.map(async ([, grow]) => digest(await grow(ml, 1))))
    expect(new Set(all).size).toBe(fits.length)
  })
})

it('knows every learner that there is', () => {
  for (const name of [...Object.keys(asked), ...others]) expect(Object.keys(ml.learners)).toContain(name)
})
