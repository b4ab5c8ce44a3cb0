import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type * as Ml from '../../../src/ml/index.ts'
import {
  ExtraTrees,
  ExtraTreesRegressor,
  encodeModel,
  RandomForest,
  RandomForestRegressor,
} from '../../../src/ml/index.ts'
import { sampleRows } from './samples.ts'

const { features, labels, values, weights } = sampleRows(180, 3, 0.05)
const whole = weights.map((weight) => Math.round(weight))
const shared = { seed: 9, nEstimators: 8 }

type Learners = Pick<typeof Ml, 'RandomForest' | 'ExtraTrees' | 'RandomForestRegressor' | 'ExtraTreesRegressor'>
const classes = ['RandomForest', 'ExtraTrees'] as const
const numbers = ['RandomForestRegressor', 'ExtraTreesRegressor'] as const

const cases: [string, (ml: Learners, threads?: number) => Promise<Ml.Model>][] = [
  ...classes.flatMap((name) =>
    [
      {},
      { sampleWeight: weights, criterion: 'entropy' as const, oobScore: true, bootstrap: true },
      { sampleWeight: whole, minSamplesLeaf: 3, maxFeatures: null },
      { classWeight: 'balanced' as const, maxLeafNodes: 9 },
      { classWeight: 'balancedSubsample' as const, bootstrap: true, maxSamples: 0.6, minWeightFractionLeaf: 0.02 },
      { criterion: 'logLoss' as const, minImpurityDecrease: 0.005 },
    ].map((options): [string, (ml: Learners, threads?: number) => Promise<Ml.Model>] => [
      `${name} ${JSON.stringify(Object.keys(options))}`,
      (ml, threads) => ml[name].fit(features, labels, { ...shared, ...options, threads }),
    ]),
  ),
  ...numbers.flatMap((name) =>
    [
      {},
      { sampleWeight: weights, maxFeatures: 'sqrt' as const },
      { sampleWeight: whole, maxLeafNodes: 12 },
      { criterion: 'absoluteError' as const, minSamplesLeaf: 8, sampleWeight: weights },
    ].map((options): [string, (ml: Learners, threads?: number) => Promise<Ml.Model>] => [
      `${name} ${JSON.stringify(options.criterion ?? Object.keys(options))}`,
      (ml, threads) => ml[name].fit(features, values, { ...shared, ...options, threads }),
    ]),
  ),
]

const kernels: Learners = { RandomForest, ExtraTrees, RandomForestRegressor, ExtraTreesRegressor }
let twins: Learners

beforeAll(async () => {
  process.env.MILLRACE_KERNELS = 'off'
  vi.resetModules()
  twins = await import('../../../src/ml/index.ts')
  const { canShareMemory } = await import('../../../src/ml/threads/shared-memory.ts')
  expect(canShareMemory()).toBe(false)
  delete process.env.MILLRACE_KERNELS
})
afterAll(() => vi.resetModules())

function digest(model: Ml.Model): string {
  return createHash('sha256').update(encodeModel(model.toParts())).digest('hex')
}

describe('the same bits', () => {
  it.each(cases)('come of %s from kernels and from their twins, and again', async (_, grow) => {
    const first = digest(await grow(kernels, 1))
    expect(digest(await grow(kernels, 1))).toBe(first)
    expect(digest(await grow(twins, 1))).toBe(first)
  })

  it.each(cases.filter((_, i) => [0, 4, 6, 12, 16].includes(i)))('come of %s from 1 to 4 threads', async (_, grow) => {
    const first = digest(await grow(kernels, 1))
    for (const threads of [2, 3, 4]) expect(digest(await grow(kernels, threads))).toBe(first)
    expect(digest(await grow(kernels))).toBe(first)
  })
})
