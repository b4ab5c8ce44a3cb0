import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Findings, Table } from 'millrace'
import { describe, expect, it } from 'vitest'
import type { RegressionEvaluation } from '../../stages/evaluate-regression.ts'
import ingest from '../../stages/ingest.ts'
import type { LeakReport } from '../../stages/leak-gate/leak-report.ts'
import { root, runPipelineFile } from './run-pipeline-file.ts'
import { runStage } from './run-stage.ts'

const data = resolve(root, process.env.MILLRACE_TEST_DATA ?? '../shared/data')
const env = { MILLRACE_TEST_DATA: data }
const folder = resolve(data, 'co2')
const there = existsSync(folder)
type Done = Awaited<ReturnType<typeof runPipelineFile>>
const output = <T>(done: Done, stage: string, name: string) => done[stage]?.[name] as T
const rSquared = (document: unknown, label: string) =>
  (document as RegressionEvaluation).scores.find((score) => score.label === label)?.rSquared?.value ?? Number.NaN

describe.skipIf(!there)(
  `pipelines/co2 on other tables ${there ? '' : `(skipped: there is no ${folder}; set MILLRACE_TEST_DATA)`}`,
  () => {
    it('reads the file whose header names six of its seven columns', async () => {
      const done = await runPipelineFile('pipelines/co2/mauna-loa-noaa.yaml', env)
      const [row] = await output<Table>(done, 'ingest', 'table')
        .sql(
          `SELECT count(*) AS n, CAST(min(date) AS VARCHAR) AS first, CAST(max(date) AS VARCHAR) AS last, count(days) AS days,
             min(co2) AS low, min(deviation) AS least, min(uncertainty) AS sure FROM self`,
        )
        .rows()
      expect(row).toMatchObject({ n: 820, first: '1958-03-01', last: '2026-06-01' })
      expect(Number(row?.low)).toBeGreaterThan(300)
      // Sentinels are missing values, and no numbers below zero.
      for (const name of ['least', 'sure']) expect(Number(row?.[name])).toBeGreaterThanOrEqual(0)
      expect(Number(row?.days)).toBeLessThan(700)
      expect(output<Findings>(done, 'ingest', 'findings').warnings).toEqual([])
    })

    it('says what is wrong with it to who does not say how it is to be read', async () => {
      const path = resolve(folder, 'co2-mm-mlo.csv')
      const { findings } = await runStage(ingest, { source: { files: [{ path, name: 'co2-mm-mlo.csv' }] } }, {})
      expect(findings.warnings?.join()).toMatch(/820 rows of co2-mm-mlo\.csv do not have as many fields as the header/)
    })

    it('names the columns of the table by country that give emissions away, and does without them', async () => {
      const done = await runPipelineFile('pipelines/co2/owid.yaml', env)
      const about = (check: string) =>
        output<LeakReport>(done, 'given', 'leaks')
          .warnings.filter(({ name }) => name === check)
          .map(({ features }) => features)
      expect(about('name-shares-stem').flat()).toEqual(
        expect.arrayContaining(['co2_per_capita', 'cumulative_co2', 'share_global_co2', 'coal_co2']),
      )
      expect(about('single-feature-gives-target')).toEqual([['cumulative_co2']])
      expect(about('pair-gives-target')).toContainEqual(['co2_per_capita', 'population'])
      expect(output<LeakReport>(done, 'leaks', 'leaks').count).toBe(0)
      expect(rSquared(done.evaluate?.metrics, 'boosting')).toBeGreaterThan(0.99)
    }, 60_000)

    it('counts the copies in the table of cars, and keeps them on one side', async () => {
      const done = await runPipelineFile('pipelines/co2/vehicles.yaml', env)
      expect(output<Findings>(done, 'profile', 'findings').warnings?.join()).toMatch(
        /1,104 of 7,385 rows are exact copies/,
      )
      expect(output<LeakReport>(done, 'leaks', 'leaks').byName['shared-rows']).toBe(0)
      expect(rSquared(done.evaluate?.metrics, 'boosting')).toBeGreaterThan(0.75)
    }, 60_000)
  },
)
