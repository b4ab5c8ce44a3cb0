import { describe, expect, it } from 'vitest'
import type { Matrix } from '../../../src/base/matrix.ts'
import {
  BoostingRegressor,
  explainModel,
  modelFromParts,
  OffsetRegressor,
  Ridge,
  requireRegressor,
} from '../../../src/ml/index.ts'
import { failure, matrixOf, rereadParts } from '../tables.ts'

/** A trend `base` that goes on, and a wave that stays. */
const n = 90
const at = (i: number) => [i % 12, 100 + i]
const matrix = (from: number, to: number): Matrix =>
  matrixOf(Array.from({ length: to - from }, (_, i) => at(from + i)).flat(), 2, ['month', 'base'])
const wave = (i: number) => 3 * Math.sin((i * Math.PI) / 6)
const [train, later] = [matrix(0, 60), matrix(60, n)]
const onlyMonth: Matrix = { ...train, columns: 1, names: ['month'], data: train.data.slice(0, 60) }
const difference = Float64Array.from({ length: 60 }, (_, i) => wave(i))

async function fitted() {
  const inner = await BoostingRegressor.fit(onlyMonth, difference, { nEstimators: 60, seed: 1 })
  return new OffsetRegressor(inner, 'base')
}

describe('OffsetRegressor', () => {
  it('adds the column back, beyond everything that its trees have seen', async () => {
    const model = await fitted()
    expect(model.featureNames).toEqual(['month', 'base'])
    const said = model.predict(later)
    const inner = model.model.predict(later)
    for (let i = 0; i < n - 60; i++) {
      expect(said[i]).toBe(inner[i]! + 160 + i)
      expect(said[i]).toBeCloseTo(160 + i + wave(60 + i), 1)
    }
  })

  it('has no prediction where the column has a gap, and says which column the rows lack', async () => {
    const model = await fitted()
    const gap: Matrix = { ...later, data: later.data.slice() }
    gap.data[30] = Number.NaN
    const said = model.predict(gap)
    expect([said[0], said[1]].map(Number.isNaN)).toEqual([true, false])
    expect(() => model.predict(onlyMonth)).toThrow(/fitted on "base"/)
  })

  it('is the same to the last bit when it was written and read', async () => {
    const model = await fitted()
    const again = requireRegressor(modelFromParts(rereadParts(model)))
    expect(again).toBeInstanceOf(OffsetRegressor)
    expect(again.predict(later)).toEqual(model.predict(later))
    expect([...again.importance!()]).toEqual([1, 0])
  })

  it('is explained exactly: what the inner model adds, and how far the column lies from its mean', async () => {
    const trees = await fitted()
    const linear = new OffsetRegressor(await Ridge.fit(onlyMonth, difference, {}), 'base')
    for (const model of [trees, linear]) {
      const { base, contributions, raw, featureNames, method } = explainModel(model, later, { background: train })
      expect(method).not.toBe('sampled')
      expect(featureNames).toEqual(['month', 'base'])
      expect([...raw]).toEqual([...model.predict(later)])
      for (let i = 0; i < later.rows; i++) {
        expect(contributions[i * 2 + 1]).toBeCloseTo(160 + i - 129.5, 9)
        expect(base[0]! + contributions[i * 2]! + contributions[i * 2 + 1]!).toBeCloseTo(raw[i]!, 5)
      }
    }
  })

  it('refuses a column of categories', async () => {
    const { model } = await fitted()
    const named = { ...model, task: 'regression', categories: { base: ['a', 'b'] } } as never
    expect(await failure(() => new OffsetRegressor(named, 'base'))).toBe('E_ML_PARAMETER')
  })
})
