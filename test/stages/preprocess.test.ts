import { Table } from 'millrace'
import { describe, expect, it } from 'vitest'
import preprocess from '../../stages/preprocess.ts'
import { everyTeamsFeatures, flagshipFeatures, flagshipMatches, type Match } from './flagship.ts'
import { runStage } from './run-stage.ts'

const row = (shop: string, day: number, sales: number | null, more: object = {}) => ({
  shop,
  day: `2020-01-${String(day).padStart(2, '0')}`,
  sales,
  busy: 'no',
  ...more,
})
const base = { entity: 'shop', time: 'day', keep: ['shop', 'day'], target: 'busy' }

async function features(rows: readonly object[], params: object, names: readonly string[]) {
  const table = Table.from(rows as Record<string, unknown>[], { types: { day: 'DATE', sales: 'BIGINT' } })
  const result = await runStage(
    preprocess,
    { table },
    { ...base, features: names.map((name) => ({ name })), ...params },
  )
  return result.table.rows()
}

describe('the stage preprocess', () => {
  it('looks back on the last rows of the entity strictly before the row', async () => {
    const rows = [row('a', 1, 1), row('a', 2, 2), row('b', 2, 100), row('a', 3, 6), row('a', 4, 8)]
    const rolling = {
      mean2: { column: 'sales', last: 2 },
      total: { column: 'sales', aggregate: 'sum', last: 9 },
      low: { column: 'sales', aggregate: 'min', last: 2 },
      high: { column: 'sales', aggregate: 'max', last: 2 },
      two: { column: 'sales', last: 2, minimum: 2 },
      n: { column: 'sales', aggregate: 'count', last: 2 },
    }
    const made = await features(rows, { rolling }, Object.keys(rolling))
    expect(made.filter(({ shop }) => shop === 'a').map((r) => [r.mean2, r.total, r.low, r.high, r.two, r.n])).toEqual([
      [null, null, null, null, null, 0],
      [1, 1, 1, 1, null, 1],
      [1.5, 3, 1, 2, 1.5, 2],
      [4, 9, 2, 6, 4, 2],
    ])
    expect(made.find(({ shop }) => shop === 'b')).toMatchObject({ mean2: null, n: 0 })
  })

  it('does not let a double-header leak: rows of one day see neither one another nor less than the day before', async () => {
    const rows = [row('a', 1, 1), row('a', 2, 10), row('a', 2, 20), row('a', 3, 100)]
    const rolling = { sum: { column: 'sales', aggregate: 'sum', last: 2 } }
    const since = { idle: {} }
    const made = await features(rows, { rolling, since }, ['sum', 'idle'])
    expect(made.map((r) => r.sum)).toEqual([null, 1, 1, 30])
    expect(made.map((r) => r.idle)).toEqual([null, 1, 1, 1])
  })

  it('fetches what was a length of time before by the calendar, and not by the row', async () => {
    const rows = [row('a', 1, 1), row('a', 2, 2), row('b', 3, 50), row('a', 4, 4), row('a', 5, null), row('a', 7, 7)]
    const lags = { back1: { column: 'sales', back: '1 day' }, back3: { column: 'sales', back: '3 days' } }
    const made = await features(rows, { lags }, ['back1', 'back3'])
    const ofA = made.filter(({ shop }) => shop === 'a')
    // Day 3 is absent for a: the lag of day 4 is missing, not the value of day 2. That of day 6 is, too.
    expect(ofA.map((r) => r.back1)).toEqual([null, 1, null, 4, null])
    expect(ofA.map((r) => r.back3)).toEqual([null, null, 1, 2, 4])
  })

  it('takes months as they are, one series without an entity, and numbers as time', async () => {
    const months = ['2019-12-31', '2020-02-29', '2020-03-31', '2021-02-28'].map((day, i) => ({
      day,
      sales: i,
      busy: 'no',
    }))
    const monthly = {
      entity: undefined,
      keep: ['day'],
      lags: { m: { column: 'sales', back: '1 month' }, y: { column: 'sales', back: '1 year' } },
    }
    const made = await features(months, monthly, ['m', 'y'])
    expect(made.map((r) => [r.m, r.y])).toEqual([
      [null, null],
      [null, null],
      [1, null],
      [null, null],
    ])
    const years = [2000, 2001, 2003].map((day) => ({ day, sales: day, busy: 'no' }))
    const table = Table.from(years, { types: { day: 'INTEGER' } })
    const params = {
      time: 'day',
      target: 'busy',
      lags: { before: { column: 'sales', back: 1 } },
      rolling: { two: { column: 'sales', aggregate: 'count', within: 2 } },
      features: [{ name: 'before' }, { name: 'two' }],
    }
    const yearly = await (await runStage(preprocess, { table }, params)).table.rows()
    expect(yearly.map((r) => [r.before, r.two])).toEqual([
      [null, 0],
      [2000, 1],
      [null, 1],
    ])
  })

  it('aggregates over a length of time, never over the row’s own moment', async () => {
    const rows = [row('a', 1, 1), row('a', 2, 10), row('a', 2, 20), row('b', 2, 7), row('a', 3, 100), row('a', 9, 5)]
    const rolling = {
      sum: { column: 'sales', aggregate: 'sum', within: '2 days' },
      three: { column: 'sales', within: '2 days', minimum: 3 },
    }
    const made = (await features(rows, { rolling }, ['sum', 'three'])).filter(({ shop }) => shop === 'a')
    expect(made.map((r) => r.sum)).toEqual([null, 1, 1, 31, null])
    expect(made.map((r) => r.three)).toEqual([null, null, null, 31 / 3, null])
  })

  it('refuses a window that is told in rows and in time, and a lag of nothing', async () => {
    const both = { rolling: { x: { column: 'sales', last: 2, within: '2 days' } } }
    await expect(features([row('a', 1, 1)], both, ['x'])).rejects.toThrow(/either `last`/)
    const none = { lags: { x: { column: 'sales', back: '0 days' } } }
    await expect(features([row('a', 1, 1)], none, ['x'])).rejects.toThrow(/12 months/)
    const lags = { x: { column: 'sales', back: '1 day' } }
    await expect(features([row('a', 1, 1)], { lags }, ['sales'])).rejects.toMatchObject({ code: 'E_PARAMS' })
  })

  it('passes over rows without a value, so that fixtures to come do not dilute what is known', async () => {
    const rows = [row('a', 1, 4), row('a', 2, null), row('a', 3, null)]
    const made = await features(rows, { rolling: { last: { column: 'sales', last: 1 } } }, ['last'])
    expect(made.map((r) => r.last)).toEqual([null, 4, 4])
  })

  it('narrows a look-back by further columns', async () => {
    const rows = [row('a', 1, 1, { rain: true }), row('a', 2, 5, { rain: false }), row('a', 4, 9, { rain: true })]
    const params = {
      rolling: { same: { column: 'sales', last: 3, by: ['rain'] } },
      since: { dry: { by: ['rain'] }, any: {} },
    }
    const made = await features(rows, params, ['same', 'dry', 'any'])
    expect(made.map((r) => [r.same, r.dry, r.any])).toEqual([
      [null, null, null],
      [null, null, 1],
      [1, 3, 2],
    ])
  })

  it('fetches the counterpart’s look-backs, and NULL where there is none', async () => {
    const rows = [
      row('a', 1, 1, { duel: 1 }),
      row('b', 1, 2, { duel: 1 }),
      row('a', 2, 0, { duel: 2 }),
      row('b', 2, 0, { duel: 2 }),
      row('a', 3, 0, { duel: 3 }),
    ]
    const params = {
      event: 'duel',
      rolling: { last: { column: 'sales', last: 1 } },
      counterpart: { columns: ['last'], prefix: 'other_' },
      derive: { gap: 'last - other_last' },
    }
    const made = await features(rows, params, ['last', 'other_last', 'gap'])
    expect(made.map((r) => [r.last, r.other_last, r.gap])).toEqual([
      [null, null, null],
      [null, null, null],
      [1, 2, -1],
      [2, 1, 1],
      [0, null, null],
    ])
  })

  it('refuses an event that has more than two rows', async () => {
    const rows = [1, 2, 3].map((i) => row(`s${i}`, 1, 1, { duel: 7 }))
    const params = { event: 'duel', since: { idle: {} }, counterpart: { columns: ['idle'] } }
    await expect(features(rows, params, ['idle'])).rejects.toMatchObject({
      code: 'E_PARAMS',
      message: expect.stringContaining('3 rows of 3 different'),
    })
  })

  it('encodes by declared categories only', async () => {
    const rows = [row('a', 1, 1, { size: 'small', open: 'yes' }), row('a', 2, 1, { size: null, open: 'no' })]
    const encode = {
      size: { as: 'oneHot', categories: ['small', 'large'] },
      open: { as: 'flag', categories: ['no', 'yes'] },
    }
    const made = await features(rows, { encode }, ['size_small', 'size_large', 'open'])
    expect(made.map((r) => [r.size_small, r.size_large, r.open])).toEqual([
      [true, false, true],
      [null, null, false],
    ])
    const ordinal = { size: { as: 'ordinal', categories: ['small', 'large'] } }
    expect((await features(rows, { encode: ordinal }, ['size'])).map((r) => r.size)).toEqual([0, null])
    const narrow = { size: { as: 'ordinal', categories: ['large', 'huge'] } }
    await expect(features(rows, { encode: narrow }, ['size'])).rejects.toThrow(/small is a value of "size"/)
  })

  it('refuses a result of the row itself as a feature, also the counterpart’s', async () => {
    const rolling = { last: { column: 'sales', last: 1 } }
    await expect(features([row('a', 1, 1)], { rolling }, ['sales'])).rejects.toThrow(/result of the row itself/)
    await expect(features([row('a', 1, 1)], {}, ['busy'])).rejects.toThrow(/result of the row itself/)
    const params = { rolling, event: 'duel', counterpart: { columns: ['sales'] } }
    await expect(features([row('a', 1, 1, { duel: 1 })], params, ['opponent_sales'])).rejects.toThrow(
      /result of the row/,
    )
  })

  it('names a column that does not exist, and the nearest that does', async () => {
    await expect(features([row('a', 1, 1)], { entity: 'shopp' }, ['sales'])).rejects.toMatchObject({
      code: 'E_TABLE_COLUMN',
      hint: 'Did you mean "shop"?',
    })
    await expect(features([row('a', 1, 1)], { derive: { sales: '1' } }, ['sales'])).rejects.toThrow(/name is taken/)
  })
})

