import { MillraceError } from '../base/errors/millrace-error.ts'

export type DevigMethod = 'multiplicative' | 'additive' | 'power' | 'shin'

/**
 * Fair probabilities from a bookmaker's decimal odds: what is left when the margin is taken out of `r_i = 1 / o_i`,
 * whose sum exceeds 1 by the margin.
 *
 * - `multiplicative`: `p_i = r_i / Σr`: the margin is spread in proportion.
 * - `additive`: `p_i = r_i + (1 - Σr) / n`: the margin is spread evenly. It can take a long shot below 0: an error.
 * - `power`: `p_i = r_i^k` with `k` such that `Σp = 1`: more of the margin is taken from long shots.
 * - `shin`: `p_i = (√(z² + 4(1 - z) r_i² / Σr) - z) / (2(1 - z))`, `z` (the share of insiders) such that `Σp = 1`.
 *
 * Source: Shin, "Measuring the incidence of insider trading in a market for state-contingent claims", Economic Journal
 * 103 (1993); Štrumbelj, International Journal of Forecasting 30 (2014) 934-943; Clarke, Kovalchik and Ingram (2017)
 * for the power form. O(n) an evaluation, at most 200 evaluations for the two methods that search for a root.
 *
 * @param odds decimal odds of all outcomes of one event, each above 1
 * @returns one probability an outcome, in the order of the odds, summing to 1
 * @throws E_ML_EMPTY for fewer than two odds; E_ML_NOT_FINITE, E_ML_PARAMETER for an odd that is not above 1 or odds
 *   that the method cannot solve
 * @example devig([2.7, 2.3, 4.4], 'multiplicative') // [0.35873804, 0.42112726, 0.22013470]
 */
export function devig(odds: ArrayLike<number>, method: DevigMethod): Float64Array {
  if (odds.length < 2) {
    throw new MillraceError('E_ML_EMPTY', `Taking out the margin needs the odds of all outcomes, got ${odds.length}.`)
  }
  const raw = Float64Array.from(odds, (odd, i) => {
    if (!Number.isFinite(odd)) throw new MillraceError('E_ML_NOT_FINITE', `Odds number ${i + 1} is ${odd}.`)
    if (odd <= 1) {
      throw new MillraceError('E_ML_PARAMETER', `Odds number ${i + 1} is ${odd}.`, {
        hint: 'Decimal odds are above 1: turn fractional 5/2 into 3.5 first.',
      })
    }
    return 1 / odd
  })
  let fair: Float64Array
  if (method === 'multiplicative') fair = multiplicative(raw)
  else if (method === 'additive') fair = additive(raw)
  else if (method === 'power') fair = power(raw)
  else fair = shin(raw)
  // What the root search leaves over is below 1e-15: this makes the sum 1 to the last bit or two.
  return multiplicative(fair)
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0)
}

function multiplicative(raw: Float64Array): Float64Array {
  const total = sum(raw)
  return raw.map((r) => r / total)
}

function additive(raw: Float64Array): Float64Array {
  const share = (1 - sum(raw)) / raw.length
  return raw.map((r, i) => {
    if (r + share <= 0) {
      throw new MillraceError(
        'E_ML_PARAMETER',
        `The additive method gives outcome ${i + 1} probability ${r + share}.`,
        {
          hint: 'The long shot is too long for it: use multiplicative, power or shin.',
        },
      )
    }
    return r + share
  })
}

function power(raw: Float64Array): Float64Array {
  // Σ r^k falls from n at k = 0 to 0, so there is one root; it is above 1 where there is a margin.
  let high = 1
  while (sum(raw.map((r) => r ** high)) > 1) high *= 2
  const k = bisect(0, high, (exponent) => sum(raw.map((r) => r ** exponent)) - 1)
  return raw.map((r) => r ** k)
}

function shin(raw: Float64Array): Float64Array {
  const total = sum(raw)
  // Without a margin there are no insiders: z = 0, where the formula is the multiplicative one times √Σr.
  if (total <= 1) return multiplicative(raw)
  const fairAt = (z: number) => raw.map((r) => (Math.sqrt(z * z + (4 * (1 - z) * r * r) / total) - z) / (2 * (1 - z)))
  // At z = 0 the sum is √Σr > 1; as z goes to 1 it falls to Σr² / Σr < 1.
  return fairAt(bisect(0, 1 - 1e-9, (z) => sum(fairAt(z)) - 1))
}

/** The root of a falling function: halves the interval until it cannot be halved. */
function bisect(low: number, high: number, falling: (x: number) => number): number {
  let [a, b] = [low, high]
  for (let step = 0; step < 200; step++) {
    const middle = (a + b) / 2
    if (middle === a || middle === b) break
    if (falling(middle) > 0) a = middle
    else b = middle
  }
  return (a + b) / 2
}
