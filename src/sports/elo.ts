import { MillraceError } from '../base/errors/millrace-error.ts'

export interface EloOptions {
  /** Points that a full surprise moves. Default 20. */
  readonly k?: number
  /** Points added to the home side before the comparison. Default 65. */
  readonly homeEdge?: number
  /** Whether a clear win moves more: see `marginMultiplier`. Default false. */
  readonly marginOfVictory?: boolean
  /** What a new side starts from. Default 1500. */
  readonly initial?: number
}

/**
 * The score that side 1 is expected to take from side 2: 1 for a win, ½ for a draw, 0 for a loss.
 * `E = 1 / (1 + 10^(-d / 400))`, `d` = rating of side 1 minus rating of side 2, plus the home edge.
 *
 * Source: Elo, "The Rating of Chessplayers, Past and Present" (1978); FiveThirtyEight, nfl-elo-game, `forecast.py`.
 * O(1). For two sides: `expectedScore(d) + expectedScore(-d) = 1`.
 * @param difference rating points, home edge included
 * @throws E_ML_NOT_FINITE
 * @example expectedScore(0) // 0.5
 * @example expectedScore(400) // 0.9090909090909091
 */
export function expectedScore(difference: number): number {
  requireFinite('rating difference', difference)
  return 1 / (1 + 10 ** (-difference / 400))
}

/**
 * How much more a clear result moves: `ln(max(|m|, 1) + 1) · 2.2 / (0.001·d_w + 2.2)`. `d_w`, the winner's rating
 * difference, makes a favourite's big win count for less, so that ratings do not run away. A draw has no winner: there
 * the divisor is 1, as in FiveThirtyEight's code, so that it moves 2.2 times as much as a narrow win of equals.
 *
 * Source: FiveThirtyEight, nfl-elo-game, `forecast.py`. O(1).
 * @param margin goals or points of side 1 minus those of side 2
 * @param difference rating of side 1 minus that of side 2, home edge included
 * @throws E_ML_NOT_FINITE
 * @example marginMultiplier(1, 0) // 0.6931471805599453, ln 2
 */
export function marginMultiplier(margin: number, difference: number): number {
  requireFinite('margin', margin)
  requireFinite('rating difference', difference)
  const size = Math.log(Math.max(Math.abs(margin), 1) + 1)
  if (margin === 0) return size * 2.2
  const winnersDifference = margin > 0 ? difference : -difference
  // Beyond -2200 the formula changes its sign; no real pair of ratings is there.
  return (size * 2.2) / Math.max(winnersDifference * 0.001 + 2.2, 0.1)
}

/**
 * Both ratings after a match. What one side gains the other loses:
 * `R' = R + K · multiplier · (score - expected score)`.
 *
 * Source as for `expectedScore`. O(1).
 * @param home,away ratings before the match; the home side gets `options.homeEdge`: pass 0 on neutral ground
 * @param homeGoals,awayGoals the result, which also tells win, draw and loss
 * @throws E_ML_NOT_FINITE
 * @example updateRatings(1500, 1500, 2, 0, { homeEdge: 0 }) // { home: 1510, away: 1490 }
 */
export function updateRatings(
  home: number,
  away: number,
  homeGoals: number,
  awayGoals: number,
  options: EloOptions = {},
): { readonly home: number; readonly away: number } {
  const { k = 20, homeEdge = 65, marginOfVictory = false } = options
  const difference = home - away + homeEdge
  const margin = homeGoals - awayGoals
  requireFinite('margin', margin)
  const score = margin > 0 ? 1 : margin < 0 ? 0 : 0.5
  const multiplier = marginOfVictory ? marginMultiplier(margin, difference) : 1
  const shift = k * multiplier * (score - expectedScore(difference))
  return { home: home + shift, away: away - shift }
}

/**
 * A rating at the start of a season: pulled towards the mean, because squads change.
 * `R' = mean · share + R · (1 - share)`. FiveThirtyEight's NFL ratings: share ⅓, mean 1505.
 *
 * Source: FiveThirtyEight, nfl-elo-game, `forecast.py`. O(1).
 * @throws E_ML_NOT_FINITE; E_ML_PARAMETER for a share outside 0 … 1
 * @example revertToMean(1600, 0.25, 1500) // 1575
 */
export function revertToMean(rating: number, share: number, mean = 1500): number {
  requireFinite('rating', rating)
  if (!(share >= 0 && share <= 1)) {
    throw new MillraceError('E_ML_PARAMETER', `The share of season reversion is ${share}.`, {
      hint: 'Use a number from 0 (none) to 1 (everybody starts from the mean).',
    })
  }
  return mean * share + rating * (1 - share)
}

function requireFinite(what: string, value: number): void {
  if (!Number.isFinite(value)) throw new MillraceError('E_ML_NOT_FINITE', `The ${what} is ${value}.`)
}
