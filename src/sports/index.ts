/** `millrace/sports`: ratings and odds. Arrays in, numbers out. */

// Ratings

export { type EloOptions, expectedScore, marginMultiplier, revertToMean, updateRatings } from './elo.ts'
export { type MatchRatings, type RateMatchesInput, type RateMatchesOptions, rateMatches } from './rate-matches.ts'

// Odds

export { type DevigMethod, devig } from './devig.ts'
