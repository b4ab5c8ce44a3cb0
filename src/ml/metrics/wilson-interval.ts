import { MillraceError } from '../../base/errors/millrace-error.ts'
import { requireShare } from '../checks.ts'
import { normalQuantile } from './normal-quantile.ts'

/**
 * Wilson's interval of a share of `p = successes / trials`: with `z` the normal quantile of the level,
 * `(p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n)`. It stays within 0 … 1 and is sound for few trials.
 *
 * Source: Wilson, JASA 22 (1927) 209-212; Brown, Cai and DasGupta, Statistical Science 16 (2001). O(1).
 * @throws E_ML_EMPTY for no trials; E_ML_PARAMETER
 * @example wilsonInterval(8, 10) // [0.4901…, 0.9433…]
 */
export function wilsonInterval(successes: number, trials: number, level = 0.95): readonly [number, number] {
  requireShare('level', level)
  if (!(trials >= 0 && Number.isFinite(trials))) {
    throw new MillraceError('E_ML_PARAMETER', `trials is ${trials}.`, { hint: 'Use a number from 0.' })
  }
  if (trials === 0) throw new MillraceError('E_ML_EMPTY', 'A share of 0 trials has no interval.')
  if (!(successes >= 0 && successes <= trials)) {
    throw new MillraceError('E_ML_PARAMETER', `There are ${successes} successes in ${trials} trials.`)
  }
  const z = normalQuantile(0.5 + level / 2)
  const p = successes / trials
  const centre = p + (z * z) / (2 * trials)
  const reach = z * Math.sqrt((p * (1 - p)) / trials + (z * z) / (4 * trials * trials))
  const whole = 1 + (z * z) / trials
  // At 0 and at `trials` the formula gives exactly 0 and 1, up to rounding.
  const lower = successes === 0 ? 0 : (centre - reach) / whole
  const upper = successes === trials ? 1 : (centre + reach) / whole
  return [lower, upper]
}
