import { type ModelBundle, Table } from 'millrace'
import type { Regressor } from 'millrace/ml'
import { describe, expect, it } from 'vitest'
import evaluateRegression from '../../stages/evaluate-regression.ts'
import { failure } from '../ml/tables.ts'
import { runStage } from './run-stage.ts'

/** A model that says what its one feature says. */
function says(feature: string): ModelBundle {
  const model: Regressor = {
    learner: 'oracle',
    task: 'regression',
    featureNames: [feature],
    predict: ({ rows, names, data }) => {
      const at = names.indexOf(feature) * rows
      return Float64Array.from({ length: rows }, (_, i) => data[at + i] as number)
    },
    toParts: () => ({ learner: 'known', version: 1 }),
  }
  return { model, target: 'y', training: { digest: '', rows: 36, syntheticRows: 0 }, params: {} }
}

/** A monthly series with a trend and a season; April 2011 is not there, as in the CO₂ record. */
const month = (i: number) => new Date(Date.UTC(2010, i, 1)).toISOString().slice(0, 10)
const all = Array.from({ length: 60 }, (_, i) => ({
  date: month(i),
  step: i,
  season: `m${i % 12}`,
  y: 100 + i + 5 * Math.sin((i * Math.PI) / 6),
})).filter(({ step }) => step !== 15)
const type = { types: { date: 'DATE' } }
const train = () =>
  Table.from(
    all.filter(({ step }) => step < 36),
    type,
  ).withTag('train')
const later = all.filter(({ step }) => step >= 36)
const test = (extra: (row: (typeof all)[number], i: number) => object = () => ({})) =>
  Table.from(
    later.map((row, i) => ({ ...row, good: row.y + (i % 2 === 0 ? 0.5 : -0.5), poor: row.y - 10, ...extra(row, i) })),
    type,
  ).withTag('test')
const run = (params: object = {}, given: object = {}) =>
  runStage(evaluateRegression, { models: { good: says('good') }, test: test(), ...given } as never, params)
const scoreOf = (metrics: Awaited<ReturnType<typeof run>>['metrics'], label: string) =>
  metrics.scores.find((score) => score.label === label)

