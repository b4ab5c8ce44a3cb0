import { describe, expect, it } from 'vitest'
import {
  ConstantValue,
  forecastSeries,
  GroupMean,
  modelFromParts,
  requireRegressor,
  SeriesBaseline,
} from '../../../src/ml/index.ts'
import type { FittedModel } from '../../../src/ml/model.ts'
import { codeOf, matrixOf, rereadParts } from '../tables.ts'

const values = Float64Array.of(1, 2, 3, 10)
const noFeatures = { rows: 2, columns: 0, names: [], data: new Float64Array() }
const reread = (model: FittedModel) => requireRegressor(modelFromParts(rereadParts(model)))

describe('ConstantValue', () => {
  it.each([
    [{}, 4],
    [{ strategy: 'median' }, 2.5],
    [{ strategy: 'quantile', quantile: 0.9 }, 7.9],
    [{ strategy: 'mean', sampleWeight: Float64Array.of(0, 0, 1, 1) }, 6.5],
    [{ strategy: 'median', sampleWeight: Float64Array.of(1, 0, 2, 1) }, 3],
    [{ strategy: 'median', sampleWeight: Float64Array.of(1, 1, 2, 0) }, 2.5],
  ] as const)('with %j gives every row %d', async (options, expected) => {
    const model = await ConstantValue.fit({ rows: 4 }, values, options)
    expect(model.predict(noFeatures)[1]).toBeCloseTo(expected, 12)
    expect(reread(model)).toEqual(model)
    expect(codeOf(() => model.predict({ rows: 0 }))).toBe('E_ML_EMPTY')
  })

  it('refuses an unknown strategy with the nearest one, and a quantile that is missing', async () => {
    const learn = (options: object) => ConstantValue.fit({ rows: 4 }, values, options)
    await expect(learn({ strategy: 'medain' })).rejects.toMatchObject({ hint: 'Did you mean "median"?' })
    await expect(learn({ strategy: 'quantile' })).rejects.toMatchObject({ code: 'E_ML_PARAMETER' })
    await expect(ConstantValue.fit({ rows: 3 }, values)).rejects.toMatchObject({ code: 'E_ML_SHAPE' })
    await expect(ConstantValue.fit({ rows: 0 }, new Float64Array())).rejects.toMatchObject({ code: 'E_ML_EMPTY' })
  })
})

describe('GroupMean', () => {
  const features = matrixOf([2, 2, 1, Number.NaN], 1, ['month'])

  it('gives the mean of the rows with the same value, and the overall one for a new value', async () => {
    const model = await GroupMean.fit(features, values, { group: 'month' })
    const asked = matrixOf([0, 1, 0, 2, 0, Number.NaN, 0, 3], 2, ['other', 'month'])
    expect(Array.from(model.predict(asked))).toEqual([3, 1.5, 10, 4])
    expect(reread(model).predict(asked)).toEqual(model.predict(asked))
    const sampleWeight = Float64Array.of(3, 1, 0, 0)
    const weighted = await GroupMean.fit(features, values, { group: 'month', sampleWeight })
    expect(Array.from(weighted.predict(asked))).toEqual([1.25, 1.25, 1.25, 1.25])
  })

  it('names a column that is not there', async () => {
    const fitting = GroupMean.fit(features, values, { group: 'mnth' })
    await expect(fitting).rejects.toMatchObject({ code: 'E_ML_FEATURES', hint: 'Did you mean "month"?' })
  })
})

describe('forecastSeries', () => {
  const series = Float64Array.of(1, 5, 2, 8, 3)
  it.each([
    [{ strategy: 'lastValue' }, [3, 3, 3]],
    [{ strategy: 'seasonalNaive', period: 2 }, [8, 3, 8]],
    [{ strategy: 'drift' }, [3.5, 4, 4.5]],
    [{ strategy: 'mean' }, [3.8, 3.8, 3.8]],
  ] as const)('continues with %j', (options, expected) => {
    expect(Array.from(forecastSeries(series, 3, options))).toEqual(expected)
  })

  it('refuses no period, too long a period, and a series with a gap', () => {
    expect(codeOf(() => forecastSeries(series, 1, { strategy: 'seasonalNaive' }))).toBe('E_ML_PARAMETER')
    expect(codeOf(() => forecastSeries(series, 1, { strategy: 'seasonalNaive', period: 6 }))).toBe('E_ML_PARAMETER')
    expect(codeOf(() => forecastSeries(series.with(1, Number.NaN), 1, { strategy: 'drift' }))).toBe('E_ML_NOT_FINITE')
  })
})

describe('SeriesBaseline', () => {
  const shuffled = matrixOf([12, 10, 14, 16], 1, ['month'])

  it('orders the rows by time, and says what forecastSeries says', async () => {
    for (const [strategy, period] of [['lastValue'], ['seasonalNaive', 3], ['drift'], ['mean']] as const) {
      const model = await SeriesBaseline.fit(shuffled, values, { strategy, time: 'month', period })
      const expected = forecastSeries(Float64Array.of(2, 1, 3, 10), 3, { strategy, period })
      expect(model.predict(matrixOf([18, 20, 22], 1, ['month']))).toEqual(expected)
      expect(reread(model)).toEqual(model)
    }
  })

  it('refuses times that are uneven or twice there, and rows of the past', async () => {
    const learn = (times: number[]) =>
      SeriesBaseline.fit(matrixOf(times, 1, ['month']), values, { strategy: 'lastValue', time: 'month' })
    await expect(learn([1, 2, 3, 5])).rejects.toMatchObject({ code: 'E_ML_PARAMETER' })
    await expect(learn([1, 2, 2, 3])).rejects.toMatchObject({ code: 'E_ML_PARAMETER' })
    const model = await learn([1, 2, 3, 4])
    expect(codeOf(() => model.predict(matrixOf([4], 1, ['month'])))).toBe('E_ML_PARAMETER')
  })
})
