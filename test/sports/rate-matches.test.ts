import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../src/base/random.ts'
import { expectedScore, rateMatches, revertToMean, updateRatings } from '../../src/sports/index.ts'
import { codeOf, furthest, shuffled, testData } from '../ml/tables.ts'

const random = createRandom(6)
const count = 300
const matches = Array.from({ length: count }, (_, i) => {
  const home = random.integer(10)
  return {
    home,
    away: (home + 1 + random.integer(9)) % 10,
    day: Math.floor(i / 7),
    season: Math.floor(i / 100),
    homeGoals: random.integer(5),
    awayGoals: random.integer(4),
  }
})
const columnsOf = (order: readonly number[]) => ({
  home: order.map((i) => matches[i]!.home),
  away: order.map((i) => matches[i]!.away),
  day: order.map((i) => matches[i]!.day),
  season: order.map((i) => matches[i]!.season),
  homeGoals: order.map((i) => matches[i]!.homeGoals),
  awayGoals: order.map((i) => matches[i]!.awayGoals),
})
const all = Array.from({ length: count }, (_, i) => i)
const options = { marginOfVictory: true, seasonReversion: 0.2 }

describe('rateMatches', () => {
  it('rates from earlier days only', () => {
    const ratings = rateMatches(
      { home: [0, 1], away: [1, 0], day: [1, 2], homeGoals: [1, 0], awayGoals: [0, 0] },
      { homeEdge: 0 },
    )
    expect(Array.from(ratings.home)).toEqual([1500, 1490])
    expect(Array.from(ratings.away)).toEqual([1500, 1510])
    const changed = columnsOf(all)
    const last = matches[count - 1]!.day
    changed.homeGoals = changed.homeGoals.map((goals, i) => (matches[i]!.day === last ? 9 : goals))
    expect(rateMatches(changed, options).home).toEqual(rateMatches(columnsOf(all), options).home)
  })

  it('gives the same ratings for any order of the rows, also inside a day', () => {
    const order = shuffled(count, random)
    const straight = rateMatches(columnsOf(all), options)
    const mixed = rateMatches(columnsOf(order), options)
    expect(
      furthest(
        mixed.home,
        order.map((i) => straight.home[i]!),
      ),
    ).toBeLessThan(1e-9)
    expect(
      furthest(
        mixed.away,
        order.map((i) => straight.away[i]!),
      ),
    ).toBeLessThan(1e-9)
    expect(furthest(mixed.final, straight.final)).toBeLessThan(1e-9)
  })

  it('keeps the mean of all ratings', () => {
    const { final } = rateMatches(columnsOf(all), { marginOfVictory: true })
    expect(final.reduce((sum, rating) => sum + rating, 0) / 10).toBeCloseTo(1500, 8)
  })

  it('rates a match that has not been played, and learns nothing from it', () => {
    const played = columnsOf(all)
    const open = { ...played, homeGoals: played.homeGoals.with(count - 1, Number.NaN) }
    const ratings = rateMatches(open, options)
    expect(ratings.home[count - 1]).toBe(rateMatches(played, options).home[count - 1])
    expect(ratings.final).not.toEqual(rateMatches(played, options).final)
  })

  it('refuses what cannot be rated', () => {
    const one = { home: [0], away: [1], day: [1], homeGoals: [1], awayGoals: [0] }
    expect(codeOf(() => rateMatches({ ...one, away: [0] }))).toBe('E_ML_PARAMETER')
    expect(codeOf(() => rateMatches({ ...one, home: [-1] }))).toBe('E_ML_PARAMETER')
    expect(codeOf(() => rateMatches({ ...one, day: [] }))).toBe('E_ML_SHAPE')
    expect(codeOf(() => rateMatches({ ...one, day: [Number.NaN] }))).toBe('E_ML_NOT_FINITE')
  })
})

const file = join(testData, 'nfl/fivethirtyeight_nfl_elo_games.csv.gz')
describe.skipIf(!existsSync(file))("FiveThirtyEight's NFL ratings (needs MILLRACE_TEST_DATA)", () => {
  it('follow from each other by our formulas, game after game within a season', () => {
    const [header, ...lines] = gunzipSync(readFileSync(file)).toString().trim().split('\n')
    const names = header!.split(',')
    const games = lines.map((line) => Object.fromEntries(line.split(',').map((cell, j) => [names[j]!, cell])))
    const after = new Map<string, { season: string; rating: number }>()
    let [worstProbability, worstRating, checked, returned, reverted] = [0, 0, 0, 0, 0]
    for (const game of games) {
      const [elo1, elo2] = [Number(game.elo1), Number(game.elo2)]
      const homeEdge = game.neutral === '1' ? 0 : 65
      const probability = expectedScore(elo1 - elo2 + homeEdge)
      worstProbability = Math.max(worstProbability, Math.abs(probability - Number(game.elo_prob1)))
      for (const [side, elo] of [[game.team1!, elo1] as const, [game.team2!, elo2] as const]) {
        const known = after.get(side)
        if (known !== undefined && known.season !== game.season) {
          returned++
          if (Math.abs(revertToMean(known.rating, 1 / 3, 1505) - elo) < 2e-3) reverted++
        }
        if (known?.season !== game.season) continue
        worstRating = Math.max(worstRating, Math.abs(known!.rating - elo))
        checked++
      }
      const options = { homeEdge, marginOfVictory: true }
      const updated = updateRatings(elo1, elo2, Number(game.score1), Number(game.score2), options)
      after.set(game.team1!, { season: game.season!, rating: updated.home })
      after.set(game.team2!, { season: game.season!, rating: updated.away })
    }
    expect(games.length).toBe(16810)
    expect(checked).toBeGreaterThan(30000)
    // Published ratings have three decimals.
    expect(worstProbability).toBeLessThan(1e-15)
    // A few franchises were restarted otherwise by hand.
    expect(reverted / returned).toBeGreaterThan(0.97)
    expect(worstRating).toBeLessThan(2e-3)
  })
})