describe('the stage evaluate-regression', () => {
  it('judges a model by every metric of numbers', async () => {
    const { metrics, findings } = await run({ unit: 'ppm', rowNoun: 'months' })
    expect(metrics).toMatchObject({ n: 24, target: 'y', unit: 'ppm', differences: [] })
    expect(metrics.scores[0]).toMatchObject({
      label: 'good',
      n: 24,
      meanAbsoluteError: { value: expect.closeTo(0.5, 12) },
      rootMeanSquaredError: { value: expect.closeTo(0.5, 12) },
      meanSquaredError: expect.closeTo(0.25, 12),
      medianAbsoluteError: expect.closeTo(0.5, 12),
      maxError: expect.closeTo(0.5, 12),
      meanResidual: expect.closeTo(0, 12),
      pinballLoss: { value: expect.closeTo(0.25, 12), alpha: 0.5 },
      meanAbsoluteScaledError: null,
    })
    const [good] = metrics.scores
    const mean = later.reduce((sum, { y }) => sum + y, 0) / 24
    const spread = later.reduce((sum, { y }) => sum + (y - mean) ** 2, 0)
    expect(good?.rSquared?.value).toBeCloseTo(1 - (24 * 0.25) / spread, 12)
    expect(good?.rSquared?.interval[0]).toBeLessThan(good?.rSquared?.value as number)
    expect(good?.rSquared?.interval[1]).toBeGreaterThan(good?.rSquared?.value as number)
    expect(findings.headline).toBe(
      'On 24 months the mean absolute error (ppm) of good is 0.5; no baseline was wired to compare it with.',
    )
  })

  it('sets it against what needs no model: one step ahead, the season by the calendar', async () => {
    const params = { time: 'date', season: '1 year', group: 'season', period: 12 }
    const { metrics, findings } = await run(params, { train: train() })
    expect(metrics.scores.map(({ label }) => label)).toEqual([
      'good',
      'mean',
      'meanBy_season',
      'lastValue',
      'drift',
      'seasonalNaive',
      'seasonalDifference',
    ])
    const y = new Map(all.map(({ step, y: value }) => [step, value]))
    const errorOf = (forecast: (step: number) => number) =>
      later.reduce((sum, { step, y: value }) => sum + Math.abs(value - forecast(step)), 0) / 24
    const last = errorOf((step) => y.get(step - 1) as number)
    expect(scoreOf(metrics, 'lastValue')?.meanAbsoluteError.value).toBeCloseTo(last, 12)
    // A year before by the calendar, although a row is missing in between; the trend is 12 a year.
    expect(scoreOf(metrics, 'seasonalNaive')?.meanAbsoluteError.value).toBeCloseTo(12, 9)
    expect(scoreOf(metrics, 'seasonalDifference')?.meanAbsoluteError.value).toBeCloseTo(0, 9)
    const known = (step: number) => all.filter((row) => row.step < step)
    const drift = errorOf((step) => {
      const before = known(step)
      const end = before.at(-1)?.y as number
      return end + (end - (before[0]?.y as number)) / (before.length - 1)
    })
    expect(scoreOf(metrics, 'drift')?.meanAbsoluteError.value).toBeCloseTo(drift, 12)
    const rows = all.filter(({ step }) => step < 36)
    const changes = rows.slice(12).map(({ y: value }, i) => Math.abs(value - (rows[i]?.y as number)))
    const scale = changes.reduce((sum, change) => sum + change, 0) / changes.length
    expect(scoreOf(metrics, 'good')?.meanAbsoluteScaledError).toEqual({
      value: expect.closeTo(0.5 / scale, 12),
      scale: expect.closeTo(scale, 12),
      period: 12,
    })
    expect(findings.warnings).toEqual([
      expect.stringMatching(
        /^Good is worse than what needs no model: than the season before, moved by the last change/,
      ),
    ])
    expect(findings.statements).toContainEqual(expect.stringMatching(/\(MASE\)/))
  })

  it('takes numbers for times too, and leaves rows without a season before out', async () => {
    const { metrics, findings } = await run({ time: 'step', season: 30 }, { train: train() })
    // 36 - 30 … 59 - 30: all there but 45 - 30.
    expect(scoreOf(metrics, 'seasonalNaive')?.n).toBe(23)
    expect(findings.statements).toContainEqual(
      expect.stringMatching(/^1 of 24 rows have no prediction of the same season before/),
    )
  })

  it('compares models pairwise on the rows that both have', async () => {
    const given = {
      models: { good: says('good'), poor: says('poor') },
      test: test((row, i) => ({ guess: i < 4 ? null : row.y + 2 })),
    }
    const { metrics, findings, predictions } = await run({ predictionColumns: { guess: 'guess' } }, given)
    expect(metrics.differences.map(({ model, baseline, absoluteError }) => [model, baseline, absoluteError.n])).toEqual(
      [
        ['good', 'guess', 20],
        ['poor', 'guess', 20],
      ],
    )
    expect(metrics.differences[0]?.absoluteError.mean).toBeCloseTo(-1.5, 12)
    expect(metrics.differences[1]?.absoluteError.mean).toBeCloseTo(8, 12)
    expect(findings.headline).toMatch(
      /^On 20 rows the mean absolute error of good is 0.5, 1.500 below guess; .* lies below zero/,
    )
    const [first] = await predictions.rows()
    expect(first).toMatchObject({ residual_poor: 10, predicted_good: (later[0]?.y as number) + 0.5 })
  })

  it('counts rows by their weights', async () => {
    const given = { test: test((_, i) => ({ w: i % 2 === 0 ? 2 : 0, bad: -i })) }
    const { metrics } = await run({ weight: 'w' }, given)
    expect(metrics.scores[0]?.meanResidual).toBeCloseTo(-0.5, 12)
    expect(await failure(() => run({ weight: 'bad' }, given))).toBe('E_ML_PARAMETER')
  })

  it('draws residuals from three sides', async () => {
    const { predictedActual, residuals, residualsOver, comparison } = await run(
      { time: 'date', unit: 'ppm' },
      { models: { poor: says('poor') }, train: train() },
    )
    expect(residuals.title).toMatch(/^Poor is too low for 100.% of the rows; by \+10 on average/)
    expect(predictedActual.title).toMatch(/of y \(ppm\)/)
    expect(JSON.stringify(residualsOver)).toContain('2013-01-01T00:00:00')
    expect(comparison.title).not.toMatch(/NaN|undefined/)
    const byPrediction = await run({})
    expect(byPrediction.residualsOver.subtitle).toContain('over predicted y')
  })

  it('says of a target that does not vary that there is no R², and of zeros that there is no MAPE', async () => {
    const flat = Table.from({ y: [0, 0, 0], good: [0.1, 0.1, 0.1] }).withTag('test')
    const { metrics } = await run({}, { test: flat })
    expect(metrics.scores[0]).toMatchObject({
      rSquared: null,
      explainedVariance: null,
      meanAbsolutePercentageError: null,
    })
  })

  it('refuses what cannot be judged', async () => {
    await expect(run({}, { models: {} })).rejects.toMatchObject({ code: 'E_MISSING_INPUT' })
    const none = test().sql('SELECT * FROM self LIMIT 0').withTag('test')
    await expect(run({}, { test: none })).rejects.toMatchObject({ code: 'E_ML_EMPTY' })
    const gap = test((_, i) => (i === 2 ? { y: null } : {}))
    await expect(run({}, { test: gap })).rejects.toThrow(/"y" is missing in row 3/)
    const nan = test((_, i) => (i === 2 ? { good: null } : {}))
    await expect(run({}, { test: nan })).rejects.toMatchObject({ code: 'E_ML_NOT_FINITE' })
    await expect(run({}, { baselines: { good: says('poor') } })).rejects.toThrow(/given to two/)
    const synthetic = train().sql('SELECT *, false AS synthetic FROM self').withTag('train')
    await expect(run({}, { train: synthetic })).rejects.toThrow(/synthetic/)
    const twice = train().sql('SELECT * FROM self UNION ALL SELECT * FROM self').withTag('train')
    await expect(run({ time: 'date' }, { train: twice })).rejects.toMatchObject({ code: 'E_TABLE_VALUE' })
    await expect(run({ time: 'date', season: 12 }, { train: train() })).rejects.toThrow(/season is 12/)
    const constant = train().sql('SELECT * REPLACE (1.0 AS y) FROM self').withTag('train')
    await expect(run({ time: 'date' }, { train: constant })).rejects.toMatchObject({ code: 'E_ML_ONE_CLASS' })
    const classes = {
      ...says('good'),
      model: { ...says('good').model, task: 'classification' },
    } as unknown as ModelBundle
    await expect(run({}, { models: { classes } })).rejects.toMatchObject({ code: 'E_ML_TASK' })
  })
})
