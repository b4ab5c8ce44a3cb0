import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Findings, Table } from 'millrace'
import { logLoss } from 'millrace/ml'
import { beforeAll, describe, expect, it } from 'vitest'
import evaluate, { type Evaluation } from '../../stages/evaluate.ts'
import type { LeakReport } from '../../stages/leak-gate/leak-report.ts'
import leakGate from '../../stages/leak-gate.ts'
import preprocess from '../../stages/preprocess.ts'
import split from '../../stages/split.ts'
import train from '../../stages/train.ts'
import { type Outputs, readPipelineFile, root, runPipelineFile } from './run-pipeline-file.ts'
import { runStage } from './run-stage.ts'

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

    it('raises no alarm in the leak gate over honest features and forecasts', () => {
      const leaks = output<LeakReport>('leaks', 'leaks')
      expect(leaks.warnings).toEqual([])
      expect(leaks.notChecked).toEqual(['same-period-component', 'newer-than-cutoff', 'trend'])
      const [odds] = output<Findings>('leaks', 'findings').statements
      expect(odds).toMatch(/^better-than-odds: looked at 2 models beside the odds on \d+ rows; standard errors: /)
    })

    it('has the leak gate flag a model that was given the goal difference of the final score', async () => {
      const params = (stage: string) =>
        (readPipelineFile('pipelines/la-liga-odds/pipeline.yaml').stages[stage]?.params ?? {}) as Record<string, never>
      const { derive, features: listed } = params('features') as Record<string, object[] & object>
      const told = await runStage(
        preprocess,
        { table: output<Table>('teamsWithOdds', 'table') },
        {
          ...params('features'),
          derive: { ...derive, final_margin: 'goals_for - goals_against' },
          features: [...(listed as object[]), { name: 'final_margin', description: 'Goals scored minus conceded' }],
        },
      )
      const sides = await runStage(split, { table: told.table }, params('split'))
      const { features } = told
      const fitted = await runStage(
        train,
        { train: sides.train, features },
        { ...params('trainPlain'), nEstimators: 50 },
      )
      const judged = await runStage(
        evaluate,
        { models: { forest: fitted.model }, test: sides.test, features },
        { ...params('evaluate'), headline: {}, labels: {}, bootstrap: { resamples: 100 } },
      )
      const { leaks, findings } = await runStage(
        leakGate,
        { ...sides, features, predictions: judged.predictions.withTag('test') },
        params('leaks'),
      )
      expect(leaks.warnings.map(({ name, features: about }) => [name, ...about])).toEqual([
        ['better-than-odds', 'forest'],
        ['single-feature-gives-target', 'final_margin'],
      ])
      expect(leaks.count).toBe(2)
      expect(findings.warnings?.[0]).toMatch(/standard errors better than all that was public/)
    })
  },
)
