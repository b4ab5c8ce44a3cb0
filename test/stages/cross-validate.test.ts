import { deriveSeed, Table } from 'millrace'
import { requireClassifier } from 'millrace/ml'
import { describe, expect, it } from 'vitest'
import crossValidate from '../../stages/cross-validate.ts'
import smote from '../../stages/smote.ts'
import split from '../../stages/split.ts'
import train from '../../stages/train.ts'
import { runStage } from './run-stage.ts'

/** Ninety matches of three teams over three seasons; both sides of a match are on one day. */
const rows = Array.from({ length: 90 }, (_, i) => {
  const day = new Date(Date.UTC(2014, 7, 1) + Math.floor(i / 2) * 21 * 86_400_000).toISOString().slice(0, 10)
  const x = ((i * 37) % 23) / 23
  return {
    match: Math.floor(i / 2),
    date: day,
    team: ['a', 'b', 'c'][i % 3] as string,
    home: i % 2 === 0,
    x,
    gap: i % 7 === 0 ? null : (i * 13) % 11,
    place: ['north', 'south', 'east'][Math.floor(i / 2) % 3] as string,
    goals: 3 * x + (i % 4) / 4,
    outcome: (i * 37) % 23 > 16 || i % 11 === 0 ? 'yes' : 'no',
  }
})
const table = (values: readonly object[] = rows) =>
  Table.from(values as Record<string, unknown>[], { types: { date: 'DATE', gap: 'DOUBLE' } })
const features = {
  target: 'outcome',
  classes: ['no', 'yes'],
  features: [
    { name: 'home', type: 'flag' as const, description: '' },
    { name: 'x', type: 'number' as const, description: '' },
    { name: 'gap', type: 'number' as const, description: '' },
  ],
}
const forest = { learner: 'randomForest', nEstimators: 5 }
const cutoff = { by: 'cutoff', time: 'date', cutoff: '2016-01-01' }
const run = (params: object, values?: readonly object[]) =>
  runStage(crossValidate, { table: table(values), features }, { train: forest, split: cutoff, ...params })
const refusal = (code: string, message: RegExp) =>
  expect.objectContaining({ code, message: expect.stringMatching(message) })

