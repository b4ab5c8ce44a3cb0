import { createRandom, Table } from 'millrace'
import { datasetDrift } from 'millrace/ml'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../src/base/canonical-json.ts'
import { barsOf } from '../../stages/drift/bars-of.ts'
import drift from '../../stages/drift.ts'
import { gaussian } from '../ml/tables.ts'
import { runStage } from './run-stage.ts'

const random = createRandom(5)
const sample = (n: number, shift = 0, share = 0.5) => ({
  size: Array.from({ length: n }, () => gaussian(random) + shift),
  still: Array.from({ length: n }, () => gaussian(random)),
  team: Array.from({ length: n }, () => (random.next() < share ? 'a' : random.next() < 0.5 ? 'b' : 'c')),
  flag: Array.from({ length: n }, () => random.next() < share),
  goals: Array.from({ length: n }, () => Math.floor(random.next() * 4)),
})

describe('drift', () => {
  it.each([
    [300, { size: 'kolmogorovSmirnov', still: 'kolmogorovSmirnov', team: 'chiSquare', flag: 'z', goals: 'chiSquare' }],
    [
      1500,
      {
        size: 'wasserstein',
        still: 'wasserstein',
        team: 'jensenShannon',
        flag: 'jensenShannon',
        goals: 'jensenShannon',
      },
    ],
  ])('takes the tests of Evidently by %i reference rows, and finds what moved', async (n, tests) => {
    const [reference, current] = [Table.from(sample(n)), Table.from(sample(n, 1, 0.85))]
    const { drift: found, findings } = await runStage(drift, { reference, current })
    expect(Object.fromEntries(found.columns.map(({ name, test }) => [name, test]))).toEqual(tests)
    const moved = found.columns.filter(({ drifted }) => drifted).map(({ name }) => name)
    expect(moved.sort()).toEqual(['flag', 'size', 'team'])
    expect(found).toMatchObject({ share: 0.6, shareThreshold: 0.5, drifted: true, referenceRows: n, currentRows: n })
    expect(found.columns.every(({ strength }, k, all) => k === 0 || strength <= all[k - 1]!.strength)).toBe(true)
    expect(found.columns.every(({ strength, drifted }) => drifted === strength >= 1)).toBe(true)
    expect(findings.warnings?.[0]).toBe('The table drifted: 60 % of its columns did.')
  })

  it('agrees with datasetDrift on the same values, and is the same twice', async () => {
    const [a, b] = [sample(400), sample(350, 0.3)]
    const given = { reference: Table.from(a), current: Table.from(b) }
    const { drift: found, ...figures } = await runStage(drift, given)
    const words = (values: readonly boolean[]) => values.map(String)
    const direct = datasetDrift({
      size: { type: 'number', reference: a.size, current: b.size },
      still: { type: 'number', reference: a.still, current: b.still },
      team: { type: 'category', reference: a.team, current: b.team },
      flag: { type: 'category', reference: words(a.flag), current: words(b.flag) },
      goals: { type: 'number', reference: a.goals, current: b.goals },
    })
    for (const column of direct.columns) {
      const { test, score, drifted } = found.columns.find(({ name }) => name === column.name)!
      expect({ test, drifted }).toEqual({ test: column.test, drifted: column.drifted })
      expect(score).toBeCloseTo(column.score, 12)
    }
    const again = await runStage(drift, given)
    expect(canonicalJson(again)).toBe(canonicalJson({ drift: found, ...figures }))
  })

  it('takes tests, thresholds, roles and columns by name', async () => {
    const [reference, current] = [Table.from(sample(300)), Table.from(sample(300, 1))]
    const {
      drift: found,
      findings,
      chart,
    } = await runStage(
      drift,
      { reference, current },
      {
        tests: { size: 'psi', goals: 'hellinger' },
        thresholds: { size: 50, team: 1e-9 },
        exclude: ['flag'],
        target: 'team',
        predictions: ['still'],
        share: 0.2,
      },
    )
    const of = (name: string) => found.columns.find((column) => column.name === name)
    expect(of('size')).toMatchObject({ test: 'psi', measure: 'distance', threshold: 50, drifted: false })
    expect(of('goals')).toMatchObject({ test: 'hellinger' })
    expect(of('flag')).toBeUndefined()
    expect([of('team')?.role, of('still')?.role]).toEqual(['target', 'prediction'])
    expect(chart.title).toBe('None of 4 columns drifted')
    expect(findings.headline).toMatch(/^None of 4 columns drifted: current \(300 rows\)/)
    await expect(runStage(drift, { reference, current }, { tests: { team: 'wasserstein' } })).rejects.toMatchObject({
      code: 'E_ML_PARAMETER',
    })
  })

  it('names drift of target and predictions apart', async () => {
    const [reference, current] = [Table.from(sample(300)), Table.from(sample(300, 2, 0.95))]
    const params = { target: 'team', predictions: ['size'], share: 0.9 }
    const { findings } = await runStage(drift, { reference, current }, params)
    expect(findings.warnings).toEqual([
      expect.stringMatching(/^The target drifted: team \(chi-square p < 0.001\)\.$/),
      expect.stringMatching(/^Predictions drifted: size \(Kolmogorov-Smirnov p < 0.001\)\.$/),
      expect.stringMatching(/^Drifted: flag/),
    ])
  })

  it('does not judge what is gone, changed or constant as if it were data', async () => {
    const n = 60
    const all = (value: unknown) => Array.from({ length: n }, () => value)
    const reference = Table.from({
      gone: all(1).map((_, i) => i),
      typed: all(0).map((_, i) => i),
      same: all(3),
      old: all(1),
      day: all(new Date(0)),
      word: all('a').map((v, i) => (i % 2 ? v : 'b')),
    } as never)
    const current = Table.from(
      {
        gone: all(null),
        typed: all('x'),
        same: all(3),
        fresh: all(1),
        day: all(new Date(864e8)),
        word: all('z'),
      } as never,
      { types: { gone: 'DOUBLE', day: 'DATE' } },
    )
    const { drift: found, findings, distributions } = await runStage(drift, { reference, current })
    expect(found.columns.map(({ name, drifted, unseen }) => ({ name, drifted, unseen }))).toEqual([
      { name: 'word', drifted: true, unseen: 1 },
      { name: 'same', drifted: false, unseen: 0 },
    ])
    expect(Object.fromEntries(found.unjudged.map(({ name, reason }) => [name, reason]))).toEqual({
      gone: 'has no value in the current rows',
      typed: 'changed its type from DOUBLE to VARCHAR',
      day: 'is a date or a time, which moves on by itself',
    })
    expect(found).toMatchObject({ onlyInReference: ['old'], onlyInCurrent: ['fresh'] })
    expect(findings.warnings?.slice(-5)).toEqual([
      'Values that the reference never has: word (100 % of the rows).',
      'gone has no value in the current rows: not judged.',
      'typed changed its type from DOUBLE to VARCHAR: not judged.',
      'Only reference has: old.',
      'Only current has: fresh.',
    ])
    expect(() => canonicalJson(distributions)).not.toThrow()
  })

  it('refuses empty tables and names that neither table has', async () => {
    const reference = Table.from(sample(20))
    const empty = reference.sql('SELECT * FROM self WHERE false')
    await expect(runStage(drift, { reference, current: empty })).rejects.toMatchObject({
      code: 'E_INPUT_EMPTY',
      message: expect.stringContaining('current'),
    })
    await expect(runStage(drift, { reference: empty, current: reference })).rejects.toMatchObject({
      message: expect.stringContaining('reference'),
    })
    for (const params of [
      { columns: ['sise'] },
      { tests: { sise: 'psi' } },
      { thresholds: { sise: 1 } },
      { target: 'sise' },
    ]) {
      await expect(runStage(drift, { reference, current: reference }, params)).rejects.toMatchObject({
        code: 'E_TABLE_COLUMN',
        hint: 'Did you mean "size"?',
      })
    }
  })

  it('draws bars that hold every value once', () => {
    const skewed = Array.from({ length: 500 }, () => Math.exp(2 * gaussian(random)))
    for (const values of [skewed, skewed.map(Math.floor), [1, 2, 3], skewed.map((_, i) => (i < 499 ? 0 : i))]) {
      const bars = barsOf({ type: 'number', reference: values, current: values.slice(0, 9) })
      expect(bars.length).toBeLessThanOrEqual(12)
      expect(bars.reduce((sum, bar) => sum + bar.reference, 0)).toBeCloseTo(1, 12)
      expect(bars.reduce((sum, bar) => sum + bar.current, 0)).toBeCloseTo(1, 12)
    }
    const counts = {
      categories: [...'abcdefghijklmnop'],
      reference: new Float64Array(16).fill(2),
      current: new Float64Array(16).fill(1),
    }
    const bars = barsOf({ type: 'counts', counts })
    expect(bars).toHaveLength(10)
    expect(bars.at(-1)).toEqual({ label: '7 others', reference: 7 / 16, current: 7 / 16 })
  })
})
