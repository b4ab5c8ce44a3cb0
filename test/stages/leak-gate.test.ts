import { type FeatureList, type ModelBundle, Table } from 'millrace'
import { LinearRegression, RandomForestRegressor } from 'millrace/ml'
import { describe, expect, it } from 'vitest'
import { findValue } from '../../src/base/find-value.ts'
import leakGate from '../../stages/leak-gate.ts'
import { runStage } from './run-stage.ts'

/** Numbers that look like chance and are always the same. */
function numbers(n: number, seed: number): number[] {
  let state = seed
  return Array.from({ length: n }, () => {
    state = (state * 1664525 + 1013904223) % 4294967296
    return state / 4294967296
  })
}

const day = (i: number) => new Date(Date.UTC(2020, 0, 1 + i)).toISOString().slice(0, 10)

/** A classification without leaks: the class follows `form` with much noise. */
function honest(n: number, seed: number, more: (row: number) => Record<string, number | string> = () => ({})) {
  const [a, b, c] = [numbers(n, seed), numbers(n, seed + 1), numbers(n, seed + 2)]
  const rows = a.map((form, i) => {
    const goals = Math.floor(3 * (form + b[i]!))
    const against = Math.floor(5 * c[i]!)
    return {
      id: `${seed}-${i}`,
      date: day(i),
      form,
      rest: Math.round(1e6 * b[i]!) / 1e5,
      goals,
      against,
      outcome: goals > against ? 'win' : goals < against ? 'loss' : 'draw',
      ...more(i),
    }
  })
  return Table.from(rows, { types: { date: 'DATE' } })
}

const params = { target: 'outcome', classes: ['loss', 'draw', 'win'], features: ['form', 'rest'] }
const split = (columns: Parameters<typeof honest>[2] = undefined) => ({
  train: honest(300, 1, columns).withTag('train'),
  test: honest(100, 9, columns).withTag('test'),
})

