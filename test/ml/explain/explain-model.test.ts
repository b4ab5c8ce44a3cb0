import { describe, expect, it } from 'vitest'
import type { Labels, Matrix } from '../../../src/base/matrix.ts'
import { createRandom } from '../../../src/base/random.ts'
import {
  additivityGap,
  BoostingClassifier,
  BoostingRegressor,
  CalibratedClassifier,
  CategoryEncoder,
  ClassFrequency,
  explainModel,
  fitPreparations,
  Imputer,
  LinearRegression,
  LogisticRegression,
  type Model,
  meanContributions,
  preparedModel,
  RandomForest,
  RandomForestRegressor,
  Scaler,
  VotingClassifier,
} from '../../../src/ml/index.ts'
import { codeOf, furthest, gaussian, labelsOf, matrixOf } from '../tables.ts'

const random = createRandom(5)
const rows = 120
const table = (count: number) =>
  matrixOf(
    Array.from({ length: count * 4 }, () => gaussian(random)),
    4,
    ['a', 'b', 'c', 'noise'],
  )
const train = table(rows)
const test = table(9)
const columnOf = (matrix: Matrix, j: number) => matrix.data.subarray(j * matrix.rows, (j + 1) * matrix.rows)
const score = (matrix: Matrix) =>
  Float64Array.from(columnOf(matrix, 0), (a, i) => a + columnOf(matrix, 1)[i]! * columnOf(matrix, 2)[i]!)
const binary: Labels = labelsOf(Array.from(score(train), (value) => (value > 0 ? 'yes' : 'no')))
const three: Labels = labelsOf(
  Array.from(score(train), (value) => (value > 0.5 ? 'high' : value < -0.5 ? 'low' : 'mid')),
)
const values = score(train)

const models: [name: string, method: string, unit: string, outputs: number, fit: () => Promise<Model> | Model][] = [
  ['a forest of two classes', 'treePathDependent', 'probability', 1, () => forest(binary)],
  ['a forest of three classes', 'treePathDependent', 'probability', 3, () => forest(three)],
  [
    'a forest of numbers',
    'treePathDependent',
    'value',
    1,
    () => RandomForestRegressor.fit(train, values, { seed: 1, nEstimators: 9, threads: 1 }),
  ],
  [
    'boosting of two classes',
    'treePathDependent',
    'logOdds',
    1,
    () => BoostingClassifier.fit(train, binary, { nEstimators: 8, threads: 1 }),
  ],
  [
    'boosting of three classes',
    'treePathDependent',
    'logScore',
    3,
    () => BoostingClassifier.fit(train, three, { nEstimators: 5, threads: 1 }),
  ],
  [
    'boosting of numbers',
    'treePathDependent',
    'value',
    1,
    () => BoostingRegressor.fit(train, values, { nEstimators: 8, threads: 1 }),
  ],
  [
    'boosting of counts',
    'treePathDependent',
    'logValue',
    1,
    () =>
      BoostingRegressor.fit(
        train,
        values.map((value) => Math.round(Math.abs(value))),
        { objective: 'poisson', nEstimators: 8, threads: 1 },
      ),
  ],
  ['logistic regression of two classes', 'linear', 'logOdds', 1, () => LogisticRegression.fit(train, binary)],
  ['logistic regression of three classes', 'linear', 'logScore', 3, () => LogisticRegression.fit(train, three)],
  ['linear regression', 'linear', 'value', 1, () => LinearRegression.fit(train, values)],
  [
    'a vote',
    'sampled',
    'probability',
    1,
    () =>
      VotingClassifier.fit(train, binary, {
        voting: 'soft',
        estimators: [
          { name: 'logistic', fit: (x, y, options) => LogisticRegression.fit(x, y, options) },
          { name: 'forest', fit: () => forest(binary) },
        ],
      }),
  ],
]

function forest(labels: Labels) {
  return RandomForest.fit(train, labels, { seed: 1, nEstimators: 9, maxDepth: 4, threads: 1 })
}

