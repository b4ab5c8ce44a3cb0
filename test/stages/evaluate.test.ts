import { type ModelBundle, Table } from 'millrace'
import type { Classifier } from 'millrace/ml'
import { describe, expect, it } from 'vitest'
import evaluate from '../../stages/evaluate.ts'
import { runStage } from './run-stage.ts'

/** A model that says what its one feature says: the probability of `no`. */
function says(
  feature: string,
  extra: Partial<ModelBundle> = {},
  classes: readonly string[] = ['no', 'yes'],
): ModelBundle {
  const model: Classifier = {
    learner: 'oracle',
    classes,
    featureNames: [feature],
    predictProbability({ rows, names, data }) {
      const at = names.indexOf(feature) * rows
      const p = (i: number) => data[at + i] ?? Number.NaN
      const pair = (i: number) => (classes[0] === 'no' ? [p(i), 1 - p(i)] : [1 - p(i), p(i)])
      return { rows, classes, data: Float64Array.from(Array.from({ length: rows }, (_, i) => pair(i)).flat()) }
    },
    task: 'classification',
    predict: () => {
      throw new Error('not asked here')
    },
    toParts: () => ({ learner: 'known', version: 1 }),
  }
  return { model, target: 'truth', training: { digest: '', rows: 4, syntheticRows: 0 }, params: {}, ...extra }
}

const n = 40
const values = {
  truth: Array.from({ length: n }, (_, i) => (i % 4 === 0 ? 'no' : 'yes')),
  sharp: Array.from({ length: n }, (_, i) => (i % 4 === 0 ? 0.9 : 0.1)),
  dull: Array.from({ length: n }, () => 0.5),
  certain: Array.from({ length: n }, (_, i) => (i === 0 ? 0 : i % 4 === 0 ? 1 : 0)),
  book_no: Array.from({ length: n }, (_, i) => (i < 10 ? null : 0.25)),
  book_yes: Array.from({ length: n }, (_, i) => (i < 10 ? null : 0.75)),
}
const test = () => Table.from(values, { types: { book_no: 'DOUBLE', book_yes: 'DOUBLE' } }).withTag('test')
const run = (
  models: Readonly<Record<string, ModelBundle>>,
  baselines: Readonly<Record<string, ModelBundle>> | undefined,
  params: object = {},
) => runStage(evaluate, { models, baselines, test: test(), features: undefined }, params)

