import { Table } from 'millrace'
import { describe, expect, it } from 'vitest'
import split from '../../stages/split.ts'
import { runStage } from './run-stage.ts'

const day = (i: number) => new Date(Date.UTC(2020, 0, 1 + Math.floor(i / 2), 12)).toISOString()
const rows = Array.from({ length: 40 }, (_, i) => ({
  id: i,
  at: day(i),
  kind: i % 4 === 0 ? 'rare' : 'common',
  g: i >> 1,
}))
const table = () => Table.from(rows, { types: { at: 'TIMESTAMP' } })

async function ids(side: Table): Promise<number[]> {
  return [...((await side.column('id')).values as Float64Array)]
}

describe('the stage split', () => {
  it('splits by time at a cutoff, in the order of the rows', async () => {
    const params = { by: 'time', time: 'at', cutoff: '2020-01-16', target: 'kind' }
    const { train, test, summary, timeline } = await runStage(split, { table: table() }, params)
    expect(await ids(train)).toEqual(rows.slice(0, 30).map(({ id }) => id))
    expect(await ids(test)).toEqual(rows.slice(30).map(({ id }) => id))
    expect(summary).toEqual({
      by: 'time',
      cutoff: '2020-01-16',
      train: { rows: 30, classes: { common: 22, rare: 8 } },
      test: { rows: 10, classes: { common: 8, rare: 2 } },
    })
    expect(timeline.type).toBe('vega-lite')
    expect(await train.columns()).toEqual(await table().columns())
  })

  it('never splits a day, also where a share decides', async () => {
    const params = { by: 'time', time: 'at', testShare: 0.27 }
    const { train, test, summary } = await runStage(split, { table: table() }, params)
    expect(summary.cutoff).toBe('2020-01-16')
    const [early, late] = [await train.rows(), await test.rows()]
    expect(early.map(({ at }) => String(at) < '2020-01-16')).not.toContain(false)
    expect(late.map(({ at }) => String(at) >= '2020-01-16')).not.toContain(false)
    expect(early.length + late.length).toBe(40)
  })

  it('draws rows at random, the same for the same seed', async () => {
    const draw = async (seed: number) => ids((await runStage(split, { table: table() }, { by: 'ratio' }, seed)).test)
    expect(await draw(1)).toEqual(await draw(1))
    expect(await draw(1)).not.toEqual(await draw(2))
    expect(await draw(1)).toHaveLength(10)
    expect(await draw(1)).toEqual((await draw(1)).toSorted((a, b) => a - b))
  })

  it('keeps the shares of the classes when stratified', async () => {
    const params = { by: 'stratified', stratify: 'kind', testShare: 0.3, target: 'kind' }
    const { summary, timeline } = await runStage(split, { table: table() }, params)
    expect(summary.test).toEqual({ rows: 12, classes: { common: 9, rare: 3 } })
    expect(timeline).toMatchObject({ type: 'table', rows: [{ 0: 'common' }, { 0: 'rare' }, { 0: 'all' }] })
  })

  it('keeps groups together', async () => {
    const { train, test } = await runStage(
      split,
      { table: table() },
      { by: 'group', group: ['g', 'at'], testShare: 0.2 },
    )
    const groups = async (side: Table) => new Set((await side.column('g')).values as Float64Array)
    const early = await groups(train)
    expect([...(await groups(test))].filter((group) => early.has(group))).toEqual([])
    expect(await test.count()).toBe(8)
  })

  it('refuses to leave a side empty, and says what there is', async () => {
    const run = runStage(split, { table: table() }, { by: 'time', time: 'at', cutoff: '2030-01-01' })
    await expect(run).rejects.toMatchObject({
      code: 'E_ML_EMPTY',
      message: 'A cutoff at 2030-01-01 in 40 rows from 2020-01-01 to 2020-01-20 leaves no row for the test side.',
    })
  })

  it('refuses a row without a time, both a cutoff and a share, and unknown parameters', async () => {
    const holes = Table.from([{ at: null }, { at: '2020-01-01' }], { types: { at: 'DATE' } })
    const params = { by: 'time', time: 'at', cutoff: '2020-01-01' }
    await expect(runStage(split, { table: holes }, params)).rejects.toThrow(/1 rows have no value in the time column/)
    expect(split.params.safeParse({ ...params, testShare: 0.5 }).success).toBe(false)
    expect(split.params.safeParse({ ...params, stratify: 'x' }).success).toBe(false)
    expect(split.params.safeParse({ by: 'time' }).success).toBe(false)
  })
})
