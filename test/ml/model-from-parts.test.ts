import { expect, it } from 'vitest'
import {
  ClassFrequency,
  Imputer,
  LogisticRegression,
  modelFromParts,
  PreparedClassifier,
  preparedModel,
  RandomForest,
  requireClassifier,
} from '../../src/ml/index.ts'
import { codeOf, labelsOf, matrixOf, rereadParts } from './tables.ts'

const none = Number.NaN
const features = matrixOf([1, 5, none, 4, 3, none, 8, 9, 7, 8, 9, none], 2, ['a', 'b'])
const labels = labelsOf(['lost', 'lost', 'lost', 'won', 'won', 'won'])
const imputer = Imputer.fit(features)
const forest = await RandomForest.fit(imputer.transform(features), labels, { seed: 1, nEstimators: 5 })
const model = new PreparedClassifier([imputer], forest, ['a', 'b'])
// biome-ignore lint/suspicious/noExplicitAny: to be damaged at will
const json = () => rereadParts(model) as any

it('reads a model with its imputer, which predicts rows with missing values', () => {
  const read = requireClassifier(modelFromParts(json()))
  expect(read.learner).toBe('prepared')
  expect(read.classes).toEqual(['lost', 'won'])
  expect(read.featureNames).toEqual(['a', 'b'])
  expect(read.predictProbability(features)).toEqual(model.predictProbability(features))
  expect(read.importance!()).toEqual(forest.importance())
})

it('has an importance only where the inner model has one', async () => {
  const inner = await LogisticRegression.fit(imputer.transform(features), labels)
  expect(new PreparedClassifier([imputer], inner, ['a', 'b']).importance).toBeUndefined()
})

it('needs only the features of the inner model', () => {
  const inner = ClassFrequency.fit(features, labels)
  const rows = { rows: 1, columns: 0, names: [], data: new Float64Array() }
  expect((preparedModel([imputer], inner, ['a', 'b']) as PreparedClassifier).predictProbability(rows)).toEqual(
    inner.predictProbability(rows),
  )
})

it.each([
  ['nothing', () => null],
  ['a list', () => [json()]],
  ['an unknown learner', () => ({ ...json(), learner: 'random-forst' })],
  ['a newer version', () => ({ ...json(), version: 2 })],
  ['no inner model', () => ({ ...json(), model: undefined })],
  ['a learner named like a property of every object', () => ({ learner: 'toString' })],
  ['a circle in a tree', () => withTrees({ left: [0, 0, 1] })],
  ['a child that does not exist', () => withTrees({ left: [2, 0, 1] })],
  ['a feature that does not exist', () => withTrees({ feature: [3, 0, 0] })],
  ['too few frequencies', () => withTrees({ values: [1, 0, 1] })],
  ['a text among numbers', () => withTrees({ threshold: ['0', 0, 0] })],
  ['a tree without nodes', () => withTrees({ roots: [0, 3, 3] })],
  ['no trees', () => withTrees({ roots: [0] })],
])('refuses a file with %s', (_, damaged) => {
  expect(codeOf(() => modelFromParts(damaged()))).toBe('E_ML_MODEL_FILE')
})

function withTrees(change: object) {
  const trees = {
    outputs: 2,
    singlePrecision: false,
    roots: [0, 3],
    // One more than the number of the feature; 0 in leaves.
    feature: [1, 0, 0],
    threshold: [0, 0, 0],
    left: [1, 0, 1],
    missingLeft: [0, 0, 0],
    cover: [2, 1, 1],
    values: [1, 0, 0, 1],
  }
  const read = { ...json().model, trees }
  expect(requireClassifier(modelFromParts(read)).predictProbability(imputer.transform(features)).rows).toBe(6)
  return { ...read, trees: { ...trees, ...change } }
}
