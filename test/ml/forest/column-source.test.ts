import { describe, expect, it } from 'vitest'
import {
  ExtraTrees,
  ExtraTreesRegressor,
  encodeModel,
  RandomForest,
  RandomForestRegressor,
} from '../../../src/ml/index.ts'
import { drawn } from '../boosting/drawn.ts'
import { sourceOf } from '../source-of.ts'

const { features, labels, values } = drawn(2000, 6, 3, 5)
const bytesOf = (model: { toParts(): unknown }) => Buffer.from(encodeModel(model.toParts()))
const options = { nEstimators: 6, seed: 1, threads: 2 }

describe('a forest from columns that are read one by one', () => {
  it.each([
    ['random forest', RandomForest, labels],
    ['extra trees', ExtraTrees, labels],
    ['random forest of numbers', RandomForestRegressor, values],
    ['extra trees of numbers', ExtraTreesRegressor, values],
  ])('has the bytes of one from the matrix: %s', async (_, learner, target) => {
    const grow = (from: unknown) =>
      (learner.fit as (...given: unknown[]) => Promise<RandomForest>)(from, target, options)
    const source = sourceOf(features)
    expect(bytesOf(await grow(source))).toEqual(bytesOf(await grow(features)))
    // For ranks, and for thresholds.
    const once = [0, 1, 2, 3, 4, 5]
    expect(source.read).toEqual([...once, ...once])
    expect(source.whole).toBe(0)
  })

  it('judges rows out of bag, for which it reads the matrix', async () => {
    const source = sourceOf(features)
    const forest = await RandomForest.fit(source, labels, { ...options, oobScore: true })
    const known = await RandomForest.fit(features, labels, { ...options, oobScore: true })
    expect(forest.oobScore).toBe(known.oobScore)
    expect(source.whole).toBe(1)
  })

  it('refuses an infinite value, by its name', async () => {
    const broken = { ...features, data: features.data.slice() }
    broken.data[4 * features.rows + 17] = Number.POSITIVE_INFINITY
    const fitted = RandomForest.fit(sourceOf(broken), labels, options)
    await expect(fitted).rejects.toThrow(
      expect.objectContaining({ code: 'E_ML_NOT_FINITE', message: 'The feature "x4" is Infinity in row 18.' }),
    )
  })
})
