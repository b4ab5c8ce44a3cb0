import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../src/base/random.ts'
import {
  type CrossValidation,
  crossValidate,
  Imputer,
  kFold,
  type Labels,
  LogisticRegression,
  type Matrix,
  nestedCrossValidate,
  type Probabilities,
  RandomForest,
  type Regressor,
  rocAuc,
  shuffleSplit,
  smote,
  stratifiedKFold,
} from '../../../src/ml/index.ts'
import { failure, gaussian, labelsOf, matrixOf } from '../tables.ts'

const random = createRandom(8)
const rows = 120
const features = matrixOf(
  Array.from({ length: rows * 3 }, () => gaussian(random)),
  3,
)
const labels = labelsOf(
  Array.from({ length: rows }, (_, i) => (features.data[i]! + gaussian(random) > 0 ? 'yes' : 'no')),
)
const logistic = ({ features: x, target }: { features: Matrix; target: Labels }) =>
  LogisticRegression.fit(x, target, {})
/** Of the class "yes", the second. */
const auc = (actual: Labels, { data, rows: n }: Probabilities) =>
  rocAuc(
    actual.codes,
    Float64Array.from({ length: n }, (_, i) => data[2 * i + 1]!),
  )
const right = (actual: Labels, { data, classes }: Probabilities) =>
  actual.codes.filter((code, i) => data[i * classes.length + code]! > 0.5).length / actual.codes.length
const base: CrossValidation<Labels> = {
  features,
  target: labels,
  split: stratifiedKFold(labels, { nSplits: 4, seed: 1 }),
  fit: logistic,
  metrics: { right },
}

/** Predicts the mean of what it was fitted on. */
function meanRegressor({ target }: { target: Float64Array }): Regressor {
  const mean = target.reduce((sum, value) => sum + value, 0) / target.length
  return {
    task: 'regression',
    learner: 'mean',
    featureNames: features.names,
    predict: ({ rows: n }) => new Float64Array(n).fill(mean),
    toParts: () => ({ learner: 'mean', version: 1 }),
  }
}

describe('crossValidate', () => {
  it('gives scores and predictions of every fold, and those of unseen rows in the order of the table', async () => {
    const told: string[] = []
    const progress = (done: number, total: number) => void told.push(`${done}/${total}`)
    const { folds, scores, outOfFold } = await crossValidate({ ...base, progress, keepModels: true })
    expect(told).toEqual(['1/4', '2/4', '3/4', '4/4'])
    expect(Array.from(outOfFold.tested)).toEqual(Array(rows).fill(1))
    for (const { test, train, predicted, model } of folds) {
      const direct = (await logistic({ features: pick(train), target: pickLabels(train) })).predictProbability(
        pick(test),
      )
      expect(predicted.data).toEqual(direct.data)
      expect(model!.predictProbability(pick(test)).data).toEqual(direct.data)
      for (const [i, row] of test.entries()) expect(outOfFold.predicted.data[row * 2]).toBe(direct.data[i * 2])
    }
    expect(scores.right!.values).toHaveLength(4)
    expect(scores.right!.mean).toBeGreaterThan(0.6)
    expect(scores.right!.mean).toBeCloseTo(folds.reduce((sum, fold) => sum + fold.scores.right!, 0) / 4, 12)
    expect(scores.right!.deviation).toBeGreaterThan(0)
    expect((await crossValidate(base)).folds[0]).not.toHaveProperty('model')
  })

  it('judges numbers too', async () => {
    const target = Float64Array.from({ length: 10 }, (_, i) => i)
    const squared = (actual: Float64Array, predicted: Float64Array) =>
      actual.reduce((sum, value, i) => sum + (value - predicted[i]!) ** 2, 0) / actual.length
    const { scores, outOfFold } = await crossValidate({
      features: matrixOf(Array(10).fill(0), 1),
      target,
      split: kFold(10, { nSplits: 2 }),
      fit: meanRegressor,
      metrics: { squared },
    })
    expect(Array.from(outOfFold.predicted)).toEqual([7, 7, 7, 7, 7, 2, 2, 2, 2, 2])
    expect(Array.from(scores.squared!.values)).toEqual([27, 27])
  })

  it('leaves unseen rows empty where no fold tests them, and averages where several do', async () => {
    const { outOfFold, folds } = await crossValidate({
      ...base,
      split: shuffleSplit(rows, { seed: 2, nSplits: 5, testSize: 0.2 }),
    })
    const never = outOfFold.tested.indexOf(0)
    const twice = outOfFold.tested.indexOf(2)
    expect(outOfFold.predicted.data[never * 2]).toBeNaN()
    const said = folds.flatMap(({ test, predicted }) =>
      test.includes(twice) ? [predicted.data[test.indexOf(twice) * 2]!] : [],
    )
    expect(outOfFold.predicted.data[twice * 2]).toBeCloseTo((said[0]! + said[1]!) / 2, 12)
  })

  it('gives fit its own rows alone', async () => {
    const seen: number[] = []
    await crossValidate({
      ...base,
      fit: ({ features: x, target, rows: own, fold }) => {
        seen.push(fold)
        expect(x.rows).toBe(own.length)
        for (const [i, row] of own.entries()) expect(x.data[i]).toBe(features.data[row])
        const model = logistic({ features: x, target })
        return model
      },
    })
    expect(seen).toEqual([0, 1, 2, 3])
  })

  it('stops when it is cancelled', async () => {
    const cancel = new AbortController()
    const progress = () => cancel.abort(new Error('enough'))
    await expect(crossValidate({ ...base, progress, signal: cancel.signal })).rejects.toThrow('enough')
  })

  it('refuses what does not fit', async () => {
    const run = (change: Partial<CrossValidation<Labels>>) => failure(() => crossValidate({ ...base, ...change }))
    const fold = (train: number[], test: number[]) => [{ train: Int32Array.from(train), test: Int32Array.from(test) }]
    expect(await run({ split: [] })).toBe('E_ML_EMPTY')
    expect(await run({ metrics: {} })).toBe('E_ML_PARAMETER')
    expect(await run({ split: fold([], [1]) })).toBe('E_ML_PARAMETER')
    expect(await run({ split: fold([1], []) })).toBe('E_ML_PARAMETER')
    expect(await run({ split: fold([1], [rows]) })).toBe('E_ML_PARAMETER')
    expect(await run({ split: fold([1, 2], [3, 2]) })).toBe('E_ML_PARAMETER')
    expect(await run({ split: fold([1, 2], [3, 3]) })).toBe('E_ML_PARAMETER')
    expect(await run({ target: labelsOf(['a', 'b']) })).toBe('E_ML_SHAPE')
    expect(await run({ fit: (() => meanRegressor({ target: Float64Array.of(1) })) as never })).toBe('E_ML_TASK')
    const one = fold(Array.from(labels.codes.keys()), [])[0]!
    const test = Int32Array.from(labels.codes.keys()).filter((i) => labels.codes[i] === 1)
    const split = [{ train: one.train.filter((i) => !test.includes(i) || i === test[0]), test: test.slice(1) }]
    await expect(crossValidate({ ...base, split, metrics: { auc } })).rejects.toThrow(/The metric "auc" of fold 1/)
    const numbers = { features, target: new Float64Array(rows).fill(Number.NaN), split: base.split, fit: meanRegressor }
    expect(await failure(() => crossValidate({ ...numbers, metrics: { none: () => 0 } }))).toBe('E_ML_NOT_FINITE')
  })
})

