import { expect, it } from 'vitest'
import {
  CategoryEncoder,
  ConstantValue,
  fitPreparations,
  Imputer,
  LinearRegression,
  LogisticRegression,
  modelFromParts,
  PreparedClassifier,
  PreparedRegressor,
  preparedModel,
  RandomForest,
  requireRegressor,
  Scaler,
} from '../../../src/ml/index.ts'
import { classifierFrom, codeOf, furthest, labelsOf, matrixOf, rereadParts } from '../tables.ts'

const none = Number.NaN
const features = matrixOf([1, 0, 3, none, 1, 4, 2, 0, none, 6, 2, 9, 5, 1, 2, none, 0, 1, 8, 1, 7], 3, [
  'x',
  'team',
  'y',
])
const categories = { team: ['Betis', 'Getafe', 'Levante'] }
const labels = labelsOf(['lost', 'won', 'lost', 'won', 'won', 'lost', 'won'])
const values = Float64Array.of(1, 2, 3, 4, 5, 6, 7)
const steps = [
  Imputer.step({ columns: ['x', 'y'], addIndicator: true }),
  CategoryEncoder.step({ encoding: 'oneHot', categories }),
  Scaler.step({ scaling: 'standard', columns: ['x', 'y'] }),
]

it('prepares rows at prediction as in training, in any order of columns, and comes back from its file', async () => {
  const { preparations, features: prepared } = fitPreparations(steps, { features, target: labels })
  expect(prepared.names).toEqual(['x', 'x missing', 'team=Betis', 'team=Getafe', 'team=Levante', 'y', 'y missing'])
  const inner = await LogisticRegression.fit(prepared, labels)
  const model = preparedModel(preparations, inner, features.names, categories) as PreparedClassifier
  expect(model.predictProbability(features)).toEqual(inner.predictProbability(prepared))
  expect(model.featureNames).toEqual(['x', 'team', 'y'])
  expect(model.categories).toEqual(categories)
  const turned = matrixOf([9, 0, none, 2], 4, ['spare', 'team', 'y', 'x'])
  const straight = matrixOf([2, 0, none], 3, ['x', 'team', 'y'])
  expect(model.predictProbability(turned)).toEqual(model.predictProbability(straight))
  const read = classifierFrom(model)
  expect(read).toBeInstanceOf(PreparedClassifier)
  expect(read.categories).toEqual(categories)
  expect(read.predictProbability(features)).toEqual(model.predictProbability(features))
  expect(codeOf(() => model.predictProbability(matrixOf([1, 2], 2, ['x', 'y'])))).toBe('E_ML_FEATURES')
  expect(codeOf(() => model.predictProbability(matrixOf([1, 3, 2], 3, ['x', 'team', 'y'])))).toBe('E_ML_LABEL')
})

it('takes regressors too, and needs only what the inner model looks at', async () => {
  const { preparations, features: prepared } = fitPreparations(steps, { features, target: values })
  const inner = await LinearRegression.fit(prepared, values)
  const model = requireRegressor(preparedModel(preparations, inner, features.names, categories))
  const read = requireRegressor(modelFromParts(rereadParts(model)))
  expect(read).toBeInstanceOf(PreparedRegressor)
  expect(read.predict(features)).toEqual(inner.predict(prepared))
  const constant = preparedModel(preparations, await ConstantValue.fit(features, values), features.names, categories)
  expect(constant.featureNames).toEqual([])
  expect(constant.categories).toEqual({})
  expect(preparedModel([], inner, features.names)).toBe(inner)
})

it('takes statistics from observed rows where some were made', () => {
  const observed = matrixOf([10, 0, 20, 30, 0, 20], 3, ['x', 'team', 'y'])
  const { preparations } = fitPreparations(steps, { features, target: labels, observed })
  expect(Array.from((preparations[0] as Imputer).fills)).toEqual([20, 20])
  expect(Array.from((preparations[2] as Scaler).center)).toEqual([20, 20])
})

it('adds up the importance of the columns that were made of a feature', async () => {
  const { preparations, features: prepared } = fitPreparations(steps, { features, target: labels })
  const forest = await RandomForest.fit(prepared, labels, { seed: 1, nEstimators: 20 })
  const model = preparedModel(preparations, forest, features.names, categories)
  const inner = forest.importance()
  const expected = [inner[0]! + inner[1]!, inner[2]! + inner[3]! + inner[4]!, inner[5]! + inner[6]!]
  expect(furthest(model.importance!(), expected)).toBeLessThan(1e-12)
})
