import { afterEach, describe, expect, it, vi } from 'vitest'
import { ExtraTrees, ExtraTreesRegressor, RandomForest, RandomForestRegressor } from '../../../src/ml/index.ts'
import { labelsOf, matrixOf } from '../tables.ts'
import { sampleRows } from './samples.ts'

const { features, labels, values } = sampleRows(60, 1)
const few = { seed: 1, nEstimators: 3 }

async function codeOf(run: () => unknown): Promise<string> {
  try {
    await run()
    return ''
  } catch (error) {
    return (error as { code?: string }).code ?? String(error)
  }
}

const learners = {
  RandomForest: (given = features, options = {}) => RandomForest.fit(given, labels, { ...few, ...options }),
  ExtraTrees: (given = features, options = {}) => ExtraTrees.fit(given, labels, { ...few, ...options }),
  RandomForestRegressor: (given = features, options = {}) =>
    RandomForestRegressor.fit(given, values, { ...few, ...options }),
  ExtraTreesRegressor: (given = features, options = {}) =>
    ExtraTreesRegressor.fit(given, values, { ...few, ...options }),
}

describe.each(Object.entries(learners))('%s refuses by code', (_, grow) => {
  it.each([
    ['no rows', 'E_ML_EMPTY', { ...features, rows: 0, data: new Float64Array() }],
    ['no columns', 'E_ML_EMPTY', { ...features, columns: 0, names: [], data: new Float64Array() }],
    ['more rows than targets', 'E_ML_SHAPE', matrixOf(Array(61).fill(0), 1)],
    ['an infinite value', 'E_ML_NOT_FINITE', { ...features, data: features.data.with(70, Number.NEGATIVE_INFINITY) }],
    ['a feature twice', 'E_ML_FEATURES', { ...features, names: features.names.map(() => 'x') }],
  ])('%s', async (__, code, given) => {
    expect(await codeOf(() => grow(given))).toBe(code)
  })

  it.each([
    { nEstimators: 0 },
    { nEstimators: 1.5 },
    { maxFeatures: 9 },
    { maxFeatures: 0 },
    { maxFeatures: 'sqr' },
    { maxDepth: 0 },
    { minSamplesSplit: 1 },
    { minSamplesLeaf: 0 },
    { minSamplesLeaf: 1.5 },
    { minWeightFractionLeaf: 0.6 },
    { minImpurityDecrease: -1 },
    { minImpurityDecrease: Number.NaN },
    { maxLeafNodes: 1 },
    { criterion: 'mse' },
    { seed: -1 },
    { bootstrap: false, oobScore: true },
    { bootstrap: false, maxSamples: 10 },
    { bootstrap: true, maxSamples: 61 },
    { sampleWeight: new Float64Array(60).fill(1e308) },
    { sampleWeight: new Float64Array(60).fill(1).with(3, -1) },
  ])('the options %j', async (options) => {
    expect(await codeOf(() => grow(features, options))).toBe('E_ML_PARAMETER')
  })

  it('weights that are all 0, too few, or no numbers', async () => {
    expect(await codeOf(() => grow(features, { sampleWeight: new Float64Array(60) }))).toBe('E_ML_EMPTY')
    expect(await codeOf(() => grow(features, { sampleWeight: new Float64Array(59).fill(1) }))).toBe('E_ML_SHAPE')
    const holed = new Float64Array(60).fill(1).with(0, Number.NaN)
    expect(await codeOf(() => grow(features, { sampleWeight: holed }))).toBe('E_ML_NOT_FINITE')
  })

  it('rows to predict that do not fit', async () => {
    const model = await grow()
    const renamed = { ...features, names: features.names.map((name) => (name === 'x7' ? 'y7' : name)) }
    expect(() => model.predict(renamed)).toThrow('"x7"')
    expect(await codeOf(() => model.predict(renamed))).toBe('E_ML_FEATURES')
    expect(await codeOf(() => model.predict({ ...features, rows: 0 }))).toBe('E_ML_EMPTY')
    const infinite = { ...features, data: features.data.with(3, Number.POSITIVE_INFINITY) }
    expect(await codeOf(() => model.predict(infinite))).toBe('E_ML_NOT_FINITE')
  })

  it('stops when it is cancelled, before and while it runs', async () => {
    await expect(grow(features, { signal: AbortSignal.abort(new Error('no')) })).rejects.toThrow('no')
    for (const threads of [1, 2]) {
      const cancel = new AbortController()
      const progress = () => cancel.abort(new Error('enough'))
      const running = grow(features, { nEstimators: 100_000, signal: cancel.signal, threads, progress })
      await expect(running).rejects.toThrow('enough')
    }
  })

  it('grows from constant columns, wide values and single rows', async () => {
    const constant = matrixOf(Array(120).fill(3), 2)
    const model = await grow(constant)
    expect(model.ensemble.feature.every((feature) => feature === -1)).toBe(true)
    expect(model.importance()).toEqual(Float64Array.of(0, 0))
    const missing = matrixOf(Array(60).fill(Number.NaN), 1)
    expect((await grow(missing)).ensemble.feature.every((feature) => feature === -1)).toBe(true)
  })
})

