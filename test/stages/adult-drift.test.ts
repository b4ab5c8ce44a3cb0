import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { Table } from 'millrace'
import { beforeAll, describe, expect, it } from 'vitest'
import drift from '../../stages/drift.ts'
import profile from '../../stages/profile.ts'
import validate from '../../stages/validate.ts'
import { root } from './run-pipeline-file.ts'
import { runStage } from './run-stage.ts'

const folder = resolve(root, process.env.MILLRACE_TEST_DATA ?? '../shared/data', 'fairness')
const there = existsSync(resolve(folder, 'adult.data.gz'))

const names =
  'age,workclass,fnlwgt,education,education_num,marital_status,occupation,relationship,race,sex,capital_gain,capital_loss,hours_per_week,native_country,income'.split(
    ',',
  )
const numbers = new Set(['age', 'fnlwgt', 'education_num', 'capital_gain', 'capital_loss', 'hours_per_week'])

/** `?` is missing. The first line of the test file is no row; its labels end with a full stop, which may be kept. */
function readAdult(file: string, keepStop = false): Table {
  const lines = gunzipSync(readFileSync(resolve(folder, file)))
    .toString('utf8')
    .split('\n')
  const rows = lines.map((line) => line.split(', ')).filter((cells) => cells.length === 15 && /^\d+$/.test(cells[0]!))
  const cell = (text: string, name: string) =>
    text === '?' ? null : numbers.has(name) ? Number(text) : keepStop ? text : text.replace(/\.$/, '')
  const columns = Object.fromEntries(names.map((name, j) => [name, rows.map((cells) => cell(cells[j]!.trim(), name))]))
  return Table.from(columns, { types: Object.fromEntries([...numbers].map((name) => [name, 'INTEGER'])) })
}

describe.skipIf(!there)(`Adult ${there ? '' : `(skipped: there is no ${folder}; set MILLRACE_TEST_DATA)`}`, () => {
  let [train, test]: Table[] = []
  beforeAll(() => {
    train = readAdult('adult.data.gz')
    test = readAdult('adult.test.gz')
  })
  const params = { target: 'income', labels: { reference: 'train', current: 'test' } }

  it('has not drifted from train to test', async () => {
    const { drift: found, findings } = await runStage(drift, { reference: train!, current: test! }, params)
    expect(found).toMatchObject({ referenceRows: 32561, currentRows: 16281, share: 0, drifted: false })
    expect(found.columns).toHaveLength(15)
    expect(findings.headline).toBe('None of 15 columns drifted: test (16,281 rows) against train (32,561 rows).')
    const of = (name: string) => found.columns.find((column) => column.name === name)
    // SciPy: wasserstein_distance(train, test) / numpy.std(train), and jensenshannon of the shares.
    expect(of('age')).toMatchObject({ test: 'wasserstein' })
    expect(of('age')!.score).toBeCloseTo(0.016901073571208673, 12)
    expect(of('education')).toMatchObject({ test: 'jensenShannon' })
    expect(of('education')!.score).toBeCloseTo(0.0130609463702537, 12)
  })

  it('drifts where only women are looked at, and says in which columns', async () => {
    const women = test!.sql("SELECT * FROM self WHERE sex = 'Female'")
    const { drift: found, findings } = await runStage(drift, { reference: train!, current: women }, params)
    const moved = found.columns.filter(({ drifted }) => drifted).map(({ name }) => name)
    expect(moved.slice(0, 2).sort()).toEqual(['relationship', 'sex'])
    expect(moved).toEqual(expect.arrayContaining(['marital_status', 'occupation', 'hours_per_week', 'income']))
    expect(moved).not.toContain('fnlwgt')
    expect(findings.warnings).toEqual(expect.arrayContaining([expect.stringMatching(/^The target drifted: income/)]))
  })

  it('keeps to the constraints of its training rows, but for labels that end with a full stop', async () => {
    const { statistics, constraints } = await runStage(profile, { table: train! })
    const run = (table: Table) => runStage(validate, { table, statistics, constraints })
    expect((await run(test!)).violations).toEqual({ violations: [] })
    const { violations } = await run(readAdult('adult.test.gz', true))
    expect(
      violations.violations.map(({ feature_name, constraint_check_type }) => [feature_name, constraint_check_type]),
    ).toEqual([
      ['income', 'categorical_values_check'],
      ['income', 'baseline_drift_check'],
    ])
  })
})
