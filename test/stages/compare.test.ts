import { Table } from 'millrace'
import { describe, expect, it } from 'vitest'
import compare from '../../stages/compare.ts'
import { runStage } from './run-stage.ts'

const n = 60
const truth = Array.from({ length: n }, (_, i) => (i % 5 === 0 ? 'loss' : i % 3 === 0 ? 'draw' : 'win'))
const classes = ['loss', 'draw', 'win']

/** A forecast that gives the truth `sharpness`, more or less by row, and shares the rest. */
function forecast(sharpness: number, changes: Partial<Record<'from' | 'turn', number>> = {}) {
  const { from = 0, turn = 0 } = changes
  const place = Array.from({ length: n - from }, (_, i) => (i + turn) % (n - from))
  const values = place.map((i) => {
    const p = sharpness + ((i * 7) % 10) / 100
    return classes.map((name) => (name === truth[i + from] ? p : (1 - p) / 2))
  })
  return Table.from({
    match: place.map((i) => i + from),
    outcome: place.map((i) => truth[i + from] as string),
    ...Object.fromEntries(classes.map((name, k) => [`p_${name}`, values.map((row) => row[k] as number)])),
  })
}

const values = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([name, title]) => ({ name, title }))
const params = {
  key: ['match'],
  target: 'outcome',
  classes,
  classWords: { win: 'won', draw: 'drawn', loss: 'lost' },
  rowNoun: 'matches',
  bootstrap: { resamples: 200 },
  axes: [
    { name: 'resample', title: 'resampled', values: values({ none: '', smote: 'SMOTE' }) },
    { name: 'learner', values: values({ forest: 'forest', logistic: 'logistic regression' }) },
  ],
  groups: [{ name: 'all', title: 'All matches', baselines: [{ label: 'guess', title: 'always guessing' }] }],
}
const predictions = () => ({
  'none,forest': forecast(0.5),
  'smote,forest': forecast(0.3, { turn: 5 }),
  'none,logistic': forecast(0.45),
  'smote,logistic': forecast(0.25),
})
const run = (given: Readonly<Record<string, Table>> = predictions(), changes: object = {}, baseline = forecast(0.3)) =>
  runStage(compare, { predictions: given, baselines: { guess: baseline } }, { ...params, ...changes })
const refusal = (code: string, message: RegExp) =>
  expect.objectContaining({ code, message: expect.stringMatching(message) })

