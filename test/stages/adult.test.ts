import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Findings, Table } from 'millrace'
import { beforeAll, describe, expect, it } from 'vitest'
import type { ClarifyAnalysis } from '../../stages/bias-report/clarify-analysis.ts'
import type { BiasNumbers, BiasReportDocument } from '../../stages/bias-report.ts'
import type { BiasComparison } from '../../stages/compare-bias.ts'
import { type Outputs, root, runPipelineFile } from './run-pipeline-file.ts'

const data = resolve(root, process.env.MILLRACE_TEST_DATA ?? '../shared/data')
const there = existsSync(resolve(data, 'fairness/adult.data.gz'))

describe.skipIf(!there)(
  `pipelines/adult ${there ? '' : `(skipped: there is no fairness/adult.data.gz in ${data}; set MILLRACE_TEST_DATA)`}`,
  () => {
    let done: Readonly<Record<string, Outputs>>
    const output = <T>(stage: string, name: string) => done[stage]?.[name] as T
    beforeAll(async () => {
      done = await runPipelineFile('pipelines/adult/pipeline.yaml', { MILLRACE_TEST_DATA: data })
    }, 120_000)

    it('reads both files, whatever is odd about the second', async () => {
      const counts = await output<Table>('rows', 'table')
        .sql(
          'SELECT file, income, count(*) AS n, count(*) - count(workclass) AS gaps FROM self GROUP BY ALL ORDER BY ALL',
        )
        .rows()
      expect(counts).toEqual([
        { file: 'adult.data.gz', income: '<=50K', n: 24720, gaps: 1645 },
        { file: 'adult.data.gz', income: '>50K', n: 7841, gaps: 191 },
        { file: 'adult.test.gz', income: '<=50K', n: 12435, gaps: expect.any(Number) },
        { file: 'adult.test.gz', income: '>50K', n: 3846, gaps: expect.any(Number) },
      ])
    })

    it('judges sex, race, age and sex with race, all metrics of each', () => {
      const { facets } = output<BiasReportDocument>('bias', 'metrics')
      expect(facets.map(({ name, groups }) => [name, groups.length])).toEqual([
        ['sex', 1],
        ['race', 5],
        ['age', 1],
        ['sex × race', 10],
      ])
      expect(facets[0]?.groups[0]?.metrics).toHaveLength(21)
      const numbers = output<BiasNumbers>('bias', 'bias')
      // The published counts: of 10,771 women 1,179 earn more, of 21,790 men 6,662; here three quarters of these rows.
      expect(numbers.sex?.Female?.DPL).toBeCloseTo(6662 / 21790 - 1179 / 10771, 2)
      expect(numbers.sex?.Female?.DPPL).toBeGreaterThan(0.1)
      expect(numbers['sex × race']?.['Female, Black']?.DI).toBeLessThan(0.5)
    })

    it('has the shape of Clarify’s analysis', () => {
      const { pre_training_bias_metrics: before, post_training_bias_metrics: after } = output<ClarifyAnalysis>(
        'bias',
        'analysis',
      )
      expect(before).toMatchObject({ label: 'income', label_value_or_threshold: '>50K' })
      expect(before.facets.sex?.[0]?.metrics.map(({ name }) => name)).toEqual([
        'CDDL',
        'CI',
        'DPL',
        'JS',
        'KL',
        'KS',
        'LP',
        'TVD',
      ])
      expect(after.facets.race).toHaveLength(5)
      expect(after.facets.sex?.[0]).toMatchObject({ value_or_threshold: 'Female' })
      expect(after.facets.sex?.[0]?.metrics).toHaveLength(13)
    })

    it('shows what each remedy buys and costs', () => {
      const { models, n } = output<BiasComparison>('compare', 'comparison')
      expect(n).toBe(16281)
      const of = (label: string) => models.find((model) => model.label === label)!
      expect(of('plain').accuracy.value).toBeGreaterThan(0.86)
      expect(of('plain').auc).toBeGreaterThan(0.91)
      const gap = (label: string) => of(label).facets[0]!.demographicParity.difference
      expect(gap('sameRates')).toBeLessThan(0.04)
      expect(gap('reweighed')).toBeLessThan(0.75 * gap('plain'))
      expect(gap('decorrelated')).toBeLessThan(0.75 * gap('linear'))
      const odds = (label: string) => of(label).facets[0]!.equalizedOdds.difference
      expect(odds('sameOdds')).toBeLessThan(0.05)
      expect(output<Findings>('compare', 'findings').headline).toMatch(/percentage points apart by boosting and .* by /)
    })
  },
)
