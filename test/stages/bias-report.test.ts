import { type ModelBundle, Table } from 'millrace'
import type { Classifier, Regressor } from 'millrace/ml'
import { describe, expect, it } from 'vitest'
import biasReport, { type BiasReportDocument } from '../../stages/bias-report.ts'
import { runStage } from './run-stage.ts'

// Clarify's own test table `dfB`: definitions.md §2.2.
const values = {
  sex: [...'MFFMFMFFMMFF'].map((letter) => (letter === 'F' ? 'woman' : 'man')),
  label: [0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 0].map(String),
  says: [1, 1, 1, 0, 0, 0, 1, 1, 0, 1, 0, 0],
}
const predictor: Classifier = {
  learner: 'oracle',
  classes: ['0', '1'],
  featureNames: ['says'],
  predictProbability: ({ rows, data }) => ({
    rows,
    classes: ['0', '1'],
    data: Float64Array.from(Array.from(data, (p) => [1 - p, p]).flat()),
  }),
  task: 'classification',
  predict: () => {
    throw new Error('not asked here')
  },
  toParts: () => ({ learner: 'known', version: 1 }),
}
const model: ModelBundle = {
  model: predictor,
  target: 'label',
  training: { digest: '', rows: 12, syntheticRows: 0 },
  params: {},
}
const table = (more: object = {}) => Table.from({ ...values, ...more })
const inputs = { model, train: table().withTag('train'), test: table().withTag('test'), features: undefined }
const params = { facet: 'sex', disfavoured: 'woman', positive: ['1'] }

type Result = { readonly metrics: BiasReportDocument }
const metricsOf = ({ metrics }: Result) => metrics.facets[0]!.groups[0]!.metrics

