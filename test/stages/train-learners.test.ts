import { Table } from 'millrace'
import {
  type BoostingRegressor,
  type PreparedClassifier,
  PreparedRegressor,
  requireClassifier,
  requireRegressor,
} from 'millrace/ml'
import { describe, expect, it } from 'vitest'
import train from '../../stages/train.ts'
import { runStage } from './run-stage.ts'

const teams = ['Betis', 'Getafe', 'Levante']
const records = Array.from({ length: 80 }, (_, i) => {
  const x = ((i * 37) % 80) / 10
  const noise = ((i * 7919) % 101) / 100
  return {
    month: i + 1,
    x: i % 9 === 0 ? null : x,
    team: i % 11 === 0 ? null : teams[(i * 5) % 3]!,
    heavy: 1 + (i % 3),
    goals: 2 * x + ((i * 5) % 3) + noise,
    kind: x + noise * 3 > 5 ? 'high' : 'low',
  }
})
const rows = () => Table.from(records, { types: { x: 'DOUBLE', month: 'INTEGER', heavy: 'INTEGER' } }).withTag('train')
const few = { target: 'goals', features: ['x', 'month'] }
const learn = async (params: object, more = {}) => (await runStage(train, { train: rows(), ...more }, params)).model

const forClasses = [
  { learner: 'randomForest', nEstimators: 5, classWeight: 'balancedSubsample' },
  { learner: 'extraTrees', nEstimators: 5 },
  { learner: 'boosting', nEstimators: 5, scalePosWeight: 2 },
  { learner: 'logisticRegression', penalty: 'elasticnet', l1Ratio: 0.5, scale: 'standard' },
  {
    learner: 'voting',
    voting: 'soft',
    estimators: { a: { learner: 'boosting', nEstimators: 3 }, b: { learner: 'logisticRegression' } },
  },
  {
    learner: 'stacking',
    folds: 3,
    estimators: { a: { learner: 'boosting', nEstimators: 3 }, b: { learner: 'logisticRegression' } },
  },
]
const forNumbers = [
  { learner: 'randomForest', nEstimators: 5 },
  { learner: 'extraTrees', nEstimators: 5 },
  { learner: 'boosting', nEstimators: 5 },
  { learner: 'linearRegression' },
  { learner: 'ridge', alpha: 2 },
  { learner: 'lasso', alpha: 0.1 },
  { learner: 'elasticNet', alpha: 0.1 },
  {
    learner: 'voting',
    weights: { b: 3 },
    estimators: { a: { learner: 'boosting', nEstimators: 3 }, b: { learner: 'ridge' } },
  },
  {
    learner: 'stacking',
    passthrough: true,
    estimators: { a: { learner: 'randomForest', nEstimators: 3 }, b: { learner: 'ridge' } },
  },
]
const baselines = [
  { learner: 'mean' },
  { learner: 'median' },
  { learner: 'quantile', quantile: 0.9 },
  { learner: 'groupMean', group: 'team' },
  { learner: 'lastValue', time: 'month' },
  { learner: 'seasonalNaive', time: 'month', period: 12 },
  { learner: 'drift', time: 'month' },
]

