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
})
