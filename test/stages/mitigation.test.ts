import { type ModelBundle, Table } from 'millrace'
import { type Classifier, GroupThresholdClassifier, RandomForest } from 'millrace/ml'
import { describe, expect, it } from 'vitest'
import compareBias from '../../stages/compare-bias.ts'
import decorrelate from '../../stages/decorrelate.ts'
import groupThresholds from '../../stages/group-thresholds.ts'
import reweigh from '../../stages/reweigh.ts'
import { runStage } from './run-stage.ts'

/** People of two groups: whoever scores high is hired, and group d needs to score higher. */
function people(shift: number) {
  const rows = Array.from({ length: 400 }, (_, i) => {
    const group = i % 2 === 0 ? 'a' : 'd'
    const skill = ((i * 37 + shift) % 100) / 100
    const says = group === 'a' ? skill : skill * 0.7
    return { group, skill, says, hired: skill > 0.5 ? 'yes' : 'no', track: i % 3 === 0 ? 'night' : 'day' }
  })
  return Table.from(rows)
}

const classifier: Classifier = {
  learner: 'oracle',
  task: 'classification',
  classes: ['no', 'yes'],
  featureNames: ['says'],
  predictProbability: ({ rows, data }) => ({
    rows,
    classes: ['no', 'yes'],
    data: Float64Array.from(Array.from(data, (p) => [1 - p, p]).flat()),
  }),
  predict: () => {
    throw new Error('not asked here')
  },
  toParts: () => ({ learner: 'known', version: 1 }),
}
const bundle = (model: Classifier): ModelBundle => ({
  model,
  target: 'hired',
  training: { digest: 'other', rows: 400, syntheticRows: 0 },
  params: {},
})
const held = people(0)
const test = people(5).withTag('test')

describe('the stage reweigh', () => {
  const train = Table.from({ sex: [...'aaaaddd'], y: [...'1110100'], before: [1, 1, 1, 1, 2, 2, 2] }).withTag('train')

  it('adds a column of weights and keeps all others', async () => {
    const { train: weighed, weights } = await runStage(reweigh, { train }, { facet: 'sex', target: 'y' })
    const rows = await weighed.rows()
    expect(Object.keys(rows[0]!)).toEqual(['sex', 'y', 'before', 'weight'])
    expect(rows[4]!.weight).toBeCloseTo(12 / 7, 12)
    expect(weights.title).toBe('a with 0 weighs most: each row counts as 1.71')
  })

  it('refuses a column that is there, one group, a constant target, gaps alone and negative weights', async () => {
    const refuse = (rows: Table<'train'>, params: object) =>
      runStage(reweigh, { train: rows }, { facet: 'sex', target: 'y', ...params }).then(
        () => 'none',
        (error: { code: string }) => error.code,
      )
    expect(await refuse(train, { weight: 'before' })).toBe('E_PARAMS')
    expect(await refuse(train.sql("SELECT * REPLACE ('a' AS sex) FROM self").withTag('train'), {})).toBe('E_FACET')
    expect(
      await refuse(train.sql('SELECT * REPLACE (CAST(NULL AS VARCHAR) AS sex) FROM self').withTag('train'), {}),
    ).toBe('E_FACET')
    expect(await refuse(train.sql("SELECT * REPLACE ('1' AS y) FROM self").withTag('train'), {})).toBe('E_ML_ONE_CLASS')
    const negative = train.sql('SELECT * REPLACE (-before AS before) FROM self').withTag('train')
    expect(await refuse(negative, { sampleWeight: 'before' })).toBe('E_ML_PARAMETER')
    expect(await refuse(train, { facet: 'gender' })).toBe('E_TABLE_COLUMN')
  })
})

describe('the stage group-thresholds', () => {
  const params = { facet: 'group', positive: 'yes', constraint: 'equalizedOdds', tolerance: 0.02 }

  it('gives each group the threshold under which the rates agree', async () => {
    const { model, thresholds } = await runStage(groupThresholds, { model: bundle(classifier), held }, params)
    expect(thresholds.accuracy).toBeGreaterThan(0.97)
    expect(thresholds.gap).toBeLessThanOrEqual(0.02)
    const [a, d] = thresholds.thresholds.map(({ threshold }) => threshold)
    expect(d! / a!).toBeCloseTo(0.7, 1)
    expect(model.model).toBeInstanceOf(GroupThresholdClassifier)
    expect(model.model.featureNames).toEqual(['says', 'group'])
    expect(model.params.groupThresholds).toMatchObject({ facet: ['group'], rows: await held.digest() })
  })

  it('refuses the training rows, and rows that chose the thresholds as judges', async () => {
    const seen = { ...bundle(classifier), training: { digest: await held.digest(), rows: 400, syntheticRows: 0 } }
    await expect(runStage(groupThresholds, { model: seen, held }, params)).rejects.toMatchObject({ code: 'E_PARAMS' })
    const { model } = await runStage(groupThresholds, { model: bundle(classifier), held }, params)
    const compared = { facets: { group: {} }, positive: ['yes'], classes: ['no', 'yes'] }
    await expect(runStage(compareBias, { models: { model }, test: held.withTag('test') }, compared)).rejects.toThrow(
      /took its thresholds from/,
    )
  })
})