describe('the stage train', () => {
  it.each(forClasses)('fits $learner to classes', async (params) => {
    const { model, importance } = await runStage(train, { train: rows() }, { ...few, ...params, target: 'kind' })
    const classifier = requireClassifier(model.model)
    expect(classifier.classes).toEqual(['high', 'low'])
    const { features, labels } = await rows().matrix({ features: few.features, target: 'kind' })
    const { codes } = classifier.predict(features)
    expect(codes.filter((code, i) => code === labels.codes[i]).length).toBeGreaterThan(56)
    expect(importance.title).not.toBe('')
  })

  it.each(forNumbers)('fits $learner to numbers, which it takes a target with fractions for', async (params) => {
    const { model, importance } = await runStage(train, { train: rows() }, { ...few, ...params })
    const { features } = await rows().matrix({ features: few.features })
    const regressor = requireRegressor(model.model)
    const predicted = regressor.predict(features)
    const mean = records.reduce((sum, { goals }) => sum + goals, 0) / 80
    const squares = (of: (i: number) => number) => records.reduce((sum, { goals }, i) => sum + (goals - of(i)) ** 2, 0)
    expect(squares((i) => predicted[i]!)).toBeLessThan(0.6 * squares(() => mean))
    expect(importance.title).not.toBe('')
    expect(model.params).not.toHaveProperty('task')
  })

  it.each(baselines)('fits the baseline $learner', async (params) => {
    const { model, importance } = await runStage(train, { train: rows() }, { target: 'goals', ...params })
    const categories = model.model.categories
    const later = Table.from([
      { month: 81, team: 'Betis' },
      { month: 90, team: 'Sevilla' },
    ])
    const { features } = await later.matrix({ features: model.model.featureNames, categories })
    expect(requireRegressor(model.model).predict(features).every(Number.isFinite)).toBe(true)
    expect(importance).toMatchObject({ type: 'table' })
  })

  it('takes text for categories where they are named, and an unknown one at prediction for missing', async () => {
    for (const encode of ['oneHot', 'ordinal', 'frequency', 'target']) {
      const params = { learner: 'ridge', target: 'goals', features: ['x', 'team'], categorical: ['team'], encode }
      const { model } = await learn(params)
      expect(model).toBeInstanceOf(PreparedRegressor)
      expect(model.categories).toEqual({ team: teams })
      const asked = Table.from([
        { x: 1, team: 'Sevilla' },
        { x: 1, team: null },
      ])
      const { features } = await asked.matrix({ features: ['x', 'team'], categories: model.categories })
      const [unknown, missing] = requireRegressor(model).predict(features)
      expect(unknown).toBe(missing)
    }
    const native = (
      await learn({ learner: 'boosting', ...few, features: ['x', 'team'], categorical: ['team'], minChildWeight: 0 })
    ).model
    expect(((native as PreparedRegressor).model as BoostingRegressor).ensemble.categories).toBeDefined()
    const group = (
      await runStage(train, { train: rows() }, { learner: 'groupFrequency', group: 'team', target: 'kind' })
    ).importance
    expect(group).toMatchObject({
      rows: [{ 0: 'Betis' }, { 0: 'Getafe' }, { 0: 'Levante' }, { 0: 'missing' }, { 0: 'any other' }],
    })
  })

  it('keeps text that nobody named an error, and names a misspelt category', async () => {
    await expect(learn({ learner: 'ridge', target: 'goals', features: ['team'] })).rejects.toMatchObject({
      code: 'E_TABLE_TYPE',
    })
    await expect(learn({ learner: 'ridge', ...few, categorical: ['taem'] })).rejects.toMatchObject({
      code: 'E_TABLE_COLUMN',
      hint: 'Did you mean "team"?',
    })
    await expect(learn({ learner: 'ridge', ...few, categorical: ['team'] })).rejects.toMatchObject({ code: 'E_PARAMS' })
  })

  it('fills gaps, marks them and scales, within the model', async () => {
    const params = { ...few, impute: 'constant', fillValue: 9, indicateMissing: true, scale: 'robust' }
    const { model } = await learn({ learner: 'linearRegression', ...params })
    expect((model as PreparedRegressor).model.featureNames).toEqual(['x', 'x missing', 'month'])
    expect(model.featureNames).toEqual(['x', 'month'])
  })

  it('weighs rows by a column, which is then no feature', async () => {
    const { model } = await learn({ learner: 'mean', target: 'goals', weight: 'heavy' })
    const total = records.reduce((sum, { heavy }) => sum + heavy, 0)
    const mean = records.reduce((sum, { goals, heavy }) => sum + goals * heavy, 0) / total
    expect(
      requireRegressor(model).predict({ rows: 1, columns: 0, names: [], data: new Float64Array() })[0],
    ).toBeCloseTo(mean, 12)
    expect((await learn({ learner: 'ridge', target: 'goals', weight: 'heavy' })).model.featureNames).toEqual([
      'month',
      'x',
    ])
  })

  it('stops boosting by the rows of validation, prepared as the training rows', async () => {
    const params = { learner: 'boosting', target: 'kind', features: ['x', 'month'], nEstimators: 200, impute: 'mean' }
    const validation = Table.from(records.slice(0, 30), { types: { x: 'DOUBLE' } })
    const stopped = await learn({ ...params, earlyStoppingRounds: 3 }, { validation })
    const whole = await learn(params)
    const trees = ({ model }: typeof whole) =>
      ((model as PreparedClassifier).model as unknown as { ensemble: { roots: Int32Array } }).ensemble.roots.length
    expect(trees(stopped)).toBeLessThan(trees(whole))
    await expect(learn({ ...params, earlyStoppingRounds: 3 })).rejects.toMatchObject({ code: 'E_PARAMS' })
    await expect(learn({ learner: 'ridge', ...few }, { validation })).rejects.toMatchObject({ code: 'E_PARAMS' })
  })

  it('takes whole numbers for classes or for numbers, by how many there are or as it is told', async () => {
    const params = { learner: 'randomForest', nEstimators: 2, features: ['x'] }
    expect((await learn({ ...params, target: 'heavy' })).model.task).toBe('classification')
    expect((await learn({ ...params, target: 'heavy', task: 'regression' })).model.task).toBe('regression')
    expect((await learn({ ...params, target: 'month' })).model.task).toBe('regression')
    expect((await learn({ ...params, target: 'month', task: 'classification' })).model.task).toBe('classification')
  })

  it.each([
    [{ learner: 'ridge', task: 'classification' }, 'The learner ridge does no classification.'],
    [
      { learner: 'boosting', classWeight: 'balanced', task: 'regression' },
      'boosting has classWeight for classification, and this is regression.',
    ],
    [
      { learner: 'randomForest', encode: 'native', categorical: ['team'], features: ['x', 'team'] },
      'The learner randomForest does not take categories as they are.',
    ],
    [
      { learner: 'voting', estimators: { a: { learner: 'ridge' }, b: { learner: 'logisticRegression' } } },
      'Some of the estimators predict classes, others numbers.',
    ],
    [
      { learner: 'voting', estimators: { a: { learner: 'ridge' } }, weights: { b: 1 } },
      'weights names "b", which is none of the estimators.',
    ],
  ])('refuses %j', async (params, message) => {
    await expect(learn({ ...few, ...params })).rejects.toMatchObject({ message })
  })

  it('knows the parameters of each learner, and of learners within learners', () => {
    const accepts = (params: object) => train.params.safeParse(params).success
    expect(accepts({ learner: 'ridge', C: 1 })).toBe(false)
    expect(accepts({ learner: 'voting', estimators: {} })).toBe(false)
    expect(accepts({ learner: 'voting', estimators: { a: { learner: 'ridge', target: 'goals' } } })).toBe(false)
    expect(accepts({ learner: 'voting', estimators: { a: { learner: 'voting', estimators: {} } } })).toBe(false)
    expect(accepts({ learner: 'stacking', estimators: { a: { learner: 'lasso', alpha: 0.1 } } })).toBe(true)
    expect(accepts({ learner: 'seasonalNaive', time: 'month' })).toBe(false)
  })

  it('says that a target is missing', async () => {
    const holed = Table.from(
      [
        { x: 1, goals: 0.5 },
        { x: 2, goals: null },
      ],
      { types: { goals: 'DOUBLE' } },
    ).withTag('train')
    for (const learner of ['ridge', 'boosting', 'randomForest', 'mean']) {
      const fitting = runStage(train, { train: holed }, { learner, target: 'goals' })
      await expect(fitting).rejects.toMatchObject({ code: 'E_ML_NOT_FINITE' })
    }
  })
})
