import { defineStage, Table, table, z } from 'millrace'
import { rateMatches } from 'millrace/sports'

/**
 * Elo ratings of both teams before each match.
 *
 * Reads `matches` with the columns `date`, `home_team`, `away_team`, `home_score` and `away_score`. Gives the same rows
 * in order of date and teams, with `elo_home` and `elo_away` as they stood before the match day: no rating knows a
 * result of its own day. A match without a score is rated but moves nothing, so fixtures to come can be in the table; a
 * row without a date or a team has no rating.
 *
 * A full surprise moves `kFactor` points, times a multiplier for the margin if `marginOfVictory` is on. Where the
 * matches pause for `seasonGap` days or more a new season begins, and each team goes the share `reversion` of the way
 * back to `initial` before its first match of it.
 */
export default defineStage({
  section: 'data',
  inputs: { matches: table() },
  outputs: { table: table({ tagFrom: 'matches' }) },
  random: false,
  params: z.strictObject({
    kFactor: z.number().positive().default(20).describe('Points that a full surprise moves.'),
    homeEdge: z.number().default(65).describe('Points added to the home team before the comparison.'),
    initial: z.number().default(1500).describe('What a new team starts from.'),
    marginOfVictory: z.boolean().default(true).describe('Whether a clear win moves more than a narrow one.'),
    reversion: z.number().min(0).max(1).default(0.2).describe('Share of the way back to `initial` at a new season.'),
    seasonGap: z.int().min(1).default(45).describe('Days without any match that start a new season.'),
  }),

  async run({ inputs, params }) {
    const { kFactor, homeEdge, initial, marginOfVictory, reversion, seasonGap } = params
    const matches = await inputs.matches.sql('SELECT * FROM self ORDER BY date, home_team, away_team').materialize()
    const facts = matches.sql(
      `SELECT date_diff('day', DATE '1970-01-01', date) AS day, coalesce(home_team, '') AS home_team,
         coalesce(away_team, '') AS away_team, home_score, away_score FROM self`,
    )
    const days = await facts.values('day')
    const homes = (await facts.column('home_team')).values as string[]
    const aways = (await facts.column('away_team')).values as string[]
    const homeScores = await facts.values('home_score')
    const awayScores = await facts.values('away_score')

    const rated = [...days.keys()].filter((i) => !Number.isNaN(days[i]) && homes[i] !== '' && aways[i] !== '')
    const of = <T>(values: ArrayLike<T>) => rated.map((i) => values[i] as T)
    const teams = [...new Set([...of(homes), ...of(aways)])].sort()
    const codes = new Map(teams.map((team, code) => [team, code]))
    const ratings = rateMatches(
      {
        home: of(homes).map((team) => codes.get(team) as number),
        away: of(aways).map((team) => codes.get(team) as number),
        day: of(days),
        homeGoals: of(homeScores),
        awayGoals: of(awayScores),
        season: seasons(of(days), seasonGap),
      },
      { k: kFactor, homeEdge, initial, marginOfVictory, seasonReversion: reversion },
    )
    const column = (values: Float64Array) => {
      const all: (number | null)[] = new Array(days.length).fill(null)
      rated.forEach((row, i) => {
        all[row] = values[i] as number
      })
      return all
    }
    const columns = Table.from(
      { elo_home: column(ratings.home), elo_away: column(ratings.away) },
      { types: { elo_home: 'DOUBLE', elo_away: 'DOUBLE' } },
    )
    return { table: matches.sql('SELECT * FROM self POSITIONAL JOIN ratings', { ratings: columns }) }
  },
})

/** A number a season for days in ascending order: it grows after each long pause. */
function seasons(days: readonly number[], gap: number): number[] {
  let season = 0
  return days.map((day, i) => {
    if (i > 0 && day - (days[i - 1] as number) >= gap) season += 1
    return season
  })
}