describe('the stage decorrelate', () => {
  it('adds features without a trace of the group, fitted on the training rows', async () => {
    const train = people(0).withTag('train')
    const params = { sensitive: 'group', target: 'hired', features: ['says', 'track'], categorical: ['track'] }
    const result = await runStage(decorrelate, { train, test }, params)
    expect(result.features.features.map(({ name }) => name)).toEqual([
      'fair_says',
      'fair_track_day',
      'fair_track_night',
    ])
    const [means] = await result.train
      .sql(
        'SELECT avg(fair_says) FILTER ("group" = \'a\') AS a, avg(fair_says) FILTER ("group" = \'d\') AS d FROM self',
      )
      .rows()
    expect(means!.a).toBeCloseTo(Number(means!.d), 10)
    // The test rows are moved by what training said: 100 rows of the same people in another order.
    expect((await result.test.columns()).map(({ name }) => name)).toContain('fair_says')
    expect(await result.test.count()).toBe(400)
    expect(result.correlations.title).toMatch(
      /^says had the strongest correlation with group_d: −?-?0\.\d\d, now 0\.00$/,
    )
    await expect(
      runStage(
        decorrelate,
        { train, test },
        { ...params, sensitive: 'says', features: ['says'], categorical: undefined },
      ),
    ).rejects.toMatchObject({ code: 'E_PARAMS' })
  })
})

describe('the stage compare-bias', () => {
  it('says what thresholds by group buy and cost', async () => {
    const params = { facet: 'group', positive: 'yes', constraint: 'demographicParity' }
    const { model: even } = await runStage(groupThresholds, { model: bundle(classifier), held }, params)
    const compared = {
      facets: { group: {} },
      positive: ['yes'],
      classes: ['no', 'yes'],
      reference: 'plain',
      labels: { even: 'thresholds' },
      bootstrap: { resamples: 100 },
    }
    const models = { even, plain: bundle(classifier) }
    const { comparison, findings, table, chart } = await runStage(compareBias, { models, test }, compared)
    expect(comparison.models.map(({ label }) => label)).toEqual(['plain', 'even'])
    const [plain, fair] = comparison.models.map(({ facets }) => facets[0]!.demographicParity.difference)
    expect(plain).toBeGreaterThan(0.15)
    expect(fair).toBeLessThan(0.05)
    expect(findings.headline).toMatch(
      /^The groups of group are predicted "yes" \d+\.\d percentage points apart by plain and .* by thresholds/,
    )
    expect(table).toMatchObject({ rows: { length: 2 } })
    expect(chart.title).toMatch(/^Group: selection rates lie \d+\D*% apart with thresholds/)
    await expect(runStage(compareBias, { models, test }, { ...compared, reference: 'none' })).rejects.toMatchObject({
      code: 'E_PARAMS',
    })
    const unknown = runStage(compareBias, { models, test }, { ...compared, facets: { sex: {} } })
    await expect(unknown).rejects.toMatchObject({ code: 'E_TABLE_COLUMN' })
  })

  it('keeps a model that reads the facet as a number', async () => {
    const { features, labels } = await people(0)
      .sql('SELECT says, "group" = \'d\' AS isD, hired FROM self')
      .matrix({ features: ['says', 'isD'], target: 'hired' })
    const forest = bundle(await RandomForest.fit(features, labels, { nEstimators: 10, seed: 1 }))
    const flagged = people(3).sql('SELECT *, "group" = \'d\' AS isD FROM self')
    const { model } = await runStage(
      groupThresholds,
      { model: forest, held: flagged },
      { facet: 'isD', positive: 'yes' },
    )
    expect((model.model as GroupThresholdClassifier).rule.groups.map(({ values }) => values)).toEqual([[0], [1]])
  })
})
