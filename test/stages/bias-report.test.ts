import { type ModelBundle, Table } from 'millrace'
import type { Classifier } from 'millrace/ml'
import { describe, expect, it } from 'vitest'
import biasReport from '../../stages/bias-report.ts'
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

describe('the stage bias-report', () => {
  it('gives Clarify’s golden numbers', async () => {
    const metrics = ['CI', 'DPL', 'DI', 'DCA', 'DCR', 'RD', 'SD', 'DRR', 'AD', 'DAR', 'TE']
    const result = await runStage(biasReport, inputs, { ...params, metrics })
    const value = Object.fromEntries(result.metrics.metrics.map((metric) => [metric.metric, metric.value]))
    const golden = { CI: -1 / 6, DI: 10 / 7, DCA: 1 / 4, DCR: 1 / 3, RD: -2 / 3, SD: 1 / 6, DRR: 1 / 3, AD: -13 / 35 }
    for (const [metric, expected] of Object.entries({ ...golden, DAR: -1 / 2, TE: -1 / 2 })) {
      expect(value[metric], metric).toBeCloseTo(expected, 12)
    }
  })

  it('shows both group sizes and greys groups of fewer than ten rows', async () => {
    const { table: shown, findings, metrics } = await runStage(biasReport, inputs, params)
    expect(metrics.groups).toEqual({ facet: 'sex', favoured: 'man', disfavoured: 'woman' })
    expect(metrics.metrics).toHaveLength(12)
    expect(metrics.metrics.every(({ nA, nD, smallSample }) => nA === 5 && nD === 7 && smallSample)).toBe(true)
    expect(shown).toMatchObject({ type: 'table', rows: Array(12).fill({ 0: { muted: true } }) })
    expect(findings.headline).toBe(
      'The model predicts "1" for 40 % of 5 rows of the group man and for 57 % of 7 of the group woman.',
    )
    expect(findings.warnings?.at(-1)).toBe('12 of 12 bias metrics rest on a group of fewer than 10 rows.')
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
    expect(other.metrics.metrics.map(({ value }) => value)).toEqual([
      expect.closeTo(1 / 6, 12),
      expect.closeTo(0.7, 12),
    ])
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
    const { metrics } = await runStage(biasReport, flagged, report)
    expect(metrics.groups).toEqual({ facet: 'woman', favoured: 'men', disfavoured: 'women' })
    expect(metrics.metrics[0]?.value).toBeCloseTo(-1 / 6, 12)
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
})