describe('the flagship’s features', () => {
  it('are 20, of 152 matches, 114 of them before the cutoff, 24 of those with a gap', async () => {
    const { table, features: list } = await flagshipFeatures(flagshipMatches())
    expect(list.features).toHaveLength(20)
    expect(list.features.filter(({ type }) => type === 'flag').map(({ name }) => name)).toEqual(['home'])
    const counts = await table
      .sql(`SELECT date < DATE '2016-08-01' AS train, outcome, count(*) AS n FROM self GROUP BY ALL ORDER BY ALL`)
      .rows()
    expect(counts.map(({ train, outcome, n }) => [train, outcome, n])).toEqual([
      [false, 'draw', 6],
      [false, 'loss', 3],
      [false, 'win', 29],
      [true, 'draw', 14],
      [true, 'loss', 15],
      [true, 'win', 85],
    ])
    const gaps = list.features.map(({ name }) => `${name} IS NULL`).join(' OR ')
    const missing = await table
      .sql(`SELECT count(*) AS n FROM self WHERE date < DATE '2016-08-01' AND (${gaps})`)
      .rows()
    expect(missing).toEqual([{ n: 24 }])
  })

  it('do not change on or before a day when every result on and after that day does', async () => {
    const matches = flagshipMatches()
    const unplayed = { where: undefined }
    const before = await (await everyTeamsFeatures(matches, unplayed)).table.rows()
    for (const day of ['2013-08-18', '2014-05-11', '2016-08-21']) {
      const altered = matches.map(
        (match): Match =>
          match.date < day
            ? match
            : { ...match, home_score: 9 - (match.home_score ?? 0), away_score: (match.away_score ?? 0) * 3 + 1 },
      )
      const after = await (await everyTeamsFeatures(altered, unplayed)).table.rows()
      const known = (rows: typeof before) =>
        rows.filter(({ date }) => String(date) <= day).map(({ outcome: _, ...features }) => features)
      expect(known(before).length).toBeGreaterThan(0)
      expect(known(after)).toEqual(known(before))
      expect(after).not.toEqual(before)
    }
  })
})
