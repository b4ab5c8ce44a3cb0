import { expect, it } from 'vitest'
import {
  ClassFrequency,
  ImputedClassifier,
  LogisticRegression,
  MedianImputer,
  modelFromParts,
  RandomForest,
  requireClassifier,
} from '../../src/ml/index.ts'
import { codeOf, labelsOf, matrixOf, rereadParts } from './tables.ts'

const none = Number.NaN
const features = matrixOf([1, 5, none, 4, 3, none, 8, 9, 7, 8, 9, none], 2, ['a', 'b'])
const labels = labelsOf(['lost', 'lost', 'lost', 'won', 'won', 'won'])
const imputer = MedianImputer.fit(features)
const forest = RandomForest.fit(imputer.transform(features), labels, { seed: 1, nEstimators: 5 })
const model = new ImputedClassifier(imputer, forest)
// biome-ignore lint/suspicious/noExplicitAny: to be damaged at will
const json = () => rereadParts(model) as any

it('reads a model with its imputer, which predicts rows with missing values', () => {
  const read = requireClassifier(modelFromParts(json()))
  expect(read.learner).toBe('imputed')
  expect(read.classes).toEqual(['lost', 'won'])
  expect(read.featureNames).toEqual(['a', 'b'])
  expect(read.predictProbability(features)).toEqual(model.predictProbability(features))
  expect(read.importance!()).toEqual(forest.importance())
})

it('has an importance only where the inner model has one', async () => {
  const inner = await LogisticRegression.fit(imputer.transform(features), labels)
  expect(new ImputedClassifier(imputer, inner).importance).toBeUndefined()
})

it('needs only the features of the inner model', () => {
  const inner = ClassFrequency.fit(features, labels)
  const rows = { rows: 1, columns: 0, names: [], data: new Float64Array() }
  expect(new ImputedClassifier(imputer, inner).predictProbability(rows)).toEqual(inner.predictProbability(rows))
})

it.each([
  ['nothing', () => null],
  ['a list', () => [json()]],
  ['an unknown learner', () => ({ ...json(), learner: 'random-forst' })],
  ['a newer version', () => ({ ...json(), version: 2 })],
  ['no inner model', () => ({ ...json(), model: undefined })],
  ['a learner named like a property of every object', () => ({ learner: 'toString' })],
  ['a circle in a tree', () => withTree({ left: [0, 0, 1], right: [0, -1, -1] })],
  ['a child that does not exist', () => withTree({ right: [3, -1, -1] })],
  ['a feature that does not exist', () => withTree({ feature: [2, -1, -1] })],
  ['too few frequencies', () => withTree({ frequencies: [1, 0, 1] })],
  ['a text among numbers', () => withTree({ threshold: ['0', 0, 0] })],
  [
    'a tree without nodes',
    () => withTree({ feature: [], threshold: [], left: [], right: [], cover: [], frequencies: [] }),
  ],
])('refuses a file with %s', (_, damaged) => {
  expect(codeOf(() => modelFromParts(damaged()))).toBe('E_ML_MODEL_FILE')
})

function withTree(change: object) {
  const tree = {
    feature: [0, -1, -1],
    threshold: [0, 0, 0],
    left: [1, 0, 1],
    right: [2, -1, -1],
    cover: [2, 1, 1],
    frequencies: [1, 0, 0, 1],
  }
  const read = { ...json().model, trees: [tree] }
  expect(requireClassifier(modelFromParts(read)).predictProbability(imputer.transform(features)).rows).toBe(6)
  return { ...read, trees: [{ ...tree, ...change }] }
}