describe('the stage evaluate', () => {
  it('judges each model and the difference to each baseline on the same rows', async () => {
    const { metrics, findings } = await run({ sharp: says('sharp') }, { dull: says('dull') })
    const [sharp, dull] = metrics.scores
    expect(sharp?.logLoss.value).toBeCloseTo(-Math.log(0.9), 12)
    expect(dull?.logLoss.value).toBeCloseTo(Math.log(2), 12)
    expect(sharp?.brierSumOverClasses).toBeCloseTo(0.02, 12)
    expect(sharp?.accuracy).toBe(1)
    expect(metrics.differences[0]?.logLoss.mean).toBeCloseTo(-Math.log(0.9) - Math.log(2), 12)
    expect(findings.headline).toBe(
      'On 40 rows the log loss of sharp is 0.105, 0.588 below dull; the 95 % interval, −0.588 to −0.588, lies below zero.',
    )
    expect(findings.statements).toContain('Nobody gives a probability of exactly 0.')
  })

  it('puts classes in one order, whatever order a model has them in', async () => {
    const { metrics } = await run({ a: says('sharp'), b: says('sharp', {}, ['yes', 'no']) }, undefined)
    expect(metrics.classes).toEqual(['no', 'yes'])
    expect(metrics.scores[0]?.logLoss).toEqual(metrics.scores[1]?.logLoss)
  })

  it('counts zeros, and clips the one that was given to the true class', async () => {
    const { metrics, findings } = await run({ certain: says('certain') }, undefined)
    expect(metrics.scores[0]?.logLoss).toMatchObject({ exactZeros: 40, rowsWithZero: 40, clippedRows: 1 })
    expect(metrics.scores[0]?.logLoss.value).toBeCloseTo(52 * Math.LN2 * (1 / 40), 10)
    expect(findings.statements).toContain(
      'For 40 of 40 rows certain gives a class a probability of exactly 0 (40 in all), 1 of them to the true class, clipped to 2.2e-16, which costs 36.0 nats each.',
    )
    expect(findings.headline).toMatch(/no baseline was wired/)
  })

  it('takes probabilities from columns, leaves rows without them out, and says so', async () => {
    const params = { probabilityColumns: { book: { no: 'book_no', yes: 'book_yes' } }, ceiling: ['book'] }
    const { metrics, findings } = await run({ sharp: says('sharp') }, { dull: says('dull') }, params)
    expect(metrics.scores.map(({ label, n: rows }) => [label, rows])).toEqual([
      ['sharp', 40],
      ['dull', 40],
      ['book', 30],
    ])
    expect(metrics.differences.map(({ baseline, logLoss }) => [baseline, logLoss.n])).toEqual([
      ['dull', 40],
      ['book', 30],
    ])
    expect(findings.statements).toContain(
      '10 of 40 rows have no probabilities from book and are left out of its comparisons.',
    )
    expect(findings.warnings).toEqual([expect.stringMatching(/hardly beat: look for a leak/)])
  })

  it('sets a model against its twin without synthetic rows', async () => {
    const training = { digest: '', rows: 9, syntheticRows: 5 }
    const params = { labels: { more: 'the model with more' }, headline: { model: 'more' } }
    const { metrics, findings } = await run(
      { less: says('sharp'), more: says('sharp', { training }) },
      undefined,
      params,
    )
    expect(metrics.resampling.map(({ resampled, plain }) => [resampled, plain])).toEqual([['more', 'less']])
    expect(metrics.scores.map(({ label }) => label)).toEqual(['more', 'less'])
    expect(findings.statements[0]).toMatch(
      /^What the synthetic rows bought and cost the model with more: it recognises 10 of 10 "no" \(without 10\); its log loss is the same as/,
    )
  })

  it('gives the same intervals whatever else is compared', async () => {
    const alone = await run({ sharp: says('sharp') }, { dull: says('dull') })
    const more = await run({ a: says('dull'), sharp: says('sharp') }, { b: says('certain'), dull: says('dull') })
    const found = more.metrics.differences.find(({ model, baseline }) => model === 'sharp' && baseline === 'dull')
    expect(found).toEqual(alone.metrics.differences[0])
  })

  it('refuses what cannot be judged', async () => {
    const models = { sharp: says('sharp') }
    await expect(run({}, undefined)).rejects.toMatchObject({ code: 'E_MISSING_INPUT' })
    await expect(run(models, models)).rejects.toThrow(/label "sharp" is given to two/)
    const columns = { book: { no: 'book_no', maybe: 'book_yes' } }
    await expect(run(models, undefined, { probabilityColumns: columns })).rejects.toThrow(/has a class "maybe"/)
    const wrong = { book: { no: 'book_no', yes: 'book_no' } }
    await expect(run(models, undefined, { probabilityColumns: wrong })).rejects.toMatchObject({ code: 'E_TABLE_VALUE' })
  })

  it('judges two classes by every metric, the Brier score both ways', async () => {
    const { metrics, metricsTable } = await run({ sharp: says('sharp') }, { dull: says('dull') })
    const [sharp, dull] = metrics.scores
    expect(sharp).toMatchObject({ balancedAccuracy: 1, matthewsCorrelation: 1, cohenKappa: 1, topK: null })
    expect(sharp?.brierOfPositive).toEqual({ class: 'yes', value: expect.closeTo(0.01, 12) })
    expect(sharp?.fBeta).toEqual({ beta: 2, macro: 1, weighted: 1, micro: 1 })
    expect(sharp?.rocAuc).toMatchObject({ macro: 1, oneVsOne: { macro: 1, weighted: 1 } })
    expect(sharp?.averagePrecision.perClass.map(({ class: name, share }) => [name, share])).toEqual([
      ['no', 0.25],
      ['yes', 0.75],
    ])
    // Always "no", the first of two equally probable classes: no agreement beyond chance.
    expect(dull).toMatchObject({ accuracy: 0.25, balancedAccuracy: 0.5, matthewsCorrelation: 0, cohenKappa: 0 })
    expect(dull?.averagePrecision.macro).toBeCloseTo(0.5, 12)
    expect(sharp?.accuracyInterval).toEqual([1, 1])
    expect(metrics.differences[0]?.accuracy.mean).toBeCloseTo(0.75, 12)
    const names =
      metricsTable.type === 'table' ? metricsTable.rows.map(([cell]) => (cell as { value: string }).value) : []
    expect(names).toEqual(
      expect.arrayContaining(['Brier of yes', 'Matthews', 'kappa', 'macro F2', 'average precision']),
    )
    expect(names).not.toContain('top-2 accuracy')
  })

  it('draws what is found and at which threshold, of the class that is looked for', async () => {
    const { precisionRecall, gain, thresholds } = await run({ sharp: says('sharp') }, undefined)
    expect(precisionRecall.title).toMatch(
      /^Found best: yes, with an average precision of 100.% where guessing has 75.%/,
    )
    expect(gain.title).toMatch(/holds 33.% of yes/)
    expect(thresholds.title).toMatch(/^F1 of yes is highest, 100.%, when it is called from a probability of 90.% on/)
    const other = await run({ sharp: says('sharp') }, undefined, { positive: 'no' })
    expect(other.thresholds.title).toMatch(/^F1 of no is highest/)
    expect(other.metrics.scores[0]?.brierOfPositive?.class).toBe('no')
    await expect(run({ sharp: says('sharp') }, undefined, { positive: 'on' })).rejects.toThrow(/which is no class/)
  })

  it('counts rows by their weights: a row of weight 2 is two rows, one of weight 0 none', async () => {
    const weights = Array.from({ length: n }, (_, i) => i % 3)
    const unsure = Array.from({ length: n }, (_, i) => 0.1 + 0.8 * ((i * 7) % 11) * 0.09)
    const given = { truth: values.truth, unsure, weight: weights }
    const copies = weights.flatMap((weight, i) => Array.from({ length: weight }, () => i))
    const repeated = Table.from({
      truth: copies.map((i) => values.truth[i] as string),
      unsure: copies.map((i) => unsure[i] as number),
    }).withTag('test')
    const judge = async (table: Table<'test'>, params: object) =>
      (await runStage(evaluate, { models: { unsure: says('unsure') }, test: table }, params)).metrics.scores[0]
    const weighted = await judge(Table.from(given).withTag('test'), { weight: 'weight' })
    const plain = await judge(repeated, {})
    const numbers = (score: typeof plain) => [
      score?.accuracy,
      score?.logLoss.value,
      score?.brierSumOverClasses,
      score?.rps,
      score?.balancedAccuracy,
      score?.matthewsCorrelation,
      score?.cohenKappa,
      score?.fBeta.macro,
      score?.macro.f1,
      score?.rocAuc.macro,
      score?.averagePrecision.weighted,
      score?.expectedCalibrationError.value,
    ]
    for (const [i, value] of numbers(weighted).entries())
      expect(value, `${i}`).toBeCloseTo(numbers(plain)[i] as number, 12)
    expect(weighted?.perClass.map(({ rows }) => rows)).toEqual([10, 30])
    const bad = Table.from({ ...given, weight: weights.map((weight) => weight - 1) }).withTag('test')
    await expect(judge(bad, { weight: 'weight' })).rejects.toMatchObject({ code: 'E_ML_PARAMETER' })
  })

  it('makes naive baselines of the training rows, and refuses synthetic ones', async () => {
    const train = Table.from({
      truth: ['no', 'yes', 'yes', 'yes', 'no', 'no'],
      venue: ['home', 'home', 'home', 'home', 'away', 'away'],
    }).withTag('train')
    const venues = Table.from(
      { ...values, venue: values.truth.map((_, i) => (i % 2 === 0 ? 'home' : 'away')) },
      {
        types: { book_no: 'DOUBLE', book_yes: 'DOUBLE' },
      },
    ).withTag('test')
    const judge = (given: Table<'train'>) =>
      runStage(evaluate, { models: { sharp: says('sharp') }, train: given, test: venues }, { group: 'venue' })
    const { metrics, findings } = await judge(train)
    expect(metrics.scores.map(({ label, role }) => [label, role])).toEqual([
      ['sharp', 'model'],
      ['classFrequency', 'baseline'],
      ['frequencyBy_venue', 'baseline'],
    ])
    expect(metrics.scores[1]?.logLoss.value).toBeCloseTo(Math.LN2, 12)
    // Of away rows the training held "no" alone: those of "yes" cost the clip.
    expect(metrics.scores[2]?.logLoss.clippedRows).toBe(20)
    expect(findings.headline).toContain('below always guessing the class frequencies')
    await expect(judge(train.sql('SELECT *, false AS synthetic FROM self').withTag('train'))).rejects.toThrow(
      /synthetic/,
    )
  })

  it('refuses rows of one class, probabilities that do not sum to 1, and models of numbers', async () => {
    const one = Table.from({ truth: ['yes', 'yes'], sharp: [0.1, 0.2] }).withTag('test')
    const judge = (models: Record<string, ModelBundle>, table = test()) =>
      runStage(evaluate, { models, test: table }, { classes: ['no', 'yes'] })
    await expect(judge({ sharp: says('sharp') }, one)).rejects.toMatchObject({ code: 'E_ML_ONE_CLASS' })
    const odd = says('sharp')
    const broken: Classifier = {
      ...(odd.model as Classifier),
      predictProbability: ({ rows }) => ({ rows, classes: ['no', 'yes'], data: new Float64Array(2 * rows).fill(0.6) }),
    }
    await expect(judge({ odd: { ...odd, model: broken } })).rejects.toThrow(/row 1 sum to 1.2/)
    const nothing: Classifier = {
      ...broken,
      predictProbability: ({ rows }) => ({
        rows,
        classes: ['no', 'yes'],
        data: new Float64Array(2 * rows).fill(Number.NaN),
      }),
    }
    await expect(judge({ odd: { ...odd, model: nothing } })).rejects.toMatchObject({ code: 'E_ML_NOT_FINITE' })
    const numbers = { ...odd, model: { ...odd.model, task: 'regression' } } as unknown as ModelBundle
    await expect(judge({ numbers })).rejects.toMatchObject({ code: 'E_ML_TASK' })
  })
})
