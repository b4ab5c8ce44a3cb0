import { type Matrix, type ModelBundle, Table } from 'millrace'
import {
  BoostingClassifier,
  CalibratedClassifier,
  CategoryEncoder,
  ClassFrequency,
  fitPreparations,
  LinearRegression,
  LogisticRegression,
  type Model,
  preparedModel,
  RandomForest,
} from 'millrace/ml'
import { beforeAll, describe, expect, it } from 'vitest'
import { createRandom } from '../../src/base/random.ts'
import explain from '../../stages/explain.ts'
import { runStage } from './run-stage.ts'

const random = createRandom(3)
const rows = 90
const strength = Float64Array.from({ length: rows }, () => random.next() * 4 - 2)
const form = Float64Array.from({ length: rows }, () => random.next())
const noise = Float64Array.from({ length: rows }, () => random.next())
const outcome = Array.from(strength, (value, i) => {
  const score = value + form[i]! + random.next() - 1
  return score > 0.5 ? 'win' : score < -0.5 ? 'loss' : 'draw'
})
const classes = ['loss', 'draw', 'win']
const names = ['strength', 'form', 'noise']
const features: Matrix = { rows, columns: 3, names, data: Float64Array.from([...strength, ...form, ...noise]) }
const labels = { classes, codes: Int32Array.from(outcome, (name) => classes.indexOf(name)) }
const won = { classes: ['no', 'yes'], codes: Int32Array.from(outcome, (name) => Number(name === 'win')) }
const opponent = Array.from({ length: rows }, (_, i) => `team ${i % 7}`)
const table = (more: object = {}) =>
  Table.from({
    strength,
    form,
    noise,
    outcome,
    opponent,
    won: outcome.map((name) => (name === 'win' ? 'yes' : 'no')),
    points: strength.map((value) => 3 * value),
    ...more,
  })
const bundle = (model: Model, target = 'outcome'): ModelBundle => ({
  model,
  target,
  training: { digest: '', rows, syntheticRows: 0 },
  params: {},
})
const inputs = (model: Model, target?: string) => ({
  model: bundle(model, target),
  test: table().withTag('test'),
  background: table(),
})
let forest: RandomForest
beforeAll(async () => {
  forest = await RandomForest.fit(features, labels, { seed: 1, nEstimators: 12, maxDepth: 5, threads: 1 })
})

