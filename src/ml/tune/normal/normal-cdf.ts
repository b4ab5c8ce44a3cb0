import { millsRatio, series } from './mills-ratio.ts'
import { normalDensity } from './normal-density.ts'

/**
 * The probability that a standard normal variable is below `z`, the same bits on every machine; small tails keep their
 * digits. O(1). Source: as `millsRatio`.
 * @example normalCdf(1.959963984540054) // 0.975
 */
export function normalCdf(z: number): number {
  if (z < -3) return z < -38 ? 0 : normalDensity(z) * millsRatio(-z)
  if (z > 3) return 1 - normalCdf(-z)
  return 0.5 + normalDensity(z) * series(z)
}

/** The probability between two bounds, from whichever tail loses fewer digits. O(1). */
export function normalMass(from: number, to: number): number {
  return from > 0 ? normalCdf(-from) - normalCdf(-to) : normalCdf(to) - normalCdf(from)
}
