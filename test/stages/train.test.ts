import { Table } from 'millrace'
import { encodeModel, fitLearner, type Imputer, PreparedClassifier, requireClassifier } from 'millrace/ml'
import { describe, expect, it, vi } from 'vitest'
import train from '../../stages/train.ts'
import { runStage } from './run-stage.ts'

const rows = Array.from({ length: 60 }, (_, i) => ({
  x: i % 7 === 0 ? null : i,
  noise: (i * 37) % 11,
  flag: i % 2 === 0,
  kind: i < 30 ? 'low' : 'high',
  synthetic: i >= 50,
}))
const types = { x: 'DOUBLE' }
const all = () => Table.from(rows, { types }).withTag('train')
const list = {
  target: 'kind',
  classes: ['low', 'high'],
  features: ['x', 'noise', 'flag'].map((name) => ({ name, type: 'number' as const, description: '' })),
}

describe('the stage train', () => {
  it('fits a forest, notes its rows and parameters, and draws what matters', async () => {
    const params = { learner: 'randomForest', nEstimators: 20 }
    const { model, importance } = await runStage(train, { train: all(), features: list }, params)
    expect(model.target).toBe('kind')
    expect(model.training).toEqual({ digest: await all().digest(), rows: 60, syntheticRows: 10 })
    expect(model.params).toMatchObject({
      learner: 'randomForest',
      nEstimators: 20,
      minSamplesLeaf: 1,
      impute: 'median',
    })
    expect(model.params).not.toHaveProperty('features')
    expect(requireClassifier(model.model).classes).toEqual(['low', 'high'])
    expect(importance.title).toMatch(/^“x” matters most/)
  })

  it('fills gaps with medians of rows that are not synthetic', async () => {
    const params = { learner: 'randomForest', nEstimators: 2, features: ['x'] }
    const { model } = await runStage(train, { train: all(), features: list }, params)
    const known = rows.flatMap(({ x, synthetic }) => (x === null || synthetic ? [] : [x])).sort((a, b) => a - b)
    const half = known.length / 2
    const median = known.length % 2 === 1 ? known[Math.floor(half)] : ((known[half - 1] ?? 0) + (known[half] ?? 0)) / 2
    expect(model.model).toBeInstanceOf(PreparedClassifier)
    expect(((model.model as PreparedClassifier).preparations[0] as Imputer).fills[0]).toBe(median)
  })

  it('never takes the mark of synthetic rows for a feature', async () => {
    const params = { learner: 'classFrequency', target: 'kind' }
    const forest = { ...params, learner: 'randomForest', nEstimators: 2 }
    const { model } = await runStage(train, { train: all(), features: undefined }, forest)
    expect(model.model.featureNames).toEqual(['x', 'noise', 'flag'])
    expect(requireClassifier(model.model).classes).toEqual(['high', 'low'])
  })

  it('shows what a learner without importance was fitted to', async () => {
    const of = async (params: object) => (await runStage(train, { train: all(), features: list }, params)).importance
    expect(await of({ learner: 'classFrequency' })).toMatchObject({ type: 'table', rows: [[0.5, 0.5]] })
    expect(await of({ learner: 'groupFrequency', group: 'flag' })).toMatchObject({
      rows: [
        ['0', 0.5, 0.5],
        ['1', 0.5, 0.5],
        ['any other', 0.5, 0.5],
      ],
    })
    const logistic = await of({ learner: 'logisticRegression', features: ['x'], standardize: true })
    expect(logistic).toMatchObject({
      title: 'A weighted sum of 1 feature decides',
      rows: [{ 0: 'x' }, { 0: 'constant' }],
    })
  })

  it('refuses parameters of another learner, and an empty table', async () => {
    expect(train.params.safeParse({ learner: 'classFrequency', nEstimators: 3 }).success).toBe(false)
    expect(train.params.safeParse({ learner: 'randomForest', nEstimators: 0 }).success).toBe(false)
    expect(train.params.safeParse({ learner: 'forest' }).success).toBe(false)
    const none = all().sql('SELECT * FROM self WHERE false')
    await expect(runStage(train, { train: none, features: list }, { learner: 'classFrequency' })).rejects.toMatchObject(
      {
        code: 'E_ML_EMPTY',
      },
    )
  })

  it('leaves gaps to a learner that is told to, and says which feature has one', async () => {
    const params = { learner: 'logisticRegression', impute: 'none' }
    await expect(runStage(train, { train: all(), features: list }, params)).rejects.toMatchObject({
      code: 'E_ML_NOT_FINITE',
      message: expect.stringContaining('"x"'),
    })
  })

  it.each([
    [60_000, 0],
    [1000, 1],
  ])('reads columns one at a time into boosting where there are many rows: %i', async (count, whole) => {
    const draw = (factor: number) => Float64Array.from({ length: count }, (_, i) => (i * factor) % 1009)
    const [x, y] = [draw(37), draw(113)]
    const kind = Array.from(x, (value, i) => (value + y[i]! > 1000 ? 'high' : 'low'))
    const table = Table.from({ x, y, kind }).withTag('train')
    const source = await table.columnSource({ features: ['x', 'y'] })
    const reading = { column: vi.spyOn(source, 'readColumn'), matrix: vi.spyOn(source, 'readMatrix') }
    vi.spyOn(table, 'columnSource').mockResolvedValue(source)

    const params = { learner: 'boosting', target: 'kind', nEstimators: 2 }
    const { model } = await runStage(train, { train: table }, params)
    expect(reading.matrix).toHaveBeenCalledTimes(whole)
    expect(reading.column).toHaveBeenCalledTimes(whole === 0 ? 4 : 0)

    const { features, labels } = await table.matrix({ target: 'kind' })
    const plain = await fitLearner('boosting', features, labels, { seed: 42, nEstimators: 2 })
    expect(Buffer.from(encodeModel(model.model.toParts()))).toEqual(Buffer.from(encodeModel(plain.toParts())))
  })
})