describe('the stage explain', () => {
  it('takes each prediction apart into what adds up to it', async () => {
    const { contributions, importance } = await runStage(explain, inputs(forest))
    expect(importance).toMatchObject({ n: rows, method: 'treePathDependent', unit: 'probability' })
    expect(importance.additivity.largestGap).toBeLessThan(1e-12)
    const said = forest.predictProbability(features)
    const found = await contributions.rows()
    expect(found).toHaveLength(rows * 3)
    for (const [at, row] of found.entries()) {
      expect(row.row).toBe(Math.floor(at / 3) + 1)
      expect(row.output).toBe(classes[at % 3])
      const sum = names.reduce((total, name) => total + Number(row[`shap_${name}`]), Number(row.base))
      expect(Math.abs(sum - said.data[at]!)).toBeLessThan(1e-12)
    }
    const [first] = importance.features
    expect(first?.name).toBe('strength')
    expect(Object.keys(first?.meanSize ?? {})).toEqual(classes)
    expect(importance.features.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12)
    expect(importance.features.reduce((sum, { training }) => sum + (training ?? 0), 0)).toBeCloseTo(1, 12)
    expect(first!.permutation.mean).toBeGreaterThan(importance.features[2]!.permutation.mean)
  })

  it('shows five charts and says what they show', async () => {
    const result = await runStage(explain, inputs(forest), { rowLabel: ['opponent'], rowNoun: 'matches' })
    for (const chart of [result.overall, result.beeswarm, result.dependence, result.examples, result.permutation]) {
      expect(chart.type).toBe('vega-lite')
      expect(`${chart.title}${chart.subtitle}${chart.description}`).not.toMatch(/NaN|undefined|Infinity/)
      const spec = chart as unknown as { spec: { data: { values: unknown[] } } }
      expect(spec.spec.data.values.length).toBeLessThanOrEqual(5000)
    }
    expect(result.overall.title).toMatch(/^“strength” moves what the model says the most: \d+\u00a0% of what all 3/)
    expect(result.beeswarm.title).toBe(
      'A high “strength” raises the probability of “win”, more than any other feature moves it',
    )
    const { headline, statements, warnings } = result.findings
    expect(headline).toMatch(/^“strength” moves what the model says the most: by 0\.\d+ \(probability\)/)
    expect(statements.find((text) => text.startsWith('With “strength” from'))).toMatch(
      /the probability of “win” goes from 0.* on average\.$/,
    )
    expect(statements.find((text) => text.startsWith('A typical row'))).toMatch(/team \d, where the model says/)
    expect(warnings).toEqual([])
  })

  it('picks a typical row, the surest mistake and a borderline row', async () => {
    const { findings } = await runStage(explain, inputs(forest))
    const { data } = forest.predictProbability(features)
    const kinds = findings.statements.filter((text) => /^A (typical|wrong|borderline) row/.test(text))
    expect(kinds).toHaveLength(3)
    const wrong = /row (\d+), where the model says (\w+) (\d+) %, was (\w+)/.exec(kinds[1] ?? '')
    expect(wrong?.[2]).not.toBe(wrong?.[4])
    const sure = Array.from({ length: rows }, (_, i) => {
      const own = [...data.subarray(i * 3, i * 3 + 3)]
      const best = own.indexOf(Math.max(...own))
      return best === labels.codes[i] ? 0 : own[best]!
    })
    expect(sure[Number(wrong?.[1]) - 1]).toBe(Math.max(...sure))
  })

  it('explains numbers, two classes, linear models and calibrated ones', async () => {
    const number = await runStage(
      explain,
      inputs(
        await LinearRegression.fit(
          features,
          strength.map((v) => 3 * v),
        ),
        'points',
      ),
    )
    expect(number.importance).toMatchObject({
      method: 'linear',
      unit: 'value',
      permutation: { metric: 'absoluteError' },
    })
    expect(number.importance.additivity.largestGap).toBeLessThan(1e-12)
    expect(number.importance.features[0]?.training).toBeNull()
    expect(number.findings.headline).toContain('(points)')

    const boosting = await BoostingClassifier.fit(features, won, { nEstimators: 10, threads: 1 })
    const two = await runStage(explain, inputs(boosting, 'won'), { metric: 'error' })
    expect(two.importance).toMatchObject({ unit: 'logOdds', permutation: { metric: 'error' } })
    expect(await two.contributions.count()).toBe(rows)
    expect(two.beeswarm.subtitle).toContain('the log odds of “yes”')
    expect(two.dependence.subtitle).toContain('robability of “yes”')

    const calibrated = CalibratedClassifier.fit(boosting, features, won)
    const inner = await runStage(explain, inputs(calibrated, 'won'))
    expect(inner.importance.beforeCalibration).toBe(true)
    expect(inner.importance.features[0]?.meanSize).toEqual(two.importance.features[0]?.meanSize)
    expect(inner.findings.statements.some((text) => text.includes('before the calibration'))).toBe(true)
  })

  it('names categories, not their codes', async () => {
    const list = [...new Set(opponent)].sort()
    const codes = Float64Array.from(opponent, (name) => list.indexOf(name))
    const both: Matrix = { rows, columns: 2, names: ['form', 'opponent'], data: Float64Array.from([...form, ...codes]) }
    const lucky = { classes: ['no', 'yes'], codes: Int32Array.from(codes, (code) => Number(code === 4)) }
    const steps = [CategoryEncoder.step({ encoding: 'oneHot', categories: { opponent: list } })]
    const { preparations, features: prepared } = fitPreparations(steps, { features: both, target: lucky })
    const model = preparedModel(preparations, await LogisticRegression.fit(prepared, lucky), both.names, {
      opponent: list,
    })
    const given = {
      ...inputs(model, 'lucky'),
      test: table({ lucky: Array.from(codes, (c) => (c === 4 ? 'yes' : 'no')) }).withTag('test'),
    }
    const { importance, findings, examples } = await runStage(explain, given)
    expect(importance.features.map(({ name }) => name)).toEqual(['opponent', 'form'])
    expect(importance.dependence[0]).toMatchObject({ feature: 'opponent', grid: list })
    expect(findings.statements.find((text) => text.startsWith('Of the categories'))).toContain('highest for team 4')
    expect(JSON.stringify(examples)).toMatch(/opponent = team \d/)
  })

  it('draws some of many rows, always the same, and leaves synthetic ones out of the background', async () => {
    const model = await LogisticRegression.fit(features, labels)
    const marked = table({ synthetic: outcome.map((_, i) => i % 2 === 1) })
    const given = { ...inputs(model), background: marked }
    const params = { rows: 20, background: 30 }
    const once = await runStage(explain, given, params)
    expect(once.importance).toMatchObject({ n: 20, rowsInTable: rows, backgroundRows: 30 })
    expect((await runStage(explain, given, params)).importance).toEqual(once.importance)
    const other = await runStage(explain, given, params, 7)
    expect(other.importance.base).not.toEqual(once.importance.base)
    const all = await runStage(explain, given, { background: 1000 })
    expect(all.importance.backgroundRows).toBe(rows / 2)
  })

  it('measures whether the model rests on other features than before', async () => {
    const before = (await runStage(explain, inputs(forest))).importance
    const same = await runStage(explain, { ...inputs(forest), reference: before })
    expect(same.importance.drift).toEqual({ ndcg: 1, threshold: 0.9, drifted: false })
    const turned = {
      ...before,
      features: before.features.map((feature, j) => ({ ...feature, overall: [0, 0.1, 1][j]! })),
    }
    const moved = await runStage(explain, { ...inputs(forest), reference: turned })
    expect(moved.importance.drift?.drifted).toBe(true)
    expect(moved.findings.warnings).toEqual([expect.stringMatching(/^The model rests on other features/)])
    const fewer = { ...before, features: before.features.slice(1) }
    await expect(runStage(explain, { ...inputs(forest), reference: fewer })).rejects.toMatchObject({
      code: 'E_ML_FEATURES',
    })
  })

  it('refuses what it cannot do, with a code', async () => {
    const logistic = await LogisticRegression.fit(features, labels)
    const refused = (given: Parameters<typeof runStage>[1], params: object = {}) =>
      expect(runStage(explain, given as never, params)).rejects
    await refused(inputs(forest), { focus: 'wins' }).toMatchObject({ code: 'E_PARAMS', hint: 'Did you mean "win"?' })
    await refused(inputs(forest), { metric: 'absoluteError' }).toMatchObject({ code: 'E_PARAMS' })
    await refused(inputs(forest), { target: 'outcomes' }).toMatchObject({ code: 'E_TABLE_COLUMN' })
    await refused(inputs(forest), { rowLabel: ['opponents'] }).toMatchObject({ code: 'E_TABLE_COLUMN' })
    await refused({ ...inputs(logistic), background: undefined }).toMatchObject({ code: 'E_ML_PARAMETER' })
    await refused(inputs(ClassFrequency.fit(features, labels))).toMatchObject({ code: 'E_ML_EMPTY' })
    const none = table().sql('SELECT * FROM self WHERE false').withTag('test')
    await refused({ ...inputs(forest), test: none }).toMatchObject({ code: 'E_ML_EMPTY' })
  })
})
