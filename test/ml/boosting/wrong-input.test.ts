import { describe, expect, it } from 'vitest'
import type { Matrix } from '../../../src/base/matrix.ts'
import {
  BoostingClassifier,
  type BoostingClassifierOptions,
  BoostingRegressor,
  type BoostingRegressorOptions,
} from '../../../src/ml/index.ts'
import { labelsOf, matrixOf } from '../tables.ts'

const features = matrixOf([1, 5, 2, 6, 3, 7, 4, 8], 2)
const labels = labelsOf(['a', 'b', 'a', 'b'])
const values = Float64Array.of(1, 2, 3, 4)
const classify = (options: BoostingClassifierOptions, x: Matrix = features) =>
  BoostingClassifier.fit(x, labels, { threads: 1, nEstimators: 2, ...options })
const regress = (options: BoostingRegressorOptions, y = values) =>
  BoostingRegressor.fit(features, y, { threads: 1, nEstimators: 2, ...options })
const withValue = (value: number) => ({ ...features, data: features.data.map((x, i) => (i === 5 ? value : x)) })

describe('a fit refuses', () => {
  it.each([
    ['no rows', () => BoostingClassifier.fit(matrixOf([], 2), labels), 'E_ML_EMPTY', 'no rows'],
    ['one class', () => BoostingClassifier.fit(features, labelsOf(['a', 'a', 'a', 'a'])), 'E_ML_ONE_CLASS', 'All 4'],
    ['labels of other rows', () => BoostingClassifier.fit(features, labelsOf(['a', 'b'])), 'E_ML_SHAPE', '4 rows'],
    [
      'an infinite value',
      () => classify({}, withValue(Number.POSITIVE_INFINITY)),
      'E_ML_NOT_FINITE',
      '"x1" is Infinity in row 2',
    ],
    ['what is infinite as a single', () => classify({}, withValue(-1e39)), 'E_ML_NOT_FINITE', '"x1" is -1e+39'],
    ['a NaN target', () => regress({}, Float64Array.of(1, Number.NaN, 2, 3)), 'E_ML_NOT_FINITE', 'values is NaN'],
    [
      'a target too large for singles',
      () => regress({}, Float64Array.of(1, 1e300, 2, 3)),
      'E_ML_NOT_FINITE',
      'Infinity',
    ],
    ['too few targets', () => regress({}, Float64Array.of(1)), 'E_ML_SHAPE', '1 values'],
    ['a negative count', () => regress({ objective: 'poisson' }, Float64Array.of(1, -2, 2, 3)), 'E_ML_PARAMETER', '-2'],
    ['weights of 0', () => classify({ sampleWeight: new Float64Array(4) }), 'E_ML_EMPTY', 'weights are 0'],
    ['weights of 0 for numbers', () => regress({ sampleWeight: new Float64Array(4) }), 'E_ML_EMPTY', 'weights are 0'],
    [
      'a negative weight',
      () => regress({ sampleWeight: Float64Array.of(1, 1, -1, 1) }),
      'E_ML_PARAMETER',
      'row 3 is -1',
    ],
    ['a NaN weight', () => classify({ sampleWeight: Float64Array.of(1, Number.NaN, 1, 1) }), 'E_ML_NOT_FINITE', 'NaN'],
    ['no rounds', () => classify({ nEstimators: 0 }), 'E_ML_PARAMETER', 'nEstimators is 0'],
    ['an eta above 1', () => classify({ eta: 1.5 }), 'E_ML_PARAMETER', 'eta is 1.5'],
    ['a NaN lambda', () => classify({ lambda: Number.NaN }), 'E_ML_PARAMETER', 'lambda is NaN'],
    ['a subsample of nothing', () => classify({ subsample: 0 }), 'E_ML_PARAMETER', 'subsample is 0'],
    ['more bins than a byte holds', () => classify({ maxBin: 512 }), 'E_ML_PARAMETER', 'maxBin is 512'],
    ['trees without limit', () => classify({ maxDepth: 0 }), 'E_ML_PARAMETER', 'no limit'],
    ['half a thread', () => classify({ threads: 0.5 }), 'E_ML_PARAMETER', 'threads is 0.5'],
    ['a base score that is no probability', () => classify({ baseScore: 1 }), 'E_ML_PARAMETER', 'baseScore is 1'],
    [
      'a mean of 0 for counts',
      () => regress({ objective: 'poisson', baseScore: 0 }),
      'E_ML_PARAMETER',
      'baseScore is 0',
    ],
    ['a quantile of 1', () => regress({ objective: 'quantile', quantileAlpha: 1 }), 'E_ML_PARAMETER', 'quantileAlpha'],
    ['an unknown growth', () => classify({ growPolicy: 'wild' as never }), 'E_ML_PARAMETER', 'wild'],
    ['an unknown objective', () => regress({ objective: 'logistic' as never }), 'E_ML_PARAMETER', 'logistic'],
    [
      'logistic for three classes',
      () => BoostingClassifier.fit(features, labelsOf(['a', 'b', 'c', 'a']), { objective: 'logistic' }),
      'E_ML_PARAMETER',
      'there are 3',
    ],
    [
      'stopping without an evaluation set',
      () => classify({ earlyStoppingRounds: 3 }),
      'E_ML_PARAMETER',
      'evaluationSet',
    ],
    [
      'an evaluation set of other features',
      () => classify({ evaluationSet: { features: matrixOf([1, 2], 1), labels: labelsOf(['a', 'b']) } }),
      'E_ML_FEATURES',
      '"x1"',
    ],
    [
      'an evaluation set of other classes',
      () => classify({ evaluationSet: { features, labels: labelsOf(['a', 'c', 'a', 'a']) } }),
      'E_ML_LABEL',
      'a, c',
    ],
    [
      'infinite values in an evaluation set',
      () => classify({ evaluationSet: { features: withValue(Number.NEGATIVE_INFINITY), labels } }),
      'E_ML_NOT_FINITE',
      '-Infinity',
    ],
    ['an unknown monotone feature', () => classify({ monotoneConstraints: { x7: 1 } }), 'E_ML_FEATURES', '"x7"'],
    [
      'a monotone direction of 2',
      () => classify({ monotoneConstraints: { x1: 2 as never } }),
      'E_ML_PARAMETER',
      'is 2',
    ],
    ['an unknown feature of a set', () => classify({ interactionConstraints: [['x0', 'y']] }), 'E_ML_FEATURES', '"y"'],
    ['an unknown categorical feature', () => classify({ categoricalFeatures: ['color'] }), 'E_ML_FEATURES', '"color"'],
    [
      'half a category',
      () => classify({ categoricalFeatures: ['x0'] }, { ...features, data: features.data.map((x) => x / 2) }),
      'E_ML_PARAMETER',
      '"x0" is 0.5 in row 1',
    ],
    ['too many categories', () => classify({ categoricalFeatures: ['x1'], maxBin: 9 }), 'E_ML_PARAMETER', '"x1" is 7'],
    [
      'monotone categories',
      () => classify({ categoricalFeatures: ['x1'], monotoneConstraints: { x1: 1 } }),
      'E_ML_PARAMETER',
      'no order',
    ],
    ['an unknown class to weigh', () => classify({ classWeight: { z: 2 } }), 'E_ML_LABEL', '"z"'],
  ])('%s', async (_, run, code, words) => {
    await expect(run()).rejects.toMatchObject({ code, message: expect.stringContaining(words) })
  })

  it('a first model of other features, classes or objective', async () => {
    const initModel = await classify({})
    const renamed = { ...features, names: ['x1', 'x0'] }
    await expect(classify({ initModel }, renamed)).rejects.toMatchObject({ code: 'E_ML_FEATURES' })
    const other = labelsOf(['a', 'c', 'a', 'c'])
    await expect(BoostingClassifier.fit(features, other, { initModel })).rejects.toMatchObject({ code: 'E_ML_LABEL' })
    await expect(classify({ initModel, objective: 'softprob' })).rejects.toMatchObject({ code: 'E_ML_PARAMETER' })
    const counts = await regress({ objective: 'poisson' })
    await expect(regress({ initModel: counts })).rejects.toMatchObject({ code: 'E_ML_PARAMETER' })
  })
})

it('a prediction refuses rows without a feature, and no rows', async () => {
  const model = await classify({})
  expect(() => model.predict(matrixOf([1, 2], 1))).toThrow(expect.objectContaining({ code: 'E_ML_FEATURES' }))
  expect(() => model.predict(matrixOf([], 2))).toThrow(expect.objectContaining({ code: 'E_ML_EMPTY' }))
})

it('a mistake in a metric of your own ends the fit, by one thread or by two', async () => {
  const broken = {
    name: 'broken',
    evaluate(): number {
      throw new Error('my mistake')
    },
  }
  for (const threads of [1, 2]) {
    const options = { threads, evaluationSet: { features, labels }, evaluationMetrics: [broken] }
    await expect(classify(options)).rejects.toThrow('my mistake')
  }
})
