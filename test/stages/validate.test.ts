import { Table } from 'millrace'
import { beforeAll, describe, expect, it } from 'vitest'
import profile from '../../stages/profile.ts'
import validate from '../../stages/validate.ts'
import { runStage } from './run-stage.ts'

const rows = (n: number) => Array.from({ length: n }, (_, i) => i)
const columns = {
  age: rows(200).map((i) => 20 + (i % 50)),
  pay: rows(200).map((i) => (i % 7) * 1.5),
  sex: rows(200).map((i) => (i % 3 === 0 ? 'f' : 'm')),
}
const table = Table.from(columns, { types: { age: 'INTEGER' } })

describe('validate', () => {
  let wired: Pick<Awaited<ReturnType<typeof profiled>>, 'statistics' | 'constraints'>
  const profiled = async () => runStage(profile, { table })
  beforeAll(async () => {
    const { statistics, constraints } = await profiled()
    wired = { statistics, constraints }
  })
  const run = (other: Table, params = {}) => runStage(validate, { table: other, ...wired }, params)
  const found = async (other: Table, params = {}) =>
    (await run(other, params)).violations.violations.map(
      ({ feature_name, constraint_check_type }) => `${feature_name} ${constraint_check_type}`,
    )

  it('finds nothing in the baseline itself', async () => {
    const { report, findings, table: shown } = await run(table)
    expect(report).toMatchObject({ rows: 200, violated: 0, made: 10 })
    expect(findings).toMatchObject({
      headline: 'Every constraint holds: 10 checks of 200 rows, no violation.',
      warnings: [],
    })
    expect(shown.title).toBe('3 columns keep to their constraints')
  })

  it('finds a type that changed, by the share of values that cannot be read', async () => {
    const text = (bad: number) =>
      Table.from({ ...columns, age: columns.age.map((age, i) => (i < bad ? 'n/a' : String(age))) })
    expect(await found(text(200))).toEqual(['age data_type_check'])
    expect(await found(text(10))).toEqual([])
    expect((await run(text(10))).findings.warnings).toEqual([
      'Column age is text here; its values were read as numbers, a model will not do so.',
    ])
    expect(await found(Table.from({ ...columns, age: columns.age.map((age) => age + 0.5) }))).toEqual([
      'age data_type_check',
    ])
    expect(await found(Table.from({ ...columns, sex: columns.age }))).toContain('sex data_type_check')
  })

  it('finds what is missing, new, incomplete, unknown and moved', async () => {
    const { sex: _, ...fewer } = columns
    expect(await found(Table.from({ ...fewer, height: columns.age }))).toEqual([
      'sex missing_column_check',
      'height extra_column_check',
    ])
    expect(await found(Table.from({ ...columns, pay: columns.pay.map((v, i) => (i === 0 ? null : v)) }))).toEqual([
      'pay completeness_check',
    ])
    expect(
      await found(Table.from({ ...columns, pay: columns.pay.map(() => null) }, { types: { pay: 'DOUBLE' } })),
    ).toEqual(['pay completeness_check'])
    expect(await found(Table.from({ ...columns, sex: columns.sex.map((v, i) => (i < 30 ? 'x' : v)) }))).toEqual([
      'sex categorical_values_check',
    ])
    expect(await found(Table.from({ ...columns, pay: columns.pay.map((v) => v + 5) }))).toEqual([
      'pay baseline_drift_check',
    ])
  })

  it('warns in the findings, or fails, as it is told', async () => {
    const worse = Table.from({ ...columns, pay: columns.pay.map((v) => v - 9) })
    const { findings, report } = await run(worse)
    expect(report.violated).toBe(1)
    expect(findings.headline).toBe('1 of 10 checks of 200 rows is violated, in one column.')
    expect(findings.warnings).toEqual([
      expect.stringMatching(
        /^Column pay: distribution\. Distance from the baseline \(Robust\): 0\.\d+; at most 0\.1\.$/,
      ),
      'Column pay has values below zero, its baseline has none.',
    ])
    await expect(run(worse, { onViolation: 'fail' })).rejects.toMatchObject({
      code: 'E_CHECK',
      message: expect.stringMatching(/^1 of 10 constraints are violated. pay, baseline_drift_check: /),
    })
  })

  it('takes thresholds, columns and checks to leave out', async () => {
    const worse = Table.from({ ...columns, pay: columns.pay.map((v) => v + 5), extra: columns.age })
    expect(await found(worse, { thresholds: { comparison: 1 } })).toEqual(['extra extra_column_check'])
    expect(await found(worse, { ignore: ['baseline_drift_check', 'extra_column_check'] })).toEqual([])
    expect(await found(worse, { columns: ['age', 'sex'] })).toEqual([])
    const few = Table.from({ ...columns, sex: columns.sex.map((v, i) => (i < 3 ? 'x' : v)) })
    expect(await found(few, { thresholds: { domainContent: 0 } })).toEqual(['sex categorical_values_check'])
  })

  it('compares no distributions without the statistics of the baseline', async () => {
    const moved = Table.from({ ...columns, pay: columns.pay.map((v) => v + 5) })
    const { findings, report } = await runStage(validate, { table: moved, constraints: wired.constraints })
    expect(report.violated).toBe(0)
    expect(findings.statements).toEqual([expect.stringMatching(/^Distributions were not compared/)])
  })

  it('reads a file of Model Monitor, and says which field of another cannot be read', async () => {
    const constraints = {
      version: 0.0,
      features: [{ name: 'age', inferred_type: 'Fractional', completeness: 1, monitoringConfigOverrides: {} }],
      monitoring_config: { datatype_check_threshold: 1, distribution_constraints: { comparison_method: 'Robust' } },
    } as never
    const { violations } = await runStage(validate, { table, constraints }, { columns: ['age'] })
    expect(violations).toEqual({ violations: [] })
    const wrong = { version: 0, features: [{ name: 'age', inferred_type: 'Number' }] } as never
    await expect(runStage(validate, { table, constraints: wrong })).rejects.toMatchObject({
      code: 'E_INPUT_FORMAT',
      message: expect.stringContaining('features.0.inferred_type'),
    })
    await expect(
      runStage(validate, { table, constraints, statistics: { features: 1 } as never }),
    ).rejects.toMatchObject({ code: 'E_INPUT_FORMAT' })
  })

  it('refuses an empty table and a column that neither side has', async () => {
    await expect(run(table.sql('SELECT * FROM self WHERE false'))).rejects.toMatchObject({ code: 'E_INPUT_EMPTY' })
    await expect(run(table, { columns: ['agee'] })).rejects.toMatchObject({ code: 'E_TABLE_COLUMN' })
  })
})