describe('targets', () => {
  it('of no number, too large or too many are refused', async () => {
    for (const learner of [RandomForestRegressor, ExtraTreesRegressor]) {
      expect(await codeOf(() => learner.fit(features, values.with(2, Number.NaN), few))).toBe('E_ML_NOT_FINITE')
      expect(await codeOf(() => learner.fit(features, values.with(2, 1e200), few))).toBe('E_ML_PARAMETER')
      expect(await codeOf(() => learner.fit(features, values.slice(1), few))).toBe('E_ML_SHAPE')
    }
  })

  it('of labels that are none are refused', async () => {
    const bad = { classes: labels.classes, codes: labels.codes.with(4, 3) }
    expect(await codeOf(() => RandomForest.fit(features, bad, few))).toBe('E_ML_LABEL')
    expect(await codeOf(() => RandomForest.fit(features, labels, { ...few, classWeight: { win: 1 } }))).toBe(
      'E_ML_LABEL',
    )
    const nothing = { lost: 0, draw: 0, won: 0 }
    expect(await codeOf(() => RandomForest.fit(features, labels, { ...few, classWeight: nothing }))).toBe('E_ML_EMPTY')
  })

  it('may be all the same, of one row, or of classes without rows', async () => {
    const same = await RandomForestRegressor.fit(features, new Float64Array(60).fill(0.1), few)
    expect([...same.predict(features)].every((value) => Math.abs(value - 0.1) < 1e-16)).toBe(true)
    const single = await RandomForest.fit(matrixOf([1, 2], 2), labelsOf(['b'], ['a', 'b']), few)
    expect([...single.predictProbability(matrixOf([5, 5], 2)).data]).toEqual([0, 1])
    const many = Array.from({ length: 300 }, (_, k) => `c${k}`)
    const codes = Int32Array.from({ length: 60 }, (_, i) => 5 * i)
    const forest = await RandomForest.fit(
      features,
      { classes: many, codes },
      { ...few, bootstrap: false, maxFeatures: null },
    )
    expect([...forest.predict(features).codes]).toEqual([...codes])
  })

  it('keep their scale: a forest of tiny or huge targets splits alike', async () => {
    const plain = await RandomForestRegressor.fit(features, values, few)
    for (const factor of [2 ** -300, 2 ** 300]) {
      const scaled = await RandomForestRegressor.fit(
        features,
        values.map((value) => value * factor),
        few,
      )
      expect(scaled.ensemble.threshold).toEqual(plain.ensemble.threshold)
    }
  })
})

describe('a thread that dies', () => {
  afterEach(() => {
    vi.doUnmock('../../../src/ml/generated/forest-program.ts')
    vi.resetModules()
  })

  it('is an error, not a wait without end', async () => {
    vi.resetModules()
    vi.doMock('../../../src/ml/generated/forest-program.ts', () => ({ forestSource: 'process.exit(3)' }))
    const { RandomForest: Dying } = await import('../../../src/ml/forest/random-forest.ts')
    await expect(Dying.fit(features, labels, { ...few, threads: 2 })).rejects.toMatchObject({ code: 'E_ML_THREAD' })
  })
})
