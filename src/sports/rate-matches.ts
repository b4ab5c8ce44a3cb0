import { MillraceError } from '../base/errors/millrace-error.ts'
import { type EloOptions, revertToMean, updateRatings } from './elo.ts'

/** One entry a match in every array. The order of the matches does not matter. */
export interface RateMatchesInput {
  /** Codes of the sides, integers from 0. */
  readonly home: ArrayLike<number>
  readonly away: ArrayLike<number>
  /** Any number that grows with the date: matches of equal number are of one day. */
  readonly day: ArrayLike<number>
  /** NaN where the match has not been played: it is rated, but moves nothing. */
  readonly homeGoals: ArrayLike<number>
  readonly awayGoals: ArrayLike<number>
  /** Non-zero where neither side is at home. */
  readonly neutral?: ArrayLike<number>
  /** A number a season; where a side's season differs from its last one, its rating reverts to the mean. */
  readonly season?: ArrayLike<number>
}

export interface RateMatchesOptions extends EloOptions {
  /** Share of the way to `reversionMean` at a new season. Default 0. Needs `season`. */
  readonly seasonReversion?: number
  /** Default: `initial`. */
  readonly reversionMean?: number
}

export interface MatchRatings {
  /** Ratings before each match, in the order of the input. */
  readonly home: Float64Array
  readonly away: Float64Array
  /** The last rating of each side, by code; `initial` for a code that never played. */
  readonly final: Float64Array
}

/**
 * Elo ratings of both sides before each match, from earlier days only. All matches of a day are rated from the
 * ratings before that day, and the day's changes are added up afterwards: so neither the order of the rows nor the
 * order inside a day can change a rating, and no rating knows a result of its own day.
 *
 * Source: see `updateRatings`. O(n log n) for n matches.
 * @throws E_ML_SHAPE for arrays of different lengths; E_ML_PARAMETER for codes that are not integers from 0 or a side
 *   against itself; E_ML_NOT_FINITE for a day or season that is NaN
 * @example
 * rateMatches({ home: [0, 1], away: [1, 0], day: [1, 2], homeGoals: [1, 0], awayGoals: [0, 0] }, { homeEdge: 0 })
 * // home [1500, 1490], away [1500, 1510], final [1509.4…, 1490.5…]
 */
export function rateMatches(input: RateMatchesInput, options: RateMatchesOptions = {}): MatchRatings {
  const count = check(input)
  const { initial = 1500, homeEdge = 65, seasonReversion = 0, reversionMean = initial } = options
  let sides = 0
  for (let i = 0; i < count; i++) sides = Math.max(sides, input.home[i]! + 1, input.away[i]! + 1)

  const rating = new Float64Array(sides).fill(initial)
  const lastSeason = new Float64Array(sides).fill(Number.NaN)
  const result = { home: new Float64Array(count), away: new Float64Array(count), final: rating }
  // By day, then by the codes of the sides: a fixed order of summation for any order of rows.
  const order = Array.from({ length: count }, (_, i) => i).sort(
    (a, b) => input.day[a]! - input.day[b]! || input.home[a]! - input.home[b]! || input.away[a]! - input.away[b]!,
  )

  const startSeason = (side: number, season: number): void => {
    if (!Number.isNaN(lastSeason[side]!) && lastSeason[side] !== season) {
      rating[side] = revertToMean(rating[side]!, seasonReversion, reversionMean)
    }
    lastSeason[side] = season
  }

  for (let start = 0; start < count; ) {
    let end = start
    while (end < count && input.day[order[end]!] === input.day[order[start]!]) end++
    const today = order.slice(start, end)
    for (const i of today) {
      if (input.season === undefined) continue
      startSeason(input.home[i]!, input.season[i]!)
      startSeason(input.away[i]!, input.season[i]!)
    }
    for (const i of today) {
      result.home[i] = rating[input.home[i]!]!
      result.away[i] = rating[input.away[i]!]!
    }
    for (const i of today) {
      const [homeGoals, awayGoals] = [input.homeGoals[i]!, input.awayGoals[i]!]
      if (Number.isNaN(homeGoals) || Number.isNaN(awayGoals)) continue
      const [before, opponent] = [result.home[i]!, result.away[i]!]
      const edge = input.neutral !== undefined && input.neutral[i] !== 0 ? 0 : homeEdge
      const after = updateRatings(before, opponent, homeGoals, awayGoals, { ...options, homeEdge: edge })
      rating[input.home[i]!] = rating[input.home[i]!]! + (after.home - before)
      rating[input.away[i]!] = rating[input.away[i]!]! + (after.away - opponent)
    }
    start = end
  }
  return result
}

/** @returns the number of matches */
function check(input: RateMatchesInput): number {
  const count = input.home.length
  for (const [name, values] of Object.entries(input)) {
    if (values !== undefined && values.length !== count) {
      throw new MillraceError('E_ML_SHAPE', `There are ${count} home sides but ${values.length} values of ${name}.`)
    }
  }
  for (let i = 0; i < count; i++) {
    for (const side of [input.home[i]!, input.away[i]!]) {
      if (!Number.isInteger(side) || side < 0) {
        throw new MillraceError('E_ML_PARAMETER', `The code of a side in match ${i} is ${side}.`, {
          hint: 'Give each side an integer from 0.',
        })
      }
    }
    if (input.home[i] === input.away[i]) {
      throw new MillraceError('E_ML_PARAMETER', `Side ${input.home[i]} plays against itself in match ${i}.`)
    }
    for (const [name, value] of [['day', input.day[i]!] as const, ['season', input.season?.[i] ?? 0] as const]) {
      if (!Number.isFinite(value)) throw new MillraceError('E_ML_NOT_FINITE', `The ${name} of match ${i} is ${value}.`)
    }
  }
  return count
}