describe('the stage cross-validate', () => {
  it('does in one fold what split, smote and train do one after another', async () => {
    const params = { train: forest, split: cutoff, resample: { method: 'smote', kNeighbors: 3 } }
    const { predictions } = await runStage(crossValidate, { table: table(), features }, params, 7)
    const fold = deriveSeed(7, 'fold', 0)
    const sides = await runStage(split, { table: table() }, { by: 'time', cutoff: '2016-01-01' })
    const grown = await runStage(
      smote,
      { train: sides.train, features },
      { kNeighbors: 3 },
      deriveSeed(fold, 'resample'),
    )
    const { model } = await runStage(train, { train: grown.train, features }, forest, deriveSeed(fold, 'train'))
    const read = await sides.test.matrix({ features: ['home', 'x', 'gap'] })
    const said = requireClassifier(model.model).predictProbability(read.features)
    const expected = Array.from({ length: said.rows }, (_, i) => said.data[2 * i + 1])
    expect(Array.from(await predictions.values('p_yes'))).toEqual(expected)
    expect((await predictions.columns()).map(({ name }) => name)).toEqual([
      ...['match', 'date', 'team', 'place', 'goals', 'outcome', 'fold', 'predicted', 'p_no', 'p_yes'],
    ])
    expect(await predictions.count()).toBe(await sides.test.count())
  })

  it('walks forward: every season is tested by the seasons before it, the first by none', async () => {
    const { folds, findings, timeline } = await run({ split: { by: 'walkForward', time: 'date', every: 'season' } })
    expect(folds.folds.map(({ train: { rows: learnt }, test }) => [learnt, test.rows])).toEqual([
      [32, 36],
      [68, 22],
    ])
    for (const fold of folds.folds) expect((fold.train.to ?? '') < (fold.test.from ?? '')).toBe(true)
    expect(folds.tested).toBe(58)
    expect(findings.headline).toMatch(/^58 of 90 rows are tested in 2 folds of walkForward: log loss/)
    expect(timeline.title).toBe('58 rows tested in 2 folds, each by what came before it')
  })

  it('learns from rows that one condition names and tests rows that another names', async () => {
    const { folds, predictions } = await run({ trainWhere: "team <> 'a'", testWhere: "team = 'a' AND home" })
    expect(folds.folds[0]?.train.rows).toBe(rows.filter(({ team, date }) => team !== 'a' && date < '2016-01-01').length)
    const tested = await predictions.sql('SELECT DISTINCT team FROM self').rows()
    expect(tested).toEqual([{ team: 'a' }])
    await expect(run({ testWhere: 'random() < 0.5' })).rejects.toThrow(refusal('E_SQL_VOLATILE', /random/))
    await expect(run({ testWhere: 'false' })).rejects.toThrow(refusal('E_ML_EMPTY', /row to test/))
    await expect(run({ trainWhere: 'false' })).rejects.toThrow(refusal('E_ML_EMPTY', /Fold 1 of 1 has no row/))
  })

  it('changes no prediction when rows after the fold, or targets of the tested rows, change', async () => {
    const params = { split: { by: 'walkForward', time: 'date', every: 'season' }, calibrate: 'sigmoid', innerFolds: 3 }
    const first = async (values: readonly object[]) => {
      const { predictions } = await run({ ...params, resample: { kNeighbors: 2 } }, values)
      return Array.from(await predictions.sql('SELECT * FROM self WHERE fold = 1').values('p_yes'))
    }
    const altered = rows.map((row) =>
      row.date < '2015-07-01' ? row : { ...row, outcome: row.outcome === 'yes' ? 'no' : 'yes' },
    )
    const later = altered.map((row) => (row.date < '2016-07-01' ? row : { ...row, x: 100, gap: -5 }))
    const before = await first(rows)
    expect(await first(later)).toEqual(before)
    const sooner = rows.map((row) => (row.date < '2014-10-01' ? { ...row, x: 1 - row.x } : row))
    expect(await first(sooner)).not.toEqual(before)
  })

  it('calibrates by rows that were left out, none of them made up, and keeps the model', async () => {
    const plain = await run({ resample: { kNeighbors: 2 } })
    const calibrated = await run({ resample: { kNeighbors: 2 }, calibrate: 'sigmoid', innerFolds: 3 })
    const [p, q] = [await plain.predictions.values('p_yes'), await calibrated.predictions.values('p_yes')]
    const order = Array.from(p.keys()).sort((a, b) => (p[a] as number) - (p[b] as number))
    // A curve through the same forest's scores: it falls or rises everywhere, and equal scores stay equal.
    const steps = order.slice(1).map((row, i) => (q[row] as number) - (q[order[i] as number] as number))
    expect(steps.every((step) => step >= 0) || steps.every((step) => step <= 0)).toBe(true)
    expect(Array.from(q)).not.toEqual(Array.from(p))
    const sum = await calibrated.predictions.sql('SELECT max(abs(p_yes + p_no - 1)) AS off FROM self').values('off')
    expect(sum[0]).toBeLessThan(1e-12)
  })

  it('keeps groups together, and refuses a split that would part them', async () => {
    const grouped = await run({ split: { by: 'groupKFold', nSplits: 3 }, group: ['match'] })
    expect(grouped.folds.tested).toBe(90)
    const parted = await grouped.predictions
      .sql('SELECT match FROM self GROUP BY match HAVING count(DISTINCT fold) > 1')
      .rows()
    expect(parted).toEqual([])
    await expect(run({ split: { by: 'kFold', nSplits: 3 }, group: ['match'] })).rejects.toThrow(
      refusal('E_PARAMS', /learns from a row of the group/),
    )
  })

  it.each([
    [{ by: 'kFold', nSplits: 3 }, 90],
    [{ by: 'stratifiedKFold', nSplits: 3 }, 90],
    [{ by: 'timeSeries', time: 'date', nSplits: 3, gap: 2 }, 66],
    [{ by: 'purgedKFold', time: 'date', nSplits: 3, embargo: 30 }, 90],
    [{ by: 'walkForward', period: 'match', minTrain: 15, testPeriods: 10 }, 60],
  ])('splits by %o', async (by, tested) => {
    const { folds } = await run({ split: by })
    expect(folds.tested).toBe(tested)
    expect(folds.scores.logLoss).toBeGreaterThan(0)
  })

  it('knows of categories only what the training rows of a fold know', async () => {
    const params = {
      train: {
        learner: 'boosting',
        nEstimators: 3,
        features: ['x', 'place'],
        categorical: ['place'],
        encode: 'oneHot',
      },
      split: cutoff,
    }
    const unseen = rows.map((row) => (row.date < '2016-01-01' ? row : { ...row, place: 'west' }))
    const { predictions } = await run(params, unseen)
    const sides = await runStage(split, { table: table(unseen) }, { by: 'time', cutoff: '2016-01-01' })
    const seed = deriveSeed(deriveSeed(42, 'fold', 0), 'train')
    const { model } = await runStage(train, { train: sides.train, features }, params.train, seed)
    const bundle = requireClassifier(model.model)
    const read = await sides.test.matrix({ features: ['x', 'place'], categories: bundle.categories })
    const { data, rows: n } = bundle.predictProbability(read.features)
    expect(Array.from(await predictions.values('p_yes'))).toEqual(Array.from({ length: n }, (_, i) => data[2 * i + 1]))
  })

  it('predicts numbers too', async () => {
    const { folds, predictions } = await runStage(
      crossValidate,
      { table: table() },
      {
        train: { learner: 'ridge', target: 'goals', features: ['x', 'home'] },
        split: { by: 'kFold', nSplits: 3 },
        keep: ['match'],
      },
    )
    expect(folds.task).toBe('regression')
    expect(folds.scores.rootMeanSquaredError).toBeLessThan(1)
    expect((await predictions.columns()).map(({ name }) => name)).toEqual(['match', 'goals', 'fold', 'predicted'])
    await expect(
      runStage(
        crossValidate,
        { table: table() },
        { train: { learner: 'ridge', target: 'goals', features: ['x'] }, split: cutoff, calibrate: 'sigmoid' },
      ),
    ).rejects.toThrow(refusal('E_PARAMS', /the target is a number/))
  })

  it('refuses what does not go together', () => {
    const parse = (params: object) =>
      crossValidate.params.safeParse({ train: forest, split: cutoff, ...params }).success
    expect(parse({})).toBe(true)
    expect(parse({ split: { by: 'groupKFold' } })).toBe(false)
    expect(parse({ split: { by: 'walkForward' } })).toBe(false)
    expect(parse({ resample: { target: 'outcome' } })).toBe(false)
    expect(parse({ resample: {}, train: { ...forest, weight: 'x' } })).toBe(false)
    expect(parse({ train: { learner: 'boosting', earlyStoppingRounds: 3 } })).toBe(false)
  })

  it('refuses rows that were made up, and names that are taken', async () => {
    await expect(
      run(
        {},
        rows.map((row) => ({ ...row, synthetic: false })),
      ),
    ).rejects.toThrow(refusal('E_PARAMS', /made up/))
    await expect(
      run(
        {},
        rows.map((row) => ({ ...row, fold: 1 })),
      ),
    ).rejects.toThrow(refusal('E_PARAMS', /column "fold"/))
  })
})