describe('leak-gate on classes', () => {
  it('says nothing about honest features, and says what it looked at', async () => {
    const { leaks, findings, checked } = await runStage(leakGate, split(), { ...params, key: ['id'] })
    expect(leaks.warnings).toEqual([])
    expect(leaks.count).toBe(0)
    expect(leaks.notChecked).toEqual(['better-than-odds', 'same-period-component', 'newer-than-cutoff', 'trend'])
    expect(leaks.strength.map(({ feature }) => feature)).toEqual(['form', 'rest'])
    expect(findings.headline).toBe('The leak gate found nothing in 4 checks.')
    expect(findings.statements[0]).toMatch(
      /^single-feature-gives-target: looked at 2 features alone; 300 training rows\.$/,
    )
    expect(checked).toMatchObject({ type: 'table', title: 'Nothing found in 4 checks for leaks' })
  })

  it('names two columns whose difference is the result', async () => {
    const { leaks, findings } = await runStage(leakGate, split(), {
      ...params,
      features: ['form', 'goals', 'rest', 'against'],
    })
    expect(leaks.warnings).toMatchObject([{ name: 'pair-gives-target', features: ['goals', 'against'], seen: 1 }])
    expect(findings.warnings).toEqual([
      expect.stringMatching(/^pair-gives-target: “goals” − “against” gives “outcome”: AUC 1 on 300 rows\. Leave/),
    ])
  })

  it('names one that gives the result alone, as a number, as text, or by what is missing', async () => {
    const base = { ...split() }
    const derive = (sql: string) => ({
      train: base.train.sql(`SELECT *, ${sql} AS x FROM self`).withTag('train'),
      test: base.test.sql(`SELECT *, ${sql} AS x FROM self`).withTag('test'),
    })
    for (const [sql, categorical] of [
      ['goals - against', []],
      [`CASE outcome WHEN 'win' THEN 'A' WHEN 'draw' THEN 'B' ELSE 'C' END`, ['x']],
    ] as const) {
      const { leaks } = await runStage(leakGate, derive(sql), { ...params, features: ['form', 'x'], categorical })
      expect(leaks.warnings).toMatchObject([{ name: 'single-feature-gives-target', features: ['x'], seen: 1 }])
      expect(findValue(leaks, ['byName', 'single-feature-gives-target'])).toEqual({ found: true, value: 1 })
      expect(findValue(leaks, ['count'])).toEqual({ found: true, value: 1 })
    }
  })

  it('lists as allowed what the pipeline file allows, with the reason, and what it need not allow', async () => {
    const { leaks, findings } = await runStage(leakGate, split(), {
      ...params,
      features: ['form', 'goals', 'against'],
      allow: [
        { check: 'pair-gives-target', feature: 'goals', because: 'It is a quiz.' },
        { check: 'shared-rows', because: 'None.' },
      ],
    })
    expect(leaks).toMatchObject({
      count: 0,
      warnings: [],
      allowed: [{ features: ['goals', 'against'], because: 'It is a quiz.' }],
    })
    expect(findings.warnings).toEqual([])
    expect(findings.statements.slice(-2)).toEqual([
      expect.stringMatching(/^Allowed, pair-gives-target: .* Because: It is a quiz\.$/),
      'Allowed but not seen: shared-rows; the entry can go.',
    ])
  })

  it('counts test rows that are training rows, by their values and by their key', async () => {
    const { train, test } = split()
    const both = test.sql('SELECT * FROM self UNION ALL (SELECT * FROM train LIMIT 25)', { train: train as Table })
    const { leaks } = await runStage(leakGate, { train, test: both.withTag('test') }, { ...params, key: ['id'] })
    expect(leaks.warnings).toMatchObject([
      { name: 'shared-rows', features: [], seen: 0.2 },
      { name: 'shared-rows', features: ['id'], seen: 0.2 },
    ])
    expect(leaks.warnings[0]?.why).toMatch(/^25 test rows of 125 rows stand among/)
  })

  it('leaves a resampler’s rows aside', async () => {
    const { train, test } = split()
    const synthetic = train.sql(`SELECT *, false AS synthetic FROM self UNION ALL (SELECT *, true FROM test)`, {
      test: test as Table,
    })
    expect((await runStage(leakGate, { train: synthetic.withTag('train'), test }, params)).leaks.count).toBe(0)
  })

  it('names features that were known too late', async () => {
    const known = split((i) => ({ seen: day(i - (i % 10 === 0 ? 0 : 1)) }))
    const late = { ...params, time: 'date', knownAt: { seen: ['form', 'rest'] } }
    expect((await runStage(leakGate, known, late)).leaks.warnings).toMatchObject([
      { name: 'newer-than-cutoff', features: ['form', 'rest'], seen: 0.1 },
    ])
    expect((await runStage(leakGate, known, { ...late, cutoff: '2 days' })).leaks.warnings[0]?.seen).toBe(1)
    await expect(runStage(leakGate, known, { ...late, time: undefined })).rejects.toMatchObject({ code: 'E_PARAMS' })
    await expect(runStage(leakGate, known, { ...late, knownAt: { sen: ['form'] } })).rejects.toMatchObject({
      code: 'E_TABLE_COLUMN',
      hint: expect.stringContaining('seen'),
    })
  })

  it('warns of a model that is clearly better than the odds', async () => {
    const { train, test } = split()
    const odds = { loss: 'o_loss', draw: 'o_draw', win: 'o_win' }
    const forecast = (prefix: string, right: string) =>
      ['loss', 'draw', 'win'].map(
        (c) => `CASE outcome WHEN '${c}' THEN (${right}) ELSE (1 - (${right})) / 2 END AS ${prefix}_${c}`,
      )
    const predict = (right: string) =>
      test
        .sql(`SELECT *, ${[...forecast('o', '0.4 + rest / 50'), ...forecast('p_forest', right)].join(', ')} FROM self`)
        .withTag('test')
    const run = (right: string) => runStage(leakGate, { train, test, predictions: predict(right) }, { ...params, odds })
    expect((await run('0.39 + form / 20')).leaks.warnings).toEqual([])
    const { leaks, findings } = await run('0.9')
    expect(leaks.warnings).toMatchObject([{ name: 'better-than-odds', features: ['forest'], limit: 2 }])
    expect(leaks.warnings[0]!.seen).toBeGreaterThan(10)
    expect(findings.warnings?.[0]).toMatch(/^better-than-odds: On 100 rows the log loss of “forest” is 0\.105, that of/)
    await expect(runStage(leakGate, { train, test }, { ...params, odds })).rejects.toMatchObject({
      code: 'E_MISSING_INPUT',
    })
    const short = { ...params, odds: { loss: 'o_loss', win: 'o_win' } }
    await expect(runStage(leakGate, { train, test, predictions: predict('0.5') }, short)).rejects.toMatchObject({
      code: 'E_PARAMS',
    })
  })
})