describe('resampling before the split instead of inside the folds', () => {
  it('makes noise look like a forecast', async () => {
    // Features that say nothing about the classes: an honest AUC is 0.5.
    const noise = matrixOf(
      Array.from({ length: 240 * 4 }, () => gaussian(random)),
      4,
    )
    const rare = labelsOf(Array.from({ length: 240 }, (_, i) => (i % 6 === 0 ? 'yes' : 'no')))
    const forest = async ({ features: x, target }: { features: Matrix; target: Labels }) =>
      RandomForest.fit(x, target, { nEstimators: 30, seed: 1 })
    const grown = await smote(noise, rare, { seed: 1 })
    const leaking = await crossValidate<Labels>({
      features: grown.features,
      target: grown.labels,
      split: stratifiedKFold(grown.labels, { nSplits: 5, seed: 1 }),
      fit: forest,
      metrics: { auc },
    })
    const honest = await crossValidate<Labels>({
      features: noise,
      target: rare,
      split: stratifiedKFold(rare, { nSplits: 5, seed: 1 }),
      fit: async (train) => {
        const inside = await smote(train.features, train.target, { seed: 1 })
        return forest({ features: inside.features, target: inside.labels })
      },
      metrics: { auc },
    })
    expect(leaking.scores.auc!.mean).toBeGreaterThan(0.85)
    expect(Math.abs(honest.scores.auc!.mean - 0.5)).toBeLessThan(0.12)
  })
})

describe('nestedCrossValidate', () => {
  it('chooses anew in every outer fold, from its training rows alone', async () => {
    const searched: number[] = []
    const nested = await nestedCrossValidate<Labels, number>({
      features,
      target: labels,
      split: base.split,
      metrics: { right },
      innerSplit: ({ target }) => stratifiedKFold(target, { nSplits: 3, seed: 5 }),
      search: async ({ features: x, target, split }) => {
        searched.push(x.rows)
        const scores = await Promise.all(
          [0.001, 1].map(async (c) => {
            const fit = (train: { features: Matrix; target: Labels }) =>
              LogisticRegression.fit(train.features, train.target, { C: c })
            return (await crossValidate<Labels>({ features: x, target, split, fit, metrics: { right } })).scores.right!
              .mean
          }),
        )
        return scores[0]! > scores[1]! ? 0.001 : 1
      },
      fit: ({ features: x, target }, c) => LogisticRegression.fit(x, target, { C: c }),
    })
    expect(searched).toEqual(nested.folds.map(({ train }) => train.length))
    expect(nested.choices).toHaveLength(4)
    expect(nested.scores.right!.mean).toBeGreaterThan(0.6)
  })

  it('needs inner folds', async () => {
    const run = nestedCrossValidate<Labels, null>({ ...base, innerSplit: () => [], search: () => null })
    await expect(run).rejects.toMatchObject({ code: 'E_ML_EMPTY' })
  })
})

it('imputes inside the fold, by the medians of the training rows', async () => {
  const holed = { ...features, data: features.data.map((value, i) => (i % 11 === 0 ? Number.NaN : value)) }
  const fit = async ({ features: x, target }: { features: Matrix; target: Labels }) => {
    const imputer = Imputer.fit(x)
    const model = await LogisticRegression.fit(imputer.transform(x), target, {})
    return {
      ...model,
      task: 'classification' as const,
      predictProbability: (of: Matrix) => model.predictProbability(imputer.transform(of)),
    }
  }
  const { scores } = await crossValidate({ ...base, features: holed, fit: fit as never })
  expect(scores.right!.mean).toBeGreaterThan(0.55)
})

function pick(of: Int32Array): Matrix {
  const data = Float64Array.from(
    { length: of.length * 3 },
    (_, i) => features.data[Math.floor(i / of.length) * rows + of[i % of.length]!]!,
  )
  return { ...features, rows: of.length, data }
}

function pickLabels(of: Int32Array): Labels {
  return { classes: labels.classes, codes: of.map((row) => labels.codes[row]!) }
}