describe.each(models)('of %s', (_name, method, unit, outputs, fitted) => {
  it('contributions add up to what the model says', async () => {
    const model = await fitted()
    const explanation = explainModel(model, test, { background: train, seed: 2 })
    expect(explanation).toMatchObject({ method, unit, rows: 9, featureNames: train.names })
    expect(explanation.outputs).toHaveLength(outputs)
    expect(explanation.contributions).toHaveLength(9 * outputs * 4)
    expect(additivityGap(explanation)).toBeLessThan(2e-6)
    // The gap is measured against the model itself, not against what the explanation says of it.
    if (model.task === 'regression') {
      const said = unit === 'logValue' ? model.predict(test).map(Math.log) : model.predict(test)
      expect(furthest(explanation.raw, said)).toBeLessThan(1e-5)
    } else if (unit === 'probability' && outputs === 1) {
      const said = model.predictProbability(test).data.filter((_, i) => i % 2 === 1)
      expect(furthest(explanation.raw, said)).toBeLessThan(1e-12)
    } else if (unit === 'logOdds') {
      const { data } = model.predictProbability(test)
      const said = Float64Array.from({ length: 9 }, (_, i) => Math.log(data[2 * i + 1]! / data[2 * i]!))
      expect(furthest(explanation.raw, said)).toBeLessThan(1e-5)
    }
    const { overall } = meanContributions(explanation)
    expect(overall.indexOf(Math.max(...overall))).toBe(0)
    expect(JSON.stringify([...explainModel(model, test, { background: train, seed: 2 }).contributions])).toBe(
      JSON.stringify([...explanation.contributions]),
    )
  })
})

