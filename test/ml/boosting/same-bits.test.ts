import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../src/base/random.ts'
import { BoostingClassifier, type BoostingOptions, BoostingRegressor, encodeModel } from '../../../src/ml/index.ts'
import { drawn } from './drawn.ts'

// Small fits of more kinds, also without kernels: ../same-model.test.ts.

const digestOf = (model: { toParts(): unknown }) =>
  createHash('sha256').update(encodeModel(model.toParts())).digest('hex')

const kinds: Readonly<Record<string, BoostingOptions & { classes?: number; objective?: string }>> = {
  logistic: { classes: 2 },
  softprob: { classes: 3, maxDepth: 4 },
  'squared error, lossguide, drawn rows and features': {
    growPolicy: 'lossguide',
    maxLeaves: 20,
    maxDepth: 0,
    subsample: 0.6,
    colsampleByTree: 0.7,
    colsampleByLevel: 0.8,
    colsampleByNode: 0.8,
    seed: 3,
  },
  'poisson, constraints and categories': {
    objective: 'poisson',
    monotoneConstraints: { x0: 1 },
    interactionConstraints: [
      ['x0', 'x1'],
      ['x1', 'x2', 'x3', 'x4', 'x5', 'x6'],
    ],
    categoricalFeatures: ['x6'],
    alpha: 0.5,
  },
  quantile: { objective: 'quantile' },
}

async function digestFor(kind: string, threads: number): Promise<string> {
  const { classes, objective, ...own } = kinds[kind]!
  const { features, labels, values } = drawn(3000, 7, classes ?? 2, 5)
  const test = drawn(500, 7, classes ?? 2, 6)
  const options = { ...own, nEstimators: 6, threads, earlyStoppingRounds: 50 }
  if (classes !== undefined) {
    return digestOf(await BoostingClassifier.fit(features, labels, { ...options, evaluationSet: test }))
  }
  const model = await BoostingRegressor.fit(features, values, {
    ...options,
    evaluationSet: test,
    objective: (objective ?? 'squaredError') as 'squaredError',
  })
  return digestOf(model)
}

describe.each(Object.keys(kinds))('%s', (kind) => {
  it('gives the same model by 1, 2, 3 and 4 threads, and again', async () => {
    const alone = await digestFor(kind, 1)
    for (const threads of [1, 2, 3, 4]) expect(await digestFor(kind, threads)).toBe(alone)
  })
})

it('gives the same model of a table so large that threads ask one another which child has fewer rows', async () => {
  const [rows, columns] = [1_050_000, 8]
  const random = createRandom(3)
  const data = Float32Array.from({ length: rows * columns }, () => random.next())
  const features = { rows, columns, names: Array.from({ length: columns }, (_, j) => `x${j}`), data }
  const codes = Int32Array.from({ length: rows }, (_, i) => (data[i]! ** 2 + data[rows + i]! > 0.8 ? 1 : 0))
  const digest = async (threads: number) =>
    digestOf(await BoostingClassifier.fit(features, { classes: ['no', 'yes'], codes }, { nEstimators: 3, threads }))
  expect(await digest(2)).toBe(await digest(1))
})
