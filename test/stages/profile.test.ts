import { Table } from 'millrace'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../src/base/canonical-json.ts'
import profile from '../../stages/profile.ts'
import { runStage } from './run-stage.ts'

const days = Array.from({ length: 40 }, (_, i) => new Date(Date.UTC(2020, 0, 1 + (i % 4))))
const table = Table.from(
  {
    age: Array.from({ length: 40 }, (_, i) => (i === 3 ? null : 20 + i)),
    height: Array.from({ length: 40 }, (_, i) =>
      i === 0 ? Number.NaN : i === 1 ? Number.POSITIVE_INFINITY : 1.5 + i / 100,
    ),
    sex: Array.from({ length: 40 }, (_, i) => (i % 3 === 0 ? 'f' : 'm')),
    flag: Array.from({ length: 40 }, (_, i) => i % 2 === 0),
    day: days,
    same: Array.from({ length: 40 }, () => 7),
    none: Array.from({ length: 40 }, () => null),
  },
  { types: { age: 'INTEGER', none: 'VARCHAR' } },
)

describe('profile', () => {
  it('gives statistics with the field names of Model Monitor', async () => {
    const { statistics } = await runStage(profile, { table })
    expect(statistics).toMatchObject({ version: 0, dataset: { item_count: 40 } })
    const feature = (name: string) => statistics.features.find((one) => one.name === name)
    expect(statistics.features.map(({ name, inferred_type }) => `${name} ${inferred_type}`)).toEqual([
      'age Integral',
      'height Fractional',
      'sex String',
      'flag String',
      'day String',
      'same Fractional',
      'none Unknown',
    ])
    expect(feature('age')?.numerical_statistics).toMatchObject({
      common: { num_present: 39, num_missing: 1 },
      min: 20,
      max: 59,
      sum: 39.5 * 40 - 23,
      distribution: { kll: { sketch: { parameters: { c: 0.64, k: 256 } } } },
    })
    expect(feature('age')?.numerical_statistics?.distribution.kll.buckets).toHaveLength(10)
    expect(feature('height')?.numerical_statistics?.common).toEqual({ num_present: 38, num_missing: 2 })
    expect(feature('sex')?.string_statistics).toEqual({
      common: { num_present: 40, num_missing: 0 },
      distinct_count: 2,
      distribution: {
        categorical: {
          buckets: [
            { value: 'm', count: 26 },
            { value: 'f', count: 14 },
          ],
        },
      },
    })
    expect(feature('none')?.string_statistics?.common).toEqual({ num_present: 0, num_missing: 40 })
  })

  it('suggests constraints: domains for text and flags, none for dates', async () => {
    const { constraints } = await runStage(profile, { table }, { thresholds: { comparison: 0.2 } })
    const of = (name: string) => constraints.features.find((one) => one.name === name)
    expect(of('sex')?.string_constraints?.domains).toEqual(['f', 'm'])
    expect(of('flag')?.string_constraints?.domains).toEqual(['false', 'true'])
    expect(of('day')?.string_constraints).toBeUndefined()
    expect(of('age')).toMatchObject({ completeness: 0.92, num_constraints: { is_non_negative: true } })
    expect(of('none')).toMatchObject({ inferred_type: 'Unknown', completeness: 0 })
    expect(constraints.monitoring_config.distribution_constraints.comparison_threshold).toBe(0.2)
  })

  it('says what a model can do nothing with, and can be written as JSON', async () => {
    const { findings, table: shown, chart, ...documents } = await runStage(profile, { table })
    expect(findings.headline).toBe('40 rows of 7 columns; 84.6 % of the values are present.')
    expect(findings.warnings).toEqual([
      'Columns without a single value: none.',
      'Columns with one value only: same.',
      '1 infinite values in height count as missing.',
    ])
    expect(shown).toMatchObject({ type: 'table', title: '3 of 7 columns have missing values' })
    expect(chart.title).toContain('3 of 7 columns miss values')
    expect(() => canonicalJson({ documents, shown, chart })).not.toThrow()
  })

  it('gives the same for the same rows, and looks at the columns that are named', async () => {
    const [one, two] = [await runStage(profile, { table }), await runStage(profile, { table })]
    expect(canonicalJson(one.statistics)).toBe(canonicalJson(two.statistics))
    const { statistics } = await runStage(profile, { table }, { columns: ['sex'] })
    expect(statistics.features.map(({ name }) => name)).toEqual(['sex'])
  })

  it('refuses an empty table and a column that is not there', async () => {
    const empty = table.sql('SELECT * FROM self WHERE false')
    await expect(runStage(profile, { table: empty })).rejects.toMatchObject({ code: 'E_INPUT_EMPTY' })
    await expect(runStage(profile, { table }, { columns: ['sexx'] })).rejects.toMatchObject({
      code: 'E_TABLE_COLUMN',
      hint: 'Did you mean "sex"?',
    })
  })
})