describe('the stage bias-report', () => {
  it('gives Clarify’s golden numbers', async () => {
    const metrics = ['CI', 'DPL', 'DI', 'DCA', 'DCR', 'RD', 'SD', 'DRR', 'AD', 'DAR', 'TE']
    const result = await runStage(biasReport, inputs, { ...params, metrics })
    const value = Object.fromEntries(metricsOf(result).map((metric) => [metric.metric, metric.value]))
    const golden = { CI: -1 / 6, DI: 10 / 7, DCA: 1 / 4, DCR: 1 / 3, RD: -2 / 3, SD: 1 / 6, DRR: 1 / 3, AD: -13 / 35 }
    for (const [metric, expected] of Object.entries({ ...golden, DAR: -1 / 2, TE: -1 / 2 })) {
      expect(value[metric], metric).toBeCloseTo(expected, 12)
    }
  })

  it('shows both group sizes and greys groups of fewer than ten rows', async () => {
    const result = await runStage(biasReport, inputs, params)
    const { table: shown, findings } = result
    expect(result.metrics.facets[0]!.groups[0]).toMatchObject({ name: 'woman', favoured: 'man' })
    expect(metricsOf(result).map(({ metric }) => metric)).toHaveLength(19)
    expect(metricsOf(result).every(({ nA, nD, smallSample }) => nA === 5 && nD === 7 && smallSample)).toBe(true)
    expect(shown).toMatchObject({ type: 'table', rows: Array(19).fill({ 0: { muted: true } }) })
    expect(findings.headline).toBe(
      'The model predicts "1" for 40 % of 5 rows of the group man and for 57 % of 7 of the group woman.',
    )
    expect(findings.warnings?.at(-1)).toBe('19 of 19 bias metrics rest on a group of fewer than 10 rows.')
  })

  it('warns in one sentence of predictions that differ beyond chance, beside the outcomes', async () => {
    const many = (letters: string) => [...letters.repeat(30)]
    const wide = Table.from({
      sex: many('FM'),
      label: many('11').map((label, i) => (i % 8 < 2 ? '0' : label)),
      says: many('FM').map((sex) => (sex === 'F' ? 0 : 1)),
    })
    const { findings } = await runStage(
      biasReport,
      { ...inputs, train: wide.withTag('train'), test: wide.withTag('test') },
      { ...params, disfavoured: 'F' },
    )
    expect(findings.warnings).toEqual([
      expect.stringMatching(/^Predictions for F and M differ beyond chance \(95 % .*, 30 and 30 rows\): DPPL 1\.00/),
    ])
    expect(findings.warnings?.[0]).toMatch(/differ by \+0 percentage points of "1", the predictions by \+100/)
  })

  it('turns round with the disfavoured group', async () => {
    const other = await runStage(biasReport, inputs, { ...params, disfavoured: 'man', metrics: ['CI', 'DI'] })
    expect(metricsOf(other).map(({ value }) => value)).toEqual([expect.closeTo(1 / 6, 12), expect.closeTo(0.7, 12)])
  })

  it('takes a flag as facet', async () => {
    const flags = { woman: values.sex.map((sex) => sex === 'woman') }
    const flagged = { ...inputs, train: table(flags).withTag('train'), test: table(flags).withTag('test') }
    const report = {
      ...params,
      facet: 'woman',
      disfavoured: true,
      metrics: ['CI'],
      labels: { true: 'women', false: 'men' },
    }
    const flagResult = await runStage(biasReport, flagged, report)
    expect(flagResult.metrics.facets[0]!.groups[0]).toMatchObject({ name: 'women', favoured: 'men' })
    expect(metricsOf(flagResult)[0]?.value).toBeCloseTo(-1 / 6, 12)
  })

  it('refuses synthetic rows, unknown values and unknown metrics', async () => {
    const synthetic = table({ synthetic: values.label.map(() => false) }).withTag('train')
    await expect(runStage(biasReport, { ...inputs, train: synthetic }, params)).rejects.toThrow(/synthetic/)
    await expect(runStage(biasReport, inputs, { ...params, disfavoured: 'women' })).rejects.toMatchObject({
      code: 'E_FACET',
    })
    await expect(runStage(biasReport, inputs, { ...params, metrics: ['DPLL'] })).rejects.toMatchObject({
      hint: 'Did you mean "DPL"?',
    })
  })

  it('judges several facets, thresholds and intersections, each group against all others', async () => {
    const many = (letters: string) => [...letters.repeat(20)]
    const wide = Table.from({
      sex: many('FMFM'),
      race: many('xxyz'),
      age: many('1234').map(Number),
      label: many('1110'),
      says: many('1100').map(Number),
    })
    const facets = {
      sex: {},
      race: { disfavoured: ['y', 'z'] },
      age: { threshold: 2 },
      both: { columns: ['sex', 'race'] },
    }
    const sides = { ...inputs, train: wide.withTag('train'), test: wide.withTag('test') }
    const result = await runStage(biasReport, sides, { positive: ['1'], facets, conditionalOn: 'race' })
    const groups = result.metrics.facets.map(({ name, groups }) => [name, groups.map(({ name }) => name)])
    expect(groups).toEqual([
      ['sex', ['F', 'M']],
      ['race', ['y or z']],
      ['age', ['≤ 2']],
      ['both', ['F, x', 'F, y', 'M, x', 'M, z']],
    ])
    expect(metricsOf(result)).toHaveLength(21)
    // Paths as checks write them.
    expect(result.bias.race?.['y or z']?.DPPL).toBe(1)
    expect(result.bias.sex?.demographicParity).toEqual({ difference: 0, ratio: 1 })
    expect(result.bias.both?.['M, z']?.DPL).toBe(1)
    expect(result.analysis.post_training_bias_metrics.facets.race?.[0]?.value_or_threshold).toBe('y,z')
    expect(result.analysis.pre_training_bias_metrics.facets.age?.[0]?.metrics.map(({ name }) => name)).toEqual([
      'CDDL',
      'CI',
      'DPL',
      'JS',
      'KL',
      'KS',
      'LP',
      'TVD',
    ])
    expect(result.findings.warnings?.[0]).toMatch(/less than four fifths of the highest, by facet: race 0\.00/)
    // The sign of the code: who is above the threshold is d, and FT turns round.
    const turned = await runStage(biasReport, sides, {
      positive: ['1'],
      facets: { age: { threshold: 2 } },
      sign: 'code',
    })
    expect(turned.metrics.facets[0]!.groups[0]!.name).toBe('> 2')
    expect(turned.findings.statements[0]).toMatch(/Clarify’s code/)
  })

  it('takes a target of numbers, the wanted ones being above a threshold', async () => {
    const regressor: Regressor = {
      learner: 'oracle',
      featureNames: ['says'],
      task: 'regression',
      predict: ({ data }) => Float64Array.from(data, (x) => 1000 * x),
      toParts: () => ({ learner: 'known', version: 1 }),
    }
    const pay = { pay: values.label.map((label) => 900 * Number(label) + 50) }
    const sides = { ...inputs, train: table(pay).withTag('train'), test: table(pay).withTag('test') }
    const bundle = { ...model, model: regressor, target: 'pay' }
    const given = { facet: 'sex', disfavoured: 'woman', positive: { above: 500 } }
    const result = await runStage(biasReport, { ...sides, model: bundle }, given)
    const of = (name: string) => metricsOf(result).find(({ metric }) => metric === name)!
    expect(of('DI').value).toBeCloseTo(10 / 7, 12)
    expect(of('RD')).toMatchObject({ value: null, error: expect.stringMatching(/outcome is a number/) })
    expect(result.metrics.outcome).toBe('pay > 500')
    await expect(runStage(biasReport, sides, given)).rejects.toMatchObject({ code: 'E_ML_TASK' })
  })

  it('refuses what cannot be compared, with a code', async () => {
    const code = async (columns: object, more: object = {}) => {
      const sides = { ...inputs, train: table(columns).withTag('train'), test: table(columns).withTag('test') }
      return runStage(biasReport, sides, { ...params, ...more }).then(
        () => 'none',
        (error: { code: string }) => error.code,
      )
    }
    const all = (value: string | null) => values.sex.map(() => value)
    expect(await code({}, { facet: 'gender' })).toBe('E_TABLE_COLUMN')
    expect(await code({ sex: all('woman') })).toBe('E_FACET')
    expect(await code({ sex: all(null) })).toBe('E_FACET')
    expect(await code({ label: all('1') })).toBe('E_ML_ONE_CLASS')
    expect(await code({ label: all(null) })).toBe('E_TABLE_LABEL')
    expect(await code({}, { metrics: ['CDDL'] })).toBe('E_PARAMS')
    const seen = { ...model, training: { ...model.training, digest: await inputs.test.digest() } }
    await expect(runStage(biasReport, { ...inputs, model: seen }, params)).rejects.toThrow(/very rows/)
  })
})
