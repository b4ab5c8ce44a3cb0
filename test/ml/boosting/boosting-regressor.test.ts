import { expect, it } from 'vitest'
import { BoostingRegressor } from '../../../src/ml/index.ts'
import { furthest, matrixOf, rereadParts } from '../tables.ts'
import { drawn } from './drawn.ts'

const train = drawn(2000, 7, 2, 31)
const test = drawn(1000, 7, 2, 32)
const quick = { nEstimators: 40, threads: 1, eta: 0.2, maxDepth: 4 }
const rmse = (a: Float64Array, b: Float64Array) => Math.sqrt(a.reduce((s, v, i) => s + (v - b[i]!) ** 2, 0) / a.length)

it('learns numbers, and reads itself back to the last bit', async () => {
  const model = await BoostingRegressor.fit(train.features, train.values, quick)
  const predicted = model.predict(test.features)
  expect(rmse(predicted, test.values)).toBeLessThan(2)
  const again = BoostingRegressor.fromParts(rereadParts(model))
  expect(furthest(again.predict(test.features), predicted)).toBe(0)
})

it('grows the same trees leaf by leaf as level by level when nothing limits them', async () => {
  const options = { ...quick, nEstimators: 2, minChildWeight: 0, lambda: 0 }
  const values = train.values.map((value, i) => value + ((i * 7919) % 1009) / 300)
  const byLevel = await BoostingRegressor.fit(train.features, values, { ...options, maxDepth: 40 })
  const byLoss = await BoostingRegressor.fit(train.features, values, {
    ...options,
    maxDepth: 0,
    growPolicy: 'lossguide',
  })
  // More leaves than there are slots for histograms: many are counted anew instead of subtracted.
  expect(byLevel.ensemble.roots[1]).toBeGreaterThan(1500)
  expect(byLoss.ensemble.roots).toEqual(byLevel.ensemble.roots)
  expect(furthest(byLoss.predict(test.features), byLevel.predict(test.features))).toBe(0)
})

it('estimates quantiles: a tenth of the values lies above the upper one', async () => {
  for (const quantileAlpha of [0.1, 0.5, 0.9]) {
    const model = await BoostingRegressor.fit(train.features, train.values, {
      ...quick,
      objective: 'quantile',
      quantileAlpha,
      baseScore: 'auto',
      maxDepth: 3,
    })
    const predicted = model.predict(test.features)
    const below = test.values.filter((value, i) => value <= predicted[i]! + 0.25).length / 1000
    expect(Math.abs(below - quantileAlpha)).toBeLessThan(0.12)
  }
})

it.each(['rmse', 'mae', 'poissonDeviance', 'pinball'] as const)('measures %s', async (metric) => {
  const sampleWeight = Float64Array.from(test.values, (_, i) => i % 3)
  const model = await BoostingRegressor.fit(train.features, train.values, {
    ...quick,
    nEstimators: 3,
    objective: 'poisson',
    quantileAlpha: 0.3,
    evaluationSet: { ...test, sampleWeight },
    evaluationMetrics: [metric],
  })
  const p = model.predict(test.features)
  const lossOf = {
    rmse: (y: number, m: number) => (y - m) ** 2,
    mae: (y: number, m: number) => Math.abs(y - m),
    poissonDeviance: (y: number, m: number) => 2 * ((y > 0 ? y * Math.log(y / m) : 0) - (y - m)),
    pinball: (y: number, m: number) => Math.max(0.3 * (y - m), -0.7 * (y - m)),
  }[metric]
  const total = sampleWeight.reduce((sum, w) => sum + w, 0)
  const mean = p.reduce((sum, m, i) => sum + sampleWeight[i]! * lossOf(test.values[i]!, m), 0) / total
  expect(model.evaluationHistory[metric]!.at(-1)).toBeCloseTo(metric === 'rmse' ? Math.sqrt(mean) : mean, 5)
})

it('keeps to monotone constraints for every row', async () => {
  const rows = 400
  const names = ['x0', 'x1']
  const data = Float64Array.from({ length: 2 * rows }, (_, i) => ((i * 7919) % 997) / 100)
  const values = Float64Array.from({ length: rows }, (_, i) => Math.sin(data[i]!) * 3 + data[rows + i]! + (i % 5))
  const features = { rows, columns: 2, names, data }
  const predictAlong = (model: BoostingRegressor) =>
    model.predict(matrixOf(Array.from({ length: 400 }, (_, i) => [i / 40, 5]).flat(), 2))
  const isRising = (line: Float64Array) => line.every((value, i) => i === 0 || value >= line[i - 1]!)
  const free = await BoostingRegressor.fit(features, values, quick)
  expect(isRising(predictAlong(free))).toBe(false)
  const held = await BoostingRegressor.fit(features, values, { ...quick, monotoneConstraints: { x0: 1 } })
  expect(isRising(predictAlong(held))).toBe(true)
})

it('draws rows and features anew for each seed, and the same for one', async () => {
  for (const share of ['subsample', 'colsampleByTree', 'colsampleByLevel', 'colsampleByNode']) {
    const predict = async (seed: number) => {
      const options = { ...quick, nEstimators: 5, seed, [share]: 0.5 }
      return (await BoostingRegressor.fit(train.features, train.values, options)).predict(test.features)
    }
    const [one, same, other] = [await predict(1), await predict(1), await predict(2)]
    expect(furthest(one, same)).toBe(0)
    expect(furthest(one, other)).toBeGreaterThan(0)
    expect(rmse(one, test.values)).toBeLessThan(4)
  }
})

