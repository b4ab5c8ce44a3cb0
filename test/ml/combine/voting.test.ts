import { describe, expect, it } from 'vitest'
import {
  ClassFrequency,
  ConstantValue,
  type Estimator,
  GroupFrequency,
  type Labels,
  LinearRegression,
  LogisticRegression,
  modelFromParts,
  requireRegressor,
  VotingClassifier,
  VotingRegressor,
} from '../../../src/ml/index.ts'
import { classifierFrom, labelsOf, matrixOf, rereadParts } from '../tables.ts'

const features = matrixOf([1, 0, 2, 0, 3, 1, 4, 1, 5, 0, 6, 1], 2, ['a', 'home'])
const labels = labelsOf(['lost', 'won', 'lost', 'won', 'won', 'won'])
const logistic: Estimator<Labels> = { name: 'logistic', fit: (x, y, o) => LogisticRegression.fit(x, y, o) }
const share: Estimator<Labels> = { name: 'share', fit: async (x, y) => ClassFrequency.fit(x, y) }
const home: Estimator<Labels> = { name: 'home', fit: async (x, y) => GroupFrequency.fit(x, y, { group: 'home' }) }

describe('VotingClassifier', () => {
  it('gives the weighted mean of the probabilities when it votes softly', async () => {
    const options = { estimators: [logistic, share], voting: 'soft', weights: [3, 1] } as const
    const model = await VotingClassifier.fit(features, labels, options)
    const one = (await LogisticRegression.fit(features, labels)).predictProbability(features).data
    const other = ClassFrequency.fit(features, labels).frequencies
    const { data } = model.predictProbability(features)
    for (let i = 0; i < 12; i++) expect(data[i]).toBeCloseTo(0.75 * one[i]! + 0.25 * other[i % 2]!, 14)
    expect(model.featureNames).toEqual(['a', 'home'])
    expect(model.importance).toBeUndefined()
    expect(classifierFrom(model).predictProbability(features)).toEqual(model.predictProbability(features))
  })

  it('counts votes when it votes hard, the first class winning where they are equal', async () => {
    const model = await VotingClassifier.fit(features, labels, { estimators: [logistic, share, home] })
    const votes = model.predictProbability(features).data
    expect(votes.every((value) => [0, 1 / 3, 2 / 3, 1].some((vote) => Math.abs(vote - value) < 1e-12))).toBe(true)
    const tied = await VotingClassifier.fit(features, labels, { estimators: [logistic, share] })
    const first = tied.predictProbability(features)
    expect(Array.from(first.data.subarray(0, 2))).toEqual([0.5, 0.5])
    expect(tied.predict(features).codes[0]).toBe(0)
  })

  it('reports one progress for all fits', async () => {
    const heard: number[] = []
    const progress = (done: number, total: number) => heard.push(done / total)
    await VotingClassifier.fit(features, labels, { estimators: [logistic, share], progress })
    expect(heard).toEqual([...heard].sort((a, b) => a - b))
    expect(heard.at(-1)).toBe(1)
  })

  it.each([
    [{ estimators: [] }, 'no estimators'],
    [{ estimators: [share, share] }, 'called "share"'],
    [{ estimators: [share], weights: [1, 2] }, 'weights'],
    [{ estimators: [share], weights: [0] }, 'weights'],
    [{ estimators: [share], voting: 'sotf' }, 'voting'],
  ])('refuses %j', async (options, message) => {
    const refused = VotingClassifier.fit(features, labels, options as never)
    await expect(refused).rejects.toMatchObject({ code: 'E_ML_PARAMETER', message: expect.stringContaining(message) })
  })

  it('refuses a file whose models know other classes', async () => {
    // biome-ignore lint/suspicious/noExplicitAny: to be damaged
    const parts = rereadParts(await VotingClassifier.fit(features, labels, { estimators: [share, home] })) as any
    const other = ClassFrequency.fit(features, labelsOf(['a', 'b', 'a', 'b', 'a', 'b'])).toParts()
    for (const models of [[], [parts.models[0], other], [parts.models[0]]]) {
      expect(() => modelFromParts({ ...parts, models })).toThrow(expect.objectContaining({ code: 'E_ML_MODEL_FILE' }))
    }
  })
})

it('VotingRegressor gives the weighted mean of predictions', async () => {
  const values = Float64Array.of(1, 3, 2, 5, 4, 7)
  const line: Estimator<Float64Array> = { name: 'line', fit: (x, y, o) => LinearRegression.fit(x, y, o) }
  const mean: Estimator<Float64Array> = { name: 'mean', fit: (x, y, o) => ConstantValue.fit(x, y, o) }
  const model = await VotingRegressor.fit(features, values, { estimators: [line, mean], weights: [1, 3] })
  const one = (await LinearRegression.fit(features, values)).predict(features)
  for (const [i, value] of model.predict(features).entries()) {
    expect(value).toBeCloseTo(0.25 * one[i]! + 0.75 * (22 / 6), 12)
  }
  const read = requireRegressor(modelFromParts(rereadParts(model)))
  expect(read.predict(features)).toEqual(model.predict(features))
})
