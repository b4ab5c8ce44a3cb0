import { Table } from 'millrace'
import { describe, expect, it } from 'vitest'
import elo from '../../../stages/sports/elo.ts'
import { runStage } from '../run-stage.ts'

const match = (
  date: string,
  home_team: string | null,
  away_team: string,
  scores: readonly [number, number] | null,
) => ({
  date,
  home_team,
  away_team,
  home_score: scores?.[0] ?? null,
  away_score: scores?.[1] ?? null,
})
const types = { date: 'DATE', home_score: 'BIGINT', away_score: 'BIGINT' }
const plain = { homeEdge: 0, marginOfVictory: false, reversion: 0 }

async function rate(rows: readonly ReturnType<typeof match>[], params: object = plain) {
  const { table } = await runStage(elo, { matches: Table.from(rows, { types }) }, params)
  return table.rows()
}

describe('the stage elo', () => {
  it('gives ratings as they stood before the match day, whatever the order of the rows', async () => {
    const rows = [
      match('2020-01-02', 'b', 'a', [0, 0]),
      match('2020-01-01', 'a', 'b', [1, 0]),
      match('2020-01-01', 'c', 'd', [0, 1]),
    ]
    const rated = await rate(rows)
    expect(rated.map((row) => [row.date, row.home_team, row.elo_home, row.elo_away])).toEqual([
      ['2020-01-01', 'a', 1500, 1500],
      ['2020-01-01', 'c', 1500, 1500],
      ['2020-01-02', 'b', 1490, 1510],
    ])
    expect(await rate(rows.toReversed())).toEqual(rated)
  })

  it('rates a match without a score but lets it move nothing', async () => {
    const rated = await rate([
      match('2020-01-01', 'a', 'b', [1, 0]),
      match('2020-01-02', 'a', 'b', null),
      match('2020-01-03', 'a', 'b', [1, 0]),
    ])
    expect(rated.map((row) => row.elo_home)).toEqual([1500, 1510, 1510])
  })

  it('pulls ratings back at a new season', async () => {
    const rows = [match('2020-05-01', 'a', 'b', [1, 0]), match('2020-08-01', 'a', 'b', null)]
    const rated = await rate(rows, { ...plain, reversion: 0.5 })
    expect(rated[1]).toMatchObject({ elo_home: 1505, elo_away: 1495 })
    const without = await rate(rows, { ...plain, reversion: 0.5, seasonGap: 100 })
    expect(without[1]).toMatchObject({ elo_home: 1510, elo_away: 1490 })
  })

  it('keeps a row without a date or a team, unrated', async () => {
    const rated = await rate([match('2020-01-01', null, 'b', [1, 0]), match('2020-01-01', 'a', 'b', [1, 0])])
    expect(rated.map((row) => row.elo_away)).toEqual([1500, null])
  })

  it('keeps all other columns, over more rows than one chunk of DuckDB holds', async () => {
    const rows = Array.from({ length: 5000 }, (_, i) => ({
      ...match('2020-01-01', `h${i}`, `a${i}`, [1, 0]),
      mark: `h${i}`,
    }))
    const { table } = await runStage(elo, { matches: Table.from(rows, { types }) }, plain)
    const wrong = await table.sql('SELECT count(*) AS n FROM self WHERE mark <> home_team OR elo_home <> 1500').rows()
    expect(wrong).toEqual([{ n: 0 }])
    expect(await table.count()).toBe(5000)
  })
})
