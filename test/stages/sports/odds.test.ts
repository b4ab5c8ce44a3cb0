import { Table } from 'millrace'
import { describe, expect, it } from 'vitest'
import odds from '../../../stages/sports/odds.ts'
import { runSqlStage, runStage } from '../run-stage.ts'

const types = { date: 'DATE', c1: 'DOUBLE', cx: 'DOUBLE', c2: 'DOUBLE', o1: 'DOUBLE', ox: 'DOUBLE', o2: 'DOUBLE' }
const game = (home_team: string, closing: readonly (number | null)[], opening: readonly (number | null)[]) => ({
  date: '2020-01-01',
  home_team,
  away_team: 'z',
  home_score: 2,
  away_score: 1,
  elo_home: 1500,
  elo_away: 1500,
  ...Object.fromEntries(['c1', 'cx', 'c2'].map((name, i) => [name, closing[i]])),
  ...Object.fromEntries(['o1', 'ox', 'o2'].map((name, i) => [name, opening[i]])),
})
const nothing = [null, null, null]
const sources = [
  { name: 'closing', home: 'c1', draw: 'cx', away: 'c2' },
  { name: 'opening', home: 'o1', draw: 'ox', away: 'o2' },
]

describe('the stages odds and team-odds', () => {
  const matches = Table.from(
    [
      game('a', [2.7, 2.3, 4.4], [2, 3, 4]),
      game('b', [2.7, null, 4.4], [2.7, 2.3, 4.4]),
      game('c', nothing, [0, 3, 4]),
    ],
    { types },
  )

  it('takes the first source that is whole, and leaves NULL where there is none', async () => {
    const { table, used } = await runStage(odds, { matches }, { sources, method: 'multiplicative' })
    const rows = await table.rows()
    expect(rows.map((row) => row.odds_source)).toEqual(['closing', 'opening', null])
    expect(rows[0]?.p_home).toBeCloseTo(0.35873804, 8)
    expect(rows[0]?.p_draw).toBeCloseTo(0.42112726, 8)
    expect(rows[0]?.margin).toBeCloseTo(0.03243, 5)
    expect(rows[2]).toMatchObject({ p_home: null, p_draw: null, p_away: null, margin: null })
    expect(used).toMatchObject({ title: '2 of 3 matches have odds', rows: [{ 1: 1 }, { 1: 1 }, { 1: 1 }] })
  })

  it('refuses a table without any odds', async () => {
    const none = Table.from([game('a', nothing, nothing)], { types })
    await expect(runStage(odds, { matches: none }, { sources })).rejects.toMatchObject({ code: 'E_INPUT_EMPTY' })
  })

  it('turns to the team of the row', async () => {
    const { table } = await runStage(odds, { matches }, { sources, method: 'multiplicative' })
    const teams = runSqlStage('stages/sports/team-matches.sql', { matches: table })
    const rows = await runSqlStage('stages/sports/team-odds.sql', { teams, odds: table }).rows()
    expect(rows).toHaveLength(6)
    expect(rows[0]).toMatchObject({ team: 'a', home: true, odds_draw: expect.closeTo(0.42112726, 8) })
    expect(rows[0]?.odds_win).toBeCloseTo(0.35873804, 8)
    expect(rows[1]?.odds_loss).toBeCloseTo(0.35873804, 8)
    expect(rows[5]).toMatchObject({ team: 'z', opponent: 'c', odds_win: null })
  })
})

describe('the stage team-matches', () => {
  it('gives two mirrored rows a match, and NULL for what is not known', async () => {
    const columns = { home_team: 'a', away_team: 'b', elo_home: 1510, elo_away: 1490 }
    const matches = Table.from(
      [
        { ...columns, date: '2020-01-02', home_score: null, away_score: null },
        { ...columns, date: '2020-01-01', home_score: 1, away_score: 3 },
        { ...columns, date: null, home_score: 1, away_score: 3 },
      ],
      { types: { date: 'DATE', home_score: 'BIGINT', away_score: 'BIGINT' } },
    )
    const rows = await runSqlStage('stages/sports/team-matches.sql', { matches }).rows()
    expect(rows.map((row) => Object.values(row))).toEqual([
      [1, '2020-01-01', 'a', 'b', true, 1, 3, -2, 0, 1510, 'loss'],
      [1, '2020-01-01', 'b', 'a', false, 3, 1, 2, 3, 1490, 'win'],
      [2, '2020-01-02', 'a', 'b', true, null, null, null, null, 1510, null],
      [2, '2020-01-02', 'b', 'a', false, null, null, null, null, 1490, null],
    ])
  })
})
