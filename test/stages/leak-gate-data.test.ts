import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Findings, ModelBundle, Table } from 'millrace'
import { describe, expect, it } from 'vitest'
import ingest from '../../stages/ingest.ts'
import leakGate from '../../stages/leak-gate.ts'
import split from '../../stages/split.ts'
import train from '../../stages/train.ts'
import { root } from './run-pipeline-file.ts'
import { runStage } from './run-stage.ts'

const read = async (path: string, params: Readonly<Record<string, unknown>> = {}): Promise<Table> => {
  const source = { files: [{ path, name: path.split('/').at(-1)! }] }
  return (await runStage(ingest, { source }, params)).table
}

const countries = resolve(root, process.env.MILLRACE_TEST_DATA ?? '../shared/data', 'co2/owid-co2-data_2021.csv.gz')
const there = existsSync(countries)

describe.skipIf(!there)(
  `leak-gate on emissions by country ${there ? '' : `(skipped: there is no ${countries}; set MILLRACE_TEST_DATA)`}`,
  () => {
    it('names every column that is made from the target, and none that is not', async () => {
      const rows = (await read(countries)).sql('SELECT * FROM self WHERE co2 IS NOT NULL AND a3 IS NOT NULL')
      const part = (is: string) => rows.sql(`SELECT * FROM self WHERE year ${is} 2010`)
      const { leaks } = await runStage(
        leakGate,
        { train: part('<').withTag('train'), test: part('>=').withTag('test') },
        { target: 'co2', time: 'year', entity: 'country', key: ['country', 'year'] },
      )
      const about = (check: string) =>
        leaks.warnings.filter(({ name }) => name === check).map(({ features }) => features)
      const named = about('name-shares-stem').flat()
      // Per head, per output, cumulated, shares, growth, and parts by fuel.
      expect(named).toHaveLength(23)
      for (const column of ['co2_per_capita', 'cumulative_co2', 'share_global_co2', 'co2_per_gdp', 'coal_co2']) {
        expect(named).toContain(column)
      }
      expect(about('single-feature-gives-target')).toEqual([['cumulative_co2']])
      const pairs = about('pair-gives-target').map((features) => features.join(' '))
      for (const pair of [
        'co2_per_capita population',
        'co2_per_gdp gdp',
        'co2_per_unit_energy primary_energy_consumption',
        'consumption_co2 trade_co2',
      ]) {
        expect(pairs).toContain(pair)
      }
      const [parts] = about('same-period-component')
      expect(parts).toEqual(expect.arrayContaining(['coal_co2', 'oil_co2', 'gas_co2', 'cement_co2', 'flaring_co2']))
      expect(about('shared-rows')).toEqual([])
      const honest = ['population', 'gdp', 'methane', 'energy_per_capita', 'energy_per_gdp', 'year']
      const solo = [...named, ...about('single-feature-gives-target').flat()]
      for (const column of honest) expect(solo).not.toContain(column)
    })
  },
)

describe('leak-gate on the level of carbon dioxide on Mauna Loa', () => {
  it('names the adjusted column, and tells a forest on the level to learn differences', async () => {
    const months = (
      await read(resolve(root, 'node_modules/vega-datasets/data/co2-concentration.csv'), { types: { Date: 'DATE' } })
    ).sql(
      `SELECT *, lag("CO2") OVER (ORDER BY "Date") AS previous_co2, lag("CO2", 12) OVER (ORDER BY "Date") AS co2_lag_12,
         "CO2" - lag("CO2", 12) OVER (ORDER BY "Date") AS year_change, month("Date") AS month
       FROM self QUALIFY co2_lag_12 IS NOT NULL`,
    )
    const sides = await runStage(split, { table: months }, { by: 'time', time: 'Date', cutoff: '2011-01-01' })
    const learnt = { target: 'CO2', features: ['previous_co2', 'co2_lag_12', 'month'] }
    const learn = async (params: Readonly<Record<string, unknown>>): Promise<ModelBundle> =>
      (await runStage(train, { train: sides.train }, params)).model
    const forest = await learn({ learner: 'randomForest', nEstimators: 50, ...learnt })
    const gate = (params: Readonly<Record<string, unknown>>, models: Readonly<Record<string, ModelBundle>>) =>
      runStage(leakGate, { train: sides.train, test: sides.test, models }, { time: 'Date', ...params })

    const level = await gate({ ...learnt, features: [...learnt.features, 'adjusted CO2'] }, { forest })
    expect(level.leaks.byName).toMatchObject({ 'name-shares-stem': 1, trend: 1 })
    expect(level.leaks.warnings.map(({ name, features }) => [name, ...features])).toEqual([
      ['name-shares-stem', 'adjusted CO2'],
      ['trend', 'forest'],
    ])
    expect((level.findings as Findings).warnings?.at(-1)).toMatch(
      /^trend: .* RMSE 1\.\d+, R² 0\.9\d+; “forest” has RMSE \d.*, R² −\d.*Learn the difference/,
    )
    // The series' own past explains more than 0.999 of it, and is no leak.
    const past = level.leaks.strength.find(({ feature }) => feature === 'previous_co2')
    expect(past?.value).toBeGreaterThan(0.995)

    const difference = { target: 'year_change', features: ['previous_co2', 'month'] }
    const seasonal = await learn({ learner: 'randomForest', nEstimators: 5, ...difference })
    expect((await gate(difference, { seasonal })).leaks.byName.trend).toBe(0)
  })
})
