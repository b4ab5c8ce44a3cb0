import { Table } from 'millrace'
import { describe, expect, it } from 'vitest'
import smote from '../../stages/smote.ts'
import { runStage } from './run-stage.ts'

const rows = Array.from({ length: 30 }, (_, i) => ({
  name: `r${i}`,
  x: i % 3 === 0 ? i : 100 + i,
  y: i === 4 ? null : 2 * i,
  flag: i % 2 === 0,
  kind: i % 3 === 0 ? 'rare' : 'common',
}))
const table = (values: readonly object[] = rows) =>
  Table.from(values as Record<string, unknown>[], { types: { x: 'BIGINT', y: 'DOUBLE' } }).withTag('train')
const features = {
  target: 'kind',
  classes: ['common', 'rare'],
  features: [
    { name: 'x', type: 'number' as const, description: '' },
    { name: 'y', type: 'number' as const, description: '' },
    { name: 'flag', type: 'flag' as const, description: '' },
  ],
}

describe('the stage smote', () => {
  it('appends synthetic rows of the rarer class, inside the range of its rows', async () => {
    const { train, summary, balance } = await runStage(smote, { train: table(), features })
    const made = await train.rows()
    expect(made).toHaveLength(40)
    expect(made.slice(0, 30)).toEqual((await table().rows()).map((row) => ({ ...row, synthetic: false })))
    for (const row of made.slice(30)) {
      expect(row).toMatchObject({ name: null, kind: 'rare', synthetic: true })
      expect(typeof row.flag).toBe('boolean')
      expect(row.x).toBeGreaterThanOrEqual(0)
      expect(row.x).toBeLessThanOrEqual(27)
    }
    expect((await train.columns()).map(({ name, type }) => `${name} ${type}`)).toEqual([
      'name VARCHAR',
      'x DOUBLE',
      'y DOUBLE',
      'flag BOOLEAN',
      'kind VARCHAR',
      'synthetic BOOLEAN',
    ])
    expect(summary).toMatchObject({
      classes: [
        { class: 'common', before: 20, after: 20 },
        { class: 'rare', before: 10, after: 20 },
      ],
      nominal: ['flag'],
      gapsFilledForTheSearch: 1,
    })
    expect(balance.type).toBe('vega-lite')
  })

  it('depends on the seed and on nothing else', async () => {
    const digest = async (seed: number) =>
      (await runStage(smote, { train: table(), features }, {}, seed)).train.digest()
    expect(await digest(1)).toBe(await digest(1))
    expect(await digest(1)).not.toBe(await digest(2))
  })

  it('mixes flags too when it is plain SMOTE', async () => {
    const { train } = await runStage(
      smote,
      { train: table(), features },
      { nominal: [], samplingStrategy: { rare: 12 } },
    )
    expect((await train.columns()).find(({ name }) => name === 'flag')?.type).toBe('DOUBLE')
    expect(await train.count()).toBe(32)
  })

  it('keeps a gap where a row and its neighbours have none to give', async () => {
    const holes = rows.map((row) => ({ ...row, y: row.kind === 'rare' ? null : row.y }))
    const { train } = await runStage(smote, { train: table(holes), features })
    const made = await train.rows({ offset: 30 })
    expect(made.map(({ y }) => y)).toEqual(Array(10).fill(null))
  })

  it('says which class has too few rows', async () => {
    await expect(runStage(smote, { train: table(rows.slice(0, 12)), features })).rejects.toMatchObject({
      code: 'E_SMOTE_NEIGHBORS',
    })
  })

  const numbers = { nominal: [], features: ['x', 'y'], target: 'kind', classes: ['common', 'rare'] }
  const run = async (params: object) => {
    const { train, summary } = await runStage(smote, { train: table(), features: undefined }, { ...numbers, ...params })
    return { rows: await train.rows(), columns: await train.columns(), summary }
  }

  it('leaves rows out, the others as they came and in their order', async () => {
    const { rows: kept, columns } = await run({ method: 'randomUnderSampler' })
    expect(kept).toHaveLength(20)
    const given = await table().rows()
    const names = kept.map(({ name }) => name)
    expect(kept).toEqual(given.filter(({ name }) => names.includes(name)).map((row) => ({ ...row, synthetic: false })))
    expect(columns.find(({ name }) => name === 'x')?.type).toBe('BIGINT')
    const { rows: clean } = await run({ method: 'tomekLinks', samplingStrategy: ['common'] })
    expect(clean.filter(({ kind }) => kind === 'rare')).toHaveLength(10)
    expect((await run({ method: 'editedNearestNeighbours', kindSel: 'mode' })).rows.length).toBeLessThanOrEqual(30)
  })

  it('copies rows with all their columns, and says that they are copies', async () => {
    const { rows: grown } = await run({ method: 'randomOverSampler' })
    expect(grown).toHaveLength(40)
    const given = await table().rows()
    for (const { synthetic, ...row } of grown.slice(30)) {
      expect(synthetic).toBe(true)
      expect(given).toContainEqual(row)
      expect(row.kind).toBe('rare')
    }
  })

  it.each(['borderlineSmote', 'adasyn', 'smoteEnn', 'smoteTomek'])('mixes rows by %s', async (method) => {
    const near = Array.from({ length: 60 }, (_, i) => ({
      x: (i * 37) % 60,
      y: (i * 11) % 30,
      kind: i % 3 === 0 ? 'rare' : 'common',
    }))
    const { train, summary } = await runStage(
      smote,
      { train: table(near), features: undefined },
      { ...numbers, method, kindSel: 'mode' },
    )
    const made = (await train.rows()).filter(({ synthetic }) => synthetic)
    expect(summary).toMatchObject({ method })
    expect(made.length).toBeGreaterThan(0)
    for (const row of made) expect(row.kind).toBe('rare')
  })

  it('does not mix flags, and takes nothing but nominal features for SMOTEN', async () => {
    await expect(runStage(smote, { train: table(), features }, { method: 'adasyn' })).rejects.toThrow(
      'adasyn mixes all features, flag too.',
    )
    await expect(runStage(smote, { train: table(), features }, { method: 'smoten' })).rejects.toThrow('"x" is none')
    const { train } = await runStage(
      smote,
      { train: table(), features: undefined },
      { ...numbers, method: 'smoten', features: ['flag'], nominal: ['flag'] },
    )
    expect((await train.rows()).slice(30).every(({ flag }) => typeof flag === 'boolean')).toBe(true)
  })

  it('refuses a strategy that the method does not have', () => {
    const accepted = (params: object) => smote.params.safeParse(params).success
    expect(accepted({ method: 'randomUnderSampler', samplingStrategy: 'minority' })).toBe(false)
    expect(accepted({ method: 'tomekLinks', samplingStrategy: 0.5 })).toBe(false)
    expect(accepted({ method: 'tomekLinks', samplingStrategy: ['a'] })).toBe(true)
    expect(accepted({ samplingStrategy: ['a'] })).toBe(false)
    expect(accepted({ method: 'randomUnderSampler', samplingStrategy: 'majority' })).toBe(true)
  })

  it('refuses to resample twice', async () => {
    const { train } = await runStage(smote, { train: table(), features })
    await expect(runStage(smote, { train, features })).rejects.toThrow(/already has a column "synthetic"/)
  })

  it('refuses parameters that it does not know', () => {
    expect(smote.params.safeParse({ kNeighbours: 3 }).success).toBe(false)
    expect(smote.params.safeParse({ samplingStrategy: 'majority' }).success).toBe(false)
  })

  it('does not take test rows: a mistake that the compiler finds', () => {
    const test = Table.from({ x: [1] }).withTag('test')
    // @ts-expect-error Table<'test'> is no Table<'train'>
    const wrong = () => runStage(smote, { train: test, features })
    expect(wrong).toBeTypeOf('function')
  })
})