describe('the stage compare', () => {
  it('judges each forecast with intervals, and against the baseline on the same rows, in whatever order they come', async () => {
    const { comparison } = await run()
    const { scores, differences, n: rows, classes: counts } = comparison.groups.all!
    expect(rows).toBe(60)
    expect(counts).toEqual({ loss: 12, draw: 16, win: 32 })
    expect(scores.map(({ label }) => label)).toEqual([
      ...['guess', 'none,forest', 'none,logistic', 'smote,forest', 'smote,logistic'],
    ])
    const expected = (sharpness: number) =>
      Array.from({ length: n }, (_, i) => -Math.log(sharpness + ((i * 7) % 10) / 100)).reduce((a, b) => a + b) / n
    for (const { logLoss, rocAuc, accuracy } of scores) {
      expect(logLoss.lower).toBeLessThan(logLoss.value)
      expect(logLoss.upper).toBeGreaterThan(logLoss.value)
      expect(rocAuc?.lower).toBeLessThanOrEqual(rocAuc?.value ?? 0)
      expect(accuracy.value).toBeGreaterThanOrEqual(0)
    }
    const of = (model: string) => differences.find((each) => each.model === model)!.logLoss
    expect(of('none,forest').value).toBeCloseTo(expected(0.5) - expected(0.3), 12)
    // The same forecast in another order of rows: brought together by the key, nothing differs in any row.
    expect(of('smote,forest')).toMatchObject({ value: 0, lower: 0, upper: 0, pValue: 1, adjusted: 1 })
    expect(of('none,forest').adjusted).toBeGreaterThanOrEqual(of('none,forest').pValue)
    expect(of('none,forest').detectable / of('none,forest').standardError).toBeCloseTo(2.8016, 3)
  })

  it('says what a choice changes, over pairs that differ in nothing else', async () => {
    const { comparison, findings } = await run()
    const { effects, scores } = comparison.groups.all!
    const loss = (label: string) => scores.find((score) => score.label === label)!.logLoss.value
    const [smote, logistic] = effects
    expect(smote).toMatchObject({ axis: 'resample', value: 'smote', insteadOf: 'none', pairs: 2, n: 60 })
    const pairs = [loss('smote,forest') - loss('none,forest'), loss('smote,logistic') - loss('none,logistic')]
    expect(smote?.logLoss.value).toBeCloseTo((pairs[0]! + pairs[1]!) / 2, 12)
    expect(logistic).toMatchObject({ axis: 'learner', value: 'logistic', pairs: 2 })
    expect(findings.statements.join(' ')).toMatch(/All matches, resampled SMOTE instead of none: log loss \+0\.\d+/)
  })

  it('counts what happened, and says what so many rows tell apart and how many comparisons were made', async () => {
    const { findings, chart, scores } = await run()
    expect(findings.headline).toMatch(
      /^All matches, 60 matches \(32 won, 16 drawn, 12 lost\): a way of learning must differ from always guessing by 0\.\d\d nats/,
    )
    expect(findings.statements[0]).toMatch(/^Of its 4 comparisons with one baseline, 3 intervals exclude no difference/)
    expect(chart.title).toBe('3 of 4 forecasts are told apart from their baseline, 2 of them on 60 matches')
    expect(scores).toMatchObject({ type: 'table' })
    expect('rows' in scores && scores.rows.length).toBe(5)
  })

  it('refuses to compare forecasts of different rows, or of another truth', async () => {
    await expect(run({ ...predictions(), 'none,forest': forecast(0.5, { from: 1 }) })).rejects.toThrow(
      refusal('E_PARAMS', /"none,forest" has 59 rows, other ones than the 60/),
    )
    const other = forecast(0.5).sql(
      "SELECT * REPLACE (CASE match WHEN 7 THEN 'loss' ELSE outcome END AS outcome) FROM self",
    )
    await expect(run({ ...predictions(), 'none,forest': other })).rejects.toThrow(
      refusal('E_PARAMS', /ended otherwise/),
    )
    const twice = forecast(0.5).sql('SELECT * REPLACE (floor(match / 2) AS match) FROM self')
    await expect(run({ ...predictions(), 'none,forest': twice })).rejects.toThrow(
      refusal('E_TABLE_VALUE', /two rows of the key/),
    )
  })

  it('takes them in groups of their own, each with its baselines', async () => {
    const late = { from: 30 }
    const group = (name: string, resample: string, baseline: string) => ({
      name,
      title: resample,
      of: { resample: [resample] },
      baselines: [{ label: baseline, title: 'guessing' }],
    })
    const { comparison, chart } = await runStage(
      compare,
      {
        predictions: { 'none,forest': forecast(0.5), 'smote,forest': forecast(0.5, late) },
        baselines: { early: forecast(0.3), late: forecast(0.3, late) },
      },
      { ...params, groups: [group('whole', 'none', 'early'), group('part', 'smote', 'late')] },
    )
    expect(Object.values(comparison.groups).map(({ n: rows }) => rows)).toEqual([60, 30])
    expect(comparison.groups.part?.differences.map(({ model, baseline }) => [model, baseline])).toEqual([
      ['smote,forest', 'late'],
    ])
    expect(chart.title).toBe('2 of 2 forecasts are told apart from their baseline, 1 of them on 60 matches')
  })

  it('names labels, axes and baselines that do not fit', async () => {
    await expect(run({ forest: forecast(0.5) })).rejects.toThrow(refusal('E_PARAMS', /1 parts for 2 axes/))
    await expect(run({ 'none,trees': forecast(0.5) })).rejects.toThrow(refusal('E_PARAMS', /no value "trees"/))
    const [group] = params.groups
    await expect(
      run(undefined, { groups: [{ ...group, baselines: [{ label: 'gues', title: 'g' }] }] }),
    ).rejects.toThrow(refusal('E_PARAMS', /baseline "gues", which is not wired/))
    await expect(run(undefined, { groups: [group, { ...group, name: 'same' }] })).rejects.toThrow(
      refusal('E_PARAMS', /belong to 2 groups/),
    )
    await expect(run({ 'none,forest': forecast(0.5).sql('SELECT * EXCLUDE (p_win) FROM self') })).rejects.toThrow(
      refusal('E_TABLE_COLUMN', /no column "p_win"/),
    )
  })
})