describe('leak-gate on numbers', () => {
  const n = 240
  const noise = numbers(n + 60, 5)
  /** A level that rises by about 1 a day, with its own past and a part of it. */
  const level = noise.map((e, i) => i + 8 * Math.sin(i / 3) + 4 * e)
  const running = level.map((_, i) => level.slice(0, i + 1).reduce((sum, v) => sum + v, 0))
  const columns = (from: number, to: number) =>
    Table.from(
      Array.from({ length: to - from }, (_, k) => {
        const i = from + k
        return {
          day: day(i),
          level: level[i]!,
          lag_1: level[i - 1] ?? null,
          sine: Math.sin(i / 3),
          running: running[i]!,
          half: level[i]! / 2 + (i % 7),
          rest: level[i]! / 2 - (i % 7),
        }
      }),
      { types: { day: 'DATE' } },
    )
  const [train, test] = [columns(0, n).withTag('train'), columns(n, n + 60).withTag('test')]
  const series = { target: 'level', time: 'day', features: ['lag_1', 'sine'] }

  it('does not take a series’ own past for a leak, but tells trees to learn differences', async () => {
    const { leaks } = await runStage(leakGate, { train, test }, series)
    expect(leaks.warnings.map(({ name }) => name)).toEqual(['trend'])
    expect(leaks.warnings[0]?.seen).toBeGreaterThan(0.7)
    expect(leaks.warnings[0]?.why).toMatch(/Kendall’s τ 0\.9\d\), and \d\d % .* Saying “as before” has RMSE/)
    expect(leaks.warnings[0]?.whatToDo).toMatch(/difference/)
  })

  it('knows trees from lines, and sets their score beside the naive one', async () => {
    const { features } = await train.matrix({ features: ['sine'] })
    const target = await train.values('level')
    const bundle = (model: ModelBundle['model']): ModelBundle => ({
      model,
      target: 'level',
      training: { digest: '', rows: n, syntheticRows: 0 },
      params: {},
    })
    const models = {
      forest: bundle(await RandomForestRegressor.fit(features, target, { nEstimators: 5, seed: 1 })),
      line: bundle(await LinearRegression.fit(features, target)),
    }
    const { leaks } = await runStage(leakGate, { train, test, models }, series)
    expect(leaks.warnings).toMatchObject([{ name: 'trend', features: ['forest'] }])
    expect(leaks.warnings[0]?.why).toMatch(/; “forest” has RMSE [\d.]+, R² −\d/)
    expect((await runStage(leakGate, { train, test, models: { line: models.line } }, series)).leaks.count).toBe(0)
  })

  it('says nothing of the differences', async () => {
    const differences = (rows: Table) =>
      rows.sql('SELECT day, sine, level - lag_1 AS step FROM self WHERE lag_1 IS NOT NULL')
    const sides = { train: differences(train).withTag('train'), test: differences(test).withTag('test') }
    const { leaks } = await runStage(leakGate, sides, { target: 'step', time: 'day', features: ['sine'] })
    expect(leaks.warnings).toEqual([])
  })

  it('names a running total, and two parts that add up', async () => {
    const { leaks } = await runStage(leakGate, { train }, { ...series, features: ['lag_1', 'running', 'half', 'rest'] })
    expect(leaks.warnings.map(({ name, features }) => [name, ...features])).toEqual([
      ['single-feature-gives-target', 'running'],
      ['pair-gives-target', 'half', 'rest'],
    ])
    expect(leaks.warnings[0]?.why).toMatch(
      /^The change of “running” since the row before gives “level”: .* running total/,
    )
  })

  it('names three parts that add up', async () => {
    const parts = (rows: Table) =>
      rows.sql('SELECT *, half / 3 + 5 * sine AS third, half - half / 3 - 5 * sine AS other FROM self')
    const { leaks } = await runStage(
      leakGate,
      { train: parts(train).withTag('train') },
      { ...series, features: ['lag_1', 'third', 'rest', 'other'] },
    )
    const sum = leaks.warnings.find(({ name }) => name === 'same-period-component')
    expect(sum?.features.toSorted()).toEqual(['other', 'rest', 'third'])
  })

  it('goes by the names and descriptions of the feature list', async () => {
    const features: FeatureList = {
      target: 'level',
      features: [
        { name: 'lag_1', type: 'number', description: '' },
        { name: 'level_before', type: 'number', description: 'The previous level' },
        { name: 'adjusted level', type: 'number', description: 'Without the season' },
      ],
    }
    const more = train.sql('SELECT *, lag_1 AS level_before, sine AS "adjusted level" FROM self').withTag('train')
    const { leaks } = await runStage(leakGate, { train: more, features }, { time: 'day' })
    expect(leaks.warnings).toMatchObject([{ name: 'name-shares-stem', features: ['adjusted level'] }])
  })
})
