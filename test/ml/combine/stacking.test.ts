import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../src/base/random.ts'
import {
  ConstantValue,
  type Estimator,
  type Labels,
  LinearRegression,
  LogisticRegression,
  modelFromParts,
  requireRegressor,
  StackingClassifier,
  StackingRegressor,
} from '../../../src/ml/index.ts'
import { classifierFrom, gaussian, labelsOf, matrixOf, pickLabels, pickRows, rereadParts } from '../tables.ts'

const random = createRandom(5)
const rows = 60
const features = matrixOf(
  Array.from({ length: rows * 2 }, () => gaussian(random)),
  2,
  ['a', 'b'],
)
const values = Float64Array.from({ length: rows }, (_, i) => features.data[i]! * 2 + gaussian(random))
const two = labelsOf(Array.from(values, (value) => (value > 0 ? 'won' : 'lost')))
const three = labelsOf(Array.from(values, (value) => (value > 1 ? 'won' : value < -1 ? 'lost' : 'draw')))
const folds = [0, 1, 2].map((f) => ({
  train: [...Array(rows).keys()].filter((i) => i % 3 !== f),
  test: [...Array(rows).keys()].filter((i) => i % 3 === f),
}))
const strong: Estimator<Labels> = { name: 'strong', fit: (x, y, o) => LogisticRegression.fit(x, y, o) }
const weak: Estimator<Labels> = { name: 'weak', fit: (x, y, o) => LogisticRegression.fit(x, y, { ...o, C: 0.01 }) }
const judge: Estimator<Labels> = { name: 'judge', fit: (x, y, o) => LogisticRegression.fit(x, y, o) }

describe('StackingClassifier', () => {
  it('fits the final learner on answers about rows that were not seen', async () => {
    const options = { estimators: [strong, weak], finalEstimator: judge, folds }
    const model = await StackingClassifier.fit(features, two, options)
    expect(model.stack.final.featureNames).toEqual(['strong: won', 'weak: won'])
    const answers = new Float64Array(rows * 2)
    for (const { train, test } of folds) {
      for (const [e, estimator] of [strong, weak].entries()) {
        const fold = await estimator.fit(pickRows(features, train), pickLabels(two, train), {})
        const { data } = fold.predictProbability(pickRows(features, test))
        for (const [i, row] of test.entries()) answers[e * rows + row] = data[2 * i + 1]!
      }
    }
    const stacked = { rows, columns: 2, names: ['strong: won', 'weak: won'], data: answers }
    expect(model.stack.final).toEqual(await LogisticRegression.fit(stacked, two))
    expect(model.stack.models[0]).toEqual(await LogisticRegression.fit(features, two))
  })

  it('takes three classes and passed features, and comes back from its file', async () => {
    const options = { estimators: [strong, weak], finalEstimator: judge, folds, passthrough: true }
    const model = await StackingClassifier.fit(features, three, options)
    expect(model.stack.final.featureNames).toEqual([
      ...['strong', 'weak'].flatMap((name) => ['draw', 'lost', 'won'].map((label) => `${name}: ${label}`)),
      'a',
      'b',
    ])
    expect(model.featureNames).toEqual(['a', 'b'])
    const read = classifierFrom(model)
    expect(read.predictProbability(features)).toEqual(model.predictProbability(features))
    // biome-ignore lint/suspicious/noExplicitAny: to be damaged
    const parts = rereadParts(model) as any
    for (const change of [{ passed: [] }, { names: ['strong'] }, { models: [] }]) {
      expect(() => modelFromParts({ ...parts, ...change })).toThrow(
        expect.objectContaining({ code: 'E_ML_MODEL_FILE' }),
      )
    }
  })

  it.each([
    [[{ train: [0], test: [1] }], 'no fold predicts row 0'],
    [[folds[0]!, folds[0]!, folds[1]!, folds[2]!], 'predicted twice'],
    [[{ train: [0, 1], test: [...Array(rows).keys()] }], 'fits and predicts row 0'],
    [[{ train: [rows], test: [0] }], 'names row 60 of 60'],
    [[], 'no fold predicts'],
  ])('refuses folds that do not fit, case %#', async (given, message) => {
    const refused = StackingClassifier.fit(features, two, { estimators: [strong], finalEstimator: judge, folds: given })
    await expect(refused).rejects.toMatchObject({ code: 'E_ML_PARAMETER', message: expect.stringContaining(message) })
  })
})

it('StackingRegressor trusts the model that predicts well', async () => {
  const line: Estimator<Float64Array> = { name: 'line', fit: (x, y, o) => LinearRegression.fit(x, y, o) }
  const mean: Estimator<Float64Array> = { name: 'mean', fit: (x, y, o) => ConstantValue.fit(x, y, o) }
  const heard: number[] = []
  const model = await StackingRegressor.fit(features, values, {
    estimators: [line, mean],
    finalEstimator: line,
    folds,
    progress: (done, total) => heard.push(done / total),
  })
  const { coefficients } = model.stack.final as LinearRegression
  expect(coefficients[0]).toBeGreaterThan(0.8)
  const read = requireRegressor(modelFromParts(rereadParts(model)))
  expect(read.predict(features)).toEqual(model.predict(features))
  expect(heard).toEqual([...heard].sort((a, b) => a - b))
  expect(heard.at(-1)).toBe(1)
})
