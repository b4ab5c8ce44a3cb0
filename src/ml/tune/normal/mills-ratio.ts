import { normalDensity } from './normal-density.ts'

/**
 * The tail of the standard normal distribution over its density, `Φ(-z) / φ(z)`: a smooth curve where both of them vanish.
 *
 * Below 3 from Marsaglia's series of Φ; above, Laplace's continued fraction `1 / (z + 1 / (z + 2 / (z + 3 / …)))` from the
 * far end. About 14 digits. O(1).
 * Source: Marsaglia, "Evaluating the normal distribution", J. Stat. Softw. 11 (2004); Abramowitz and Stegun 26.2.14.
 * @param z at least 0
 * @example millsRatio(0) // 1.2533141373155003
 */
export function millsRatio(z: number): number {
  if (z < 3) return 0.5 / normalDensity(z) - series(z)
  let fraction = z
  for (let k = z < 6 ? 120 : 40; k > 0; k--) fraction = z + k / fraction
  return 1 / fraction
}

/** `z + z³/3 + z⁵/(3·5) + …`, which is `(Φ(z) - ½) / φ(z)`. */
export function series(z: number): number {
  let [sum, term] = [z, z]
  for (let odd = 3; Math.abs(term) > 1e-17 * Math.abs(sum); odd += 2) {
    term *= (z * z) / odd
    sum += term
  }
  return sum
}
