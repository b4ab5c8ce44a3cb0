import type { Figure, Findings, ModelBundle, Table } from 'millrace'
import { beforeAll, describe, expect, it } from 'vitest'
import type { BiasReportDocument } from '../../stages/bias-report.ts'
import type { Evaluation } from '../../stages/evaluate.ts'
import { type Outputs, runPipelineFile } from './run-pipeline-file.ts'

let done: Readonly<Record<string, Outputs>>
const output = <T>(stage: string, name: string) => done[stage]?.[name] as T
const scoreOf = (label: string) => {
  const found = output<Evaluation>('evaluate', 'metrics').scores.find((score) => score.label === label)
  if (found === undefined) throw new Error(`no score of ${label}`)
  return found
}

beforeAll(async () => {
  done = await runPipelineFile('pipeline.yaml')
})

describe('the flagship, stage after stage', () => {
  it('ingests the 1,520 matches of one division', async () => {
    expect(await output<Table>('ingest', 'table').count()).toBe(1520)
    expect(output<Findings>('ingest', 'findings')).toMatchObject({
      headline: '1,520 rows of 6,508 from football.json.',
      warnings: [],
    })
  })

  it('splits them into 114 matches to learn from and 38 to be judged on', async () => {
    expect(output('split', 'summary')).toEqual({
      by: 'time',
      cutoff: '2016-08-01',
      train: { rows: 114, classes: { draw: 14, loss: 15, win: 85 } },
      test: { rows: 38, classes: { draw: 6, loss: 3, win: 29 } },
    })
  })

  it('resamples training rows only, and leaves those as they were', async () => {
    const [before, after] = [output<Table>('split', 'train'), output<Table>('smote', 'train')]
    const rows = await after.rows()
    expect(rows).toHaveLength(3 * 85)
    expect(rows.slice(0, 114).map(({ synthetic: _, ...row }) => row)).toEqual(await before.rows())
    expect(
      rows.slice(114).every(({ synthetic, team, home }) => synthetic === true && team === null && home !== null),
    ).toBe(true)
  })

  it('notes what each model was fitted on', async () => {
    const { training } = output<ModelBundle>('train', 'model')
    expect(training).toEqual({
      digest: await output<Table>('smote', 'train').digest(),
      rows: 255,
      syntheticRows: 141,
    })
    expect(output<ModelBundle>('trainPlain', 'model').training).toMatchObject({ rows: 114, syntheticRows: 0 })
  })

  it('has the log losses that definitions.md §6.8 leads to expect', () => {
    expect(scoreOf('classFrequency').logLoss.value.toFixed(3)).toBe('0.715')
    expect(scoreOf('classFrequency').accuracy).toBeCloseTo(0.763, 3)
    for (const label of ['forest', 'forestSmote', 'eloOnly']) {
      expect(scoreOf(label).logLoss.value).toBeGreaterThan(0.55)
      expect(scoreOf(label).logLoss.value).toBeLessThan(0.75)
    }
  })

  it('compares each model with each baseline, the sentence in the direction of the sign', () => {
    const { differences } = output<Evaluation>('evaluate', 'metrics')
    const { statements } = output<Findings>('evaluate', 'findings')
    expect(differences.map(({ model, baseline }) => `${model} ${baseline}`)).toEqual([
      'forestSmote classFrequency',
      'forestSmote eloOnly',
      'forestSmote homeAdvantage',
      'forest classFrequency',
      'forest eloOnly',
      'forest homeAdvantage',
    ])
    for (const { model, baseline, logLoss } of differences) {
      expect(logLoss.mean).toBeCloseTo(scoreOf(model).logLoss.value - scoreOf(baseline).logLoss.value, 12)
      expect(logLoss.lower).toBeLessThan(logLoss.mean)
      expect(logLoss.upper).toBeGreaterThan(logLoss.mean)
      const [subject, object] = [scoreOf(model).title, scoreOf(baseline).title]
      const pattern = `log loss of ${subject} is [0-9.]+ (below|above) that of ${object} \\((better|worse)\\)`
      const found = statements.map((text) => new RegExp(pattern).exec(text)).find((match) => match !== null)
      expect(found?.slice(1)).toEqual(logLoss.mean < 0 ? ['below', 'better'] : ['above', 'worse'])
    }
  })

  it('says that 38 matches cannot rank the models, and what SMOTE bought and cost', () => {
    const { headline, statements, warnings } = output<Findings>('evaluate', 'findings')
    expect(headline).toMatch(/^On 38 matches the log loss of the forest with SMOTE is 0\.\d\d, .* 95 % interval/)
    expect(statements[0]).toMatch(/38 matches cannot rank/)
    expect(statements.some((text) => /bought and cost the forest with SMOTE: it recognises .*draw/.test(text))).toBe(
      true,
    )
    expect(statements.some((text) => /probability of exactly 0/.test(text))).toBe(true)
    expect(warnings).toEqual([expect.stringMatching(/only 3 "loss" and 6 "draw"/)])
  })

  it('gives predictions beside the test rows', async () => {
    const predictions = output<Table>('evaluate', 'predictions')
    expect(await predictions.count()).toBe(38)
    const wrong = await predictions
      .sql(
        `SELECT count(*) AS n FROM self
         WHERE abs(p_forest_loss + p_forest_draw + p_forest_win - 1) > 1e-9 OR predicted_forest IS NULL`,
      )
      .rows()
    expect(wrong).toEqual([{ n: 0 }])
  })

  it('reports bias of home and away with both group sizes', () => {
    const group = output<BiasReportDocument>('bias', 'metrics').facets[0]!.groups[0]!
    expect(group).toMatchObject({ name: 'away', favoured: 'home' })
    const { metrics } = group
    expect(metrics.map(({ metric }) => metric).join(' ')).toBe(
      'CI DPL KL JS LP TVD KS DPPL DI DCA DCR RD SD DAR DRR AD TE FT GE',
    )
    expect(metrics.map(({ nA, nD }) => [nA, nD])).toEqual([...Array(7).fill([57, 57]), ...Array(12).fill([19, 19])])
  })

  it('hands over plain JSON: figures, metrics and findings survive it', () => {
    for (const [stage, outputs] of Object.entries(done)) {
      for (const [name, value] of Object.entries(outputs)) {
        if (
          ['table', 'train', 'test', 'rejects', 'model', 'predictions', 'contributions'].includes(name) &&
          stage !== 'bias'
        )
          continue
        expect(JSON.parse(JSON.stringify(value)), `${stage}.${name}`).toEqual(value)
        const figure = value as Partial<Figure>
        if (figure.type === 'vega-lite' || figure.type === 'table')
          expect(figure.title, `${stage}.${name}`).not.toMatch(/undefined|NaN/)
      }
    }
  })

  it('gives the same again', async () => {
    const again = await runPipelineFile('pipeline.yaml')
    expect(again.evaluate?.metrics).toEqual(output('evaluate', 'metrics'))
    const resampled = again.smote?.train as Table | undefined
    expect(await resampled?.digest()).toBe(await output<Table>('smote', 'train').digest())
  })
})
