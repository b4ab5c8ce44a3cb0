import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Findings, Table } from 'millrace'
import { logLoss } from 'millrace/ml'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Evaluation } from '../../stages/evaluate.ts'
import { type Outputs, root, runPipelineFile } from './run-pipeline-file.ts'

const folder = resolve(root, process.env.MILLRACE_TEST_DATA ?? '../shared/data', 'la-liga')
const there = existsSync(folder)

describe.skipIf(!there)(
  `pipelines/la-liga-odds ${there ? '' : `(skipped: there is no ${folder}; set MILLRACE_TEST_DATA)`}`,
  () => {
    let done: Readonly<Record<string, Outputs>>
    const output = <T>(stage: string, name: string) => done[stage]?.[name] as T
    beforeAll(async () => {
      done = await runPipelineFile('pipelines/la-liga-odds/pipeline.yaml', { LA_LIGA_CSV: folder })
    })

    it('joins seasons that differ in columns, and says which rows are ragged', async () => {
      const { headline, warnings } = output<Findings>('ingest', 'findings')
      expect(headline).toMatch(/^[\d,]+ rows of [\d,]+ from \d+ files\.$/)
      expect(warnings).toEqual([expect.stringMatching(/do not have as many fields as the header/)])
      const [dates] = await output<Table>('ingest', 'table')
        .sql('SELECT count(*) - count(date) AS missing, min(date) AS first FROM self')
        .rows()
      expect(dates?.missing).toBe(0)
      expect(String(dates?.first) >= '2005-07-01').toBe(true)
    })

    it('has odds that are near what bookmakers are known to reach over all matches', async () => {
      const table = output<Table>('odds', 'table').sql(
        `SELECT p_home, p_draw, p_away, CASE sign(home_score - away_score) WHEN 1 THEN 'H' WHEN 0 THEN 'D' ELSE 'A' END AS result
         FROM self WHERE p_home IS NOT NULL AND home_score IS NOT NULL`,
      )
      const classes = ['H', 'D', 'A']
      const { features, labels } = await table.matrix({
        features: ['p_home', 'p_draw', 'p_away'],
        target: 'result',
        classes,
      })
      const data = new Float64Array(features.data.length)
      for (let i = 0; i < features.rows; i++) {
        for (let k = 0; k < 3; k++) data[3 * i + k] = features.data[k * features.rows + i] ?? Number.NaN
      }
      expect(features.rows).toBeGreaterThan(5000)
      const { value } = logLoss(labels, { rows: features.rows, classes, data })
      expect(value).toBeGreaterThan(0.94)
      expect(value).toBeLessThan(0.99)
    })

    it('leaves three seasons or more for the test, and nobody there beats the closing odds', () => {
      const { n, scores, differences } = output<Evaluation>('evaluate', 'metrics')
      expect(n).toBeGreaterThanOrEqual(3 * 38)
      const loss = (label: string) => scores.find((score) => score.label === label)?.logLoss.value ?? Number.NaN
      expect(loss('closingOdds')).toBeLessThan(loss('classFrequency'))
      expect(loss('closingOdds')).toBeGreaterThan(0.7)
      expect(differences.filter(({ baseline }) => baseline === 'closingOdds').map(({ model }) => model)).toEqual([
        'forestSmote',
        'forest',
      ])
      expect(output<Findings>('evaluate', 'findings').warnings?.filter((text) => /leak/.test(text))).toEqual([])
    })
  },
)