describe('explaining a model', () => {
  it('interventional values of a forest are those of sampling, within its error', async () => {
    const model = await forest(three)
    const background = { ...train, rows: 30, data: pick(train, 30) }
    const exact = explainModel(model, test, { method: 'interventional', background })
    expect(exact.method).toBe('treeInterventional')
    expect(additivityGap(exact)).toBeLessThan(1e-12)
    // Through a vote of one, the same model is one that nothing is known of.
    const voting = await VotingClassifier.fit(train, three, {
      voting: 'soft',
      estimators: [{ name: 'forest', fit: () => forest(three) }],
    })
    const sampled = explainModel(voting, test, { background, seed: 1, rounds: 4 })
    expect(sampled.method).toBe('sampled')
    expect(furthest(sampled.base, exact.base)).toBeLessThan(1e-12)
    expect(sampled.standardError).toBeGreaterThan(0)
    expect(furthest(sampled.contributions, exact.contributions)).toBeLessThan(4 * sampled.standardError!)
    expect(furthest(sampled.contributions, exact.contributions)).toBeGreaterThan(0)
  })

  it('adds up what is made of one column, in the model’s own columns', async () => {
    const colours = ['blue', 'green', 'red']
    const features: Matrix = {
      rows,
      columns: 2,
      names: ['size', 'colour'],
      data: Float64Array.from({ length: 2 * rows }, (_, at) =>
        at < rows ? (at % 11 === 0 ? Number.NaN : gaussian(random)) : random.integer(3),
      ),
    }
    const target = labelsOf(
      Array.from({ length: rows }, (_, i) =>
        (features.data[i] || 0) + 2 * Number(features.data[rows + i] === 2) > 0.7 ? 'x' : 'o',
      ),
    )
    const categories = { colour: colours }
    const steps = [
      CategoryEncoder.step({ encoding: 'oneHot', categories }),
      Imputer.step({ strategy: 'mean', addIndicator: true }),
      Scaler.step({ scaling: 'standard' }),
    ]
    const { preparations, features: prepared } = fitPreparations(steps, { features, target })
    const inner = await LogisticRegression.fit(prepared, target)
    const model = preparedModel(preparations, inner, features.names, categories)
    const explanation = explainModel(model, features, { background: features })
    expect(explanation.featureNames).toEqual(['size', 'colour'])
    expect(additivityGap(explanation)).toBeLessThan(1e-12)
    const parts = explainModel(inner, prepared, { background: prepared })
    const { names } = prepared
    const ofColour = names.flatMap((name, j) => (name.startsWith('colour=') ? [parts.contributions[j]!] : []))
    expect(ofColour).toHaveLength(3)
    expect(explanation.contributions[1]).toBeCloseTo(
      ofColour.reduce((sum, part) => sum + part, 0),
      12,
    )
    // With trees in it no background is needed.
    const trees = await RandomForest.fit(prepared, target, { seed: 1, nEstimators: 5, threads: 1 })
    expect(
      additivityGap(explainModel(preparedModel(preparations, trees, features.names, categories), features)),
    ).toBeLessThan(1e-12)
  })

  it('explains what a calibrated model is before its calibration, and says so', async () => {
    const inner = await forest(binary)
    const calibrated = CalibratedClassifier.fit(inner, train, binary)
    const explanation = explainModel(calibrated, test)
    expect(explanation.beforeCalibration).toBe(true)
    expect(explanation.contributions).toEqual(explainModel(inner, test).contributions)
  })

  it('knows models whose classes are another copy of the library’s, as those that come in through a port are', async () => {
    const foreign = <M extends object>(model: M): M => new Proxy(model, { getPrototypeOf: () => Object.prototype })
    for (const model of [
      await forest(binary),
      await BoostingClassifier.fit(train, binary, { nEstimators: 3, threads: 1 }),
    ]) {
      expect(foreign(model)).not.toBeInstanceOf(model.constructor)
      expect(explainModel(foreign(model), test)).toEqual(explainModel(model, test))
    }
    const logistic = await LogisticRegression.fit(train, binary)
    expect(explainModel(foreign(logistic), test, { background: train }).method).toBe('linear')
    const calibrated = CalibratedClassifier.fit(logistic, train, binary)
    expect(explainModel(foreign(calibrated), test, { background: train })).toMatchObject({
      method: 'linear',
      beforeCalibration: true,
    })
  })

  it('refuses what it cannot explain, with a code', async () => {
    const model = await LogisticRegression.fit(train, binary)
    expect(codeOf(() => explainModel(model, test))).toBe('E_ML_PARAMETER')
    expect(codeOf(() => explainModel(model, { ...test, rows: 0, data: new Float64Array() }))).toBe('E_ML_EMPTY')
    expect(codeOf(() => explainModel(model, { ...test, names: ['a', 'b', 'c', 'd'] }, { background: train }))).toBe(
      'E_ML_FEATURES',
    )
    const gap = { ...test, data: test.data.map((value, at) => (at === 1 ? Number.NaN : value)) }
    expect(codeOf(() => explainModel(model, gap, { background: train }))).toBe('E_ML_NOT_FINITE')
    expect(codeOf(() => explainModel(ClassFrequency.fit(train, binary), test))).toBe('E_ML_EMPTY')
    expect(codeOf(() => explainModel(model, test, { background: train, seed: -1 }))).toBe('E_ML_PARAMETER')
  })

  it('finds a gap where contributions do not add up', async () => {
    const explanation = explainModel(await forest(binary), test)
    const broken = {
      ...explanation,
      contributions: explanation.contributions.map((value, at) => value + Number(at === 3) / 10),
    }
    expect(additivityGap(broken)).toBeCloseTo(0.1, 10)
    const none = { ...explanation, base: Float64Array.of(Number.NaN) }
    expect(additivityGap(none)).toBeNaN()
  })
})

function pick(matrix: Matrix, count: number): Float64Array {
  return Float64Array.from({ length: count * matrix.columns }, (_, at) => {
    return matrix.data[Math.floor(at / count) * matrix.rows + (at % count)]!
  })
}
