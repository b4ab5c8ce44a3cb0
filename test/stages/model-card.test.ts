import { type Findings, type ModelBundle, Table } from 'millrace'
import type { Classifier } from 'millrace/ml'
import { modelCardMarkdown } from 'millrace/report'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import modelCard from '../../stages/model-card.ts'
import { runStage } from './run-stage.ts'

const predictor: Classifier = {
  learner: 'oracle',
  classes: ['no', 'yes'],
  featureNames: ['x'],
  task: 'classification',
  predict: () => {
    throw new Error('not asked here')
  },
  predictProbability: () => {
    throw new Error('not asked here')
  },
  toParts: () => ({ learner: 'known', version: 1 }),
}
const model: ModelBundle = {
  model: predictor,
  target: 'y',
  training: { digest: 'ab'.repeat(32), rows: 1204, syntheticRows: 4 },
  params: {},
}
const rows = Table.from({
  y: ['yes', 'no', 'yes', 'yes'],
  day: ['2013-08-17', '2014-01-02', '2013-09-01', '2014-05-18'].map((day) => new Date(day)),
})
const metrics = {
  scores: [{ label: 'oracle', n: 38, accuracy: 0.75, logLoss: { value: 0.5, interval: [0.25, 0.875] } }],
}
const said: Findings = { headline: 'It is *good*, see <b>below</b>.', statements: ['More.'], warnings: ['Few rows.'] }
const inputs = { model, test: rows.withTag('test'), metrics, findings: { evaluate: said } }
const params = { name: 'Oracle', summary: 'Tells y from x.', time: 'day', license: 'mit', tags: ['a: b'] }

describe('the stage model-card', () => {
  it('has the nine parts of Mitchell et al. in their order, and says which nobody wrote', async () => {
    const { card } = await runStage(modelCard, inputs, params)
    const text = modelCardMarkdown(card)
    expect([...text.matchAll(/^## (.*)$/gm)].map(([, title]) => title)).toEqual([
      'Model details',
      'Intended use',
      'Factors',
      'Metrics',
      'Evaluation data',
      'Training data',
      'Quantitative analyses',
      'Ethical considerations',
      'Caveats and recommendations',
    ])
    expect(text.match(/Not stated by the authors/g)).toHaveLength(3)
  })

  it('fills in what the pipeline knows: rows, period, classes, metrics with interval and n, warnings', async () => {
    const { card } = await runStage(modelCard, inputs, params)
    const part = (name: string) => card.sections.find(({ section }) => section === name)!
    expect(part('evaluationData').facts).toEqual([
      { name: 'rows', value: '4' },
      { name: 'period', value: '2013-08-17 to 2014-05-18' },
      { name: 'y', value: 'no 1 (25.0 %), yes 3 (75.0 %)' },
    ])
    expect(part('trainingData').facts).toEqual([
      { name: 'learned from', value: '1,204 rows, of which a resampler made 4' },
    ])
    expect(part('quantitativeAnalyses').facts).toContainEqual({
      name: 'Log loss',
      value: '0.500 [0.250, 0.875] on 38 rows',
    })
    expect(part('caveats').text).toEqual(['Warning of evaluate: Few rows.'])
  })

  it('gives front matter that a YAML reader reads, with results as Hugging Face wants them', async () => {
    const { card } = await runStage(modelCard, inputs, params)
    const [, head = ''] = /^---\n(.*?)\n---\n/s.exec(modelCardMarkdown(card)) ?? []
    expect(parse(head)).toEqual({
      license: 'mit',
      library_name: 'millrace',
      pipeline_tag: 'tabular-classification',
      tags: ['tabular', 'millrace', 'oracle', 'a: b'],
      metrics: ['accuracy', 'log_loss'],
      'model-index': [
        {
          name: 'Oracle',
          results: [
            {
              task: { type: 'tabular-classification' },
              dataset: { type: 'tabular', name: 'the test rows of the pipeline', split: 'test', args: { rows: 38 } },
              metrics: [
                { type: 'accuracy', name: 'Accuracy', value: 0.75 },
                { type: 'log_loss', name: 'Log loss', value: 0.5 },
              ],
            },
          ],
        },
      ],
    })
  })

  it('keeps markup of values as text', async () => {
    const { card } = await runStage(modelCard, inputs, params)
    const text = modelCardMarkdown(card)
    expect(text).toContain('It is \\*good\\*, see &lt;b&gt;below&lt;/b&gt;.')
  })

  it('names the labels that there are when one is asked for that is none', async () => {
    await expect(runStage(modelCard, inputs, { ...params, label: 'oracel' })).rejects.toMatchObject({
      code: 'E_PARAMS',
      hint: expect.stringContaining('oracle'),
    })
  })
})
