import { describe, expect, it } from 'vitest'
import { BoostingClassifier, BoostingRegressor, encodeModel, fitLearner } from '../../../src/ml/index.ts'
import { sourceOf } from '../source-of.ts'
import { drawn } from './drawn.ts'

const { features, labels, values } = drawn(3000, 7, 2, 5)
const bytesOf = (model: { toParts(): unknown }) => Buffer.from(encodeModel(model.toParts()))

describe('a fit from columns that are read one by one', () => {
  it.each([1, 2])(
    'gives the bytes of a fit from the matrix, in %i threads, and reads each column twice',
    async (threads) => {
      const options = { nEstimators: 5, threads }
      const source = sourceOf(features)
      const model = await BoostingClassifier.fit(source, labels, options)
      expect(bytesOf(model)).toEqual(bytesOf(await BoostingClassifier.fit(features, labels, options)))
      const once = [0, 1, 2, 3, 4, 5, 6]
      expect(source.read).toEqual([...once, ...once])
      expect(source.whole).toBe(0)
    },
  )

  it('does so with categories, weights and an evaluation set', async () => {
    const options = {
      nEstimators: 5,
      categoricalFeatures: ['x6'],
      sampleWeight: values.map((_, i) => i % 3),
      evaluationSet: drawn(500, 7, 2, 6),
      threads: 2,
    }
    const model = await BoostingRegressor.fit(sourceOf(features), values, options)
    expect(bytesOf(model)).toEqual(bytesOf(await BoostingRegressor.fit(features, values, options)))
  })

  it('does so where a column is longer than a block, and cuts are found from a sample', async () => {
    const long = drawn(300_000, 2, 2, 8)
    const source = sourceOf(long.features)
    const options = { nEstimators: 2, maxDepth: 3, threads: 2 }
    const model = await BoostingClassifier.fit(source, long.labels, options)
    expect(bytesOf(model)).toEqual(bytesOf(await BoostingClassifier.fit(long.features, long.labels, options)))
    expect(source.read).toEqual([0, 1, 0, 1])
  })

  it('goes on from an earlier model, whose trees need whole rows', async () => {
    const initModel = await BoostingClassifier.fit(features, labels, { nEstimators: 3 })
    const source = sourceOf(features)
    const model = await BoostingClassifier.fit(source, labels, { nEstimators: 2, initModel })
    expect(bytesOf(model)).toEqual(
      bytesOf(await BoostingClassifier.fit(features, labels, { nEstimators: 2, initModel })),
    )
    expect(source.whole).toBe(1)
  })

  it('names an infinite value, and refuses a column that is too short and no rows', async () => {
    const wild = { ...features, data: features.data.map((value, i) => (i === 3005 ? Number.POSITIVE_INFINITY : value)) }
    await expect(BoostingClassifier.fit(sourceOf(wild), labels, {})).rejects.toMatchObject({
      code: 'E_ML_NOT_FINITE',
      message: 'The feature "x1" is Infinity in row 6.',
    })
    const short = { ...sourceOf(features), readColumn: async () => new Float64Array(2999) }
    await expect(BoostingClassifier.fit(short, labels)).rejects.toMatchObject({ code: 'E_ML_SHAPE' })
    const none = { ...sourceOf(features), rows: 0 }
    await expect(BoostingClassifier.fit(none, labels)).rejects.toMatchObject({ code: 'E_ML_EMPTY' })
  })

  it('fails with what the source throws, in one thread and in two', async () => {
    const broken = {
      ...sourceOf(features),
      readColumn: async () => {
        throw new Error('the disk is gone')
      },
    }
    for (const threads of [1, 2]) {
      await expect(BoostingClassifier.fit(broken, labels, { threads })).rejects.toThrow('the disk is gone')
    }
  })
})

it('a learner that does not take columns gets the whole matrix by its name', async () => {
  const complete = drawn(300, 3, 2, 5, 0)
  const source = sourceOf(complete.features)
  const model = await fitLearner('ridge', source, complete.values, { seed: 1 })
  expect(bytesOf(model)).toEqual(bytesOf(await fitLearner('ridge', complete.features, complete.values, { seed: 1 })))
  expect(source.whole).toBe(1)
  const boosted = sourceOf(complete.features)
  await fitLearner('boosting', boosted, complete.labels, { seed: 1, nEstimators: 1 })
  expect(boosted.whole).toBe(0)
})