it('gives rows that were not drawn their leaf as well', async () => {
  const seen: number[][] = []
  const model = await BoostingRegressor.fit(train.features, train.values, {
    ...quick,
    nEstimators: 4,
    subsample: 0.3,
    evaluationSet: train,
    evaluationMetrics: [{ name: 'spy', evaluate: ({ predictions }) => seen.push([...predictions]) }],
  })
  const again = await BoostingRegressor.fit(train.features, train.values, {
    ...quick,
    nEstimators: 3,
    subsample: 0.3,
  })
  const more = await BoostingRegressor.fit(train.features, train.values, {
    ...quick,
    nEstimators: 1,
    subsample: 0.3,
    initModel: again,
  })
  expect(seen.at(-1)).toEqual([...model.predict(train.features)])
  expect(furthest(more.predict(test.features), model.predict(test.features))).toBe(0)
})

it('starts from the score that it is told, or from the mean', async () => {
  const options = { ...quick, nEstimators: 1, maxDepth: 1, gamma: 1e9 }
  const told = await BoostingRegressor.fit(train.features, train.values, {
    ...options,
    baseScore: 7,
    lambda: 0,
    eta: 0,
  })
  expect(told.predict(test.features)[0]).toBe(7)
  const mean = train.values.reduce((sum, value) => sum + value, 0) / 2000
  for (const objective of ['squaredError', 'poisson'] as const) {
    const auto = await BoostingRegressor.fit(train.features, train.values, {
      ...options,
      objective,
      baseScore: 'auto',
      eta: 0,
    })
    expect(auto.predict(test.features)[0]).toBeCloseTo(mean, 4)
  }
})

it('predicts the one value of constant columns, of columns without values, and of one row', async () => {
  const features = matrixOf([1, Number.NaN, 1, Number.NaN, 1, Number.NaN], 2)
  const model = await BoostingRegressor.fit(features, Float64Array.of(3, 3, 3), {
    nEstimators: 60,
    lambda: 0,
    threads: 1,
  })
  expect(model.predict(features)[0]).toBeCloseTo(3, 4)
  expect([...model.importance()]).toEqual([0, 0])
  const one = await BoostingRegressor.fit(matrixOf([5], 1), Float64Array.of(-2), {
    nEstimators: 60,
    lambda: 0,
    threads: 2,
  })
  expect(one.predict(matrixOf([1], 1))[0]).toBeCloseTo(-2, 4)
})

it('parts missing values from all others where that is what counts', async () => {
  const values = [1, 2, 3, 4, Number.NaN, Number.NaN, Number.NaN, Number.NaN]
  const model = await BoostingRegressor.fit(matrixOf(values, 1), Float64Array.of(0, 0, 0, 0, 8, 8, 8, 8), {
    nEstimators: 100,
    threads: 1,
  })
  const predicted = model.predict(matrixOf([-1e30, 2.5, 1e30, Number.NaN], 1))
  expect(furthest(predicted, [0, 0, 0, 8])).toBeLessThan(0.05)
})

it('sends categories that it has never seen left, as prediction says of them', async () => {
  const features = matrixOf([0, 1, 2, 3, 0, 1, 2, 3], 1, ['c'])
  const seen: number[][] = []
  const other = matrixOf([0, 3, 4, 200, 40_000], 1, ['c'])
  const model = await BoostingRegressor.fit(features, Float64Array.of(0, 0, 9, 9, 0, 0, 9, 9), {
    nEstimators: 30,
    threads: 1,
    minChildWeight: 0,
    maxCatToOnehot: 1,
    categoricalFeatures: ['c'],
    evaluationSet: { features: other, values: new Float64Array(5) },
    evaluationMetrics: [{ name: 'spy', evaluate: ({ predictions }) => seen.push([...predictions]) }],
  })
  expect(seen.at(-1)).toEqual([...model.predict(other)])
  expect(furthest(model.predict(features), [0, 0, 9, 9, 0, 0, 9, 9])).toBeLessThan(0.1)
})

it('cuts each feature into no more bins than it is told, one of them for what is missing', async () => {
  const cutsOf = async (maxBin: number) => {
    const options = { ...quick, maxBin, maxDepth: 6, lambda: 0 }
    const { feature, threshold } = (await BoostingRegressor.fit(train.features, train.values, options)).ensemble
    return new Set(threshold.filter((_, node) => feature[node] === 0).filter((cut) => Math.abs(cut) < 1e30)).size
  }
  expect(await cutsOf(5)).toBe(3)
  expect(await cutsOf(256)).toBeGreaterThan(50)
})

it('learns the same from a Float32Array as from the doubles that are singles', async () => {
  const singles = Float32Array.from(train.features.data)
  const one = await BoostingRegressor.fit({ ...train.features, data: singles }, train.values, quick)
  const two = await BoostingRegressor.fit({ ...train.features, data: Float64Array.from(singles) }, train.values, quick)
  expect(furthest(one.predict(test.features), two.predict(test.features))).toBe(0)
})
