import { logGamma } from './log-gamma.ts'

/**
 * The probability that a chi-square variable of so many degrees of freedom is at least `value`: the upper regularised gamma function
 * Q(degrees / 2, value / 2), by its series below and its continued fraction above.
 *
 * Source: Abramowitz and Stegun 26.4; Numerical Recipes, 6.2 (method). O(√degrees).
 * @example chiSquareSurvival(3.841458820694124, 1) // 0.05
 */
export function chiSquareSurvival(value: number, degrees: number): number {
  if (!(value > 0)) return 1
  const [a, x] = [degrees / 2, value / 2]
  const front = Math.exp(a * Math.log(x) - x - logGamma(a))
  if (x < a + 1) {
    let [term, sum] = [1 / a, 1 / a]
    for (let n = 1; n < 10_000 && Math.abs(term) > Math.abs(sum) * 1e-17; n++) {
      term *= x / (a + n)
      sum += term
    }
    return 1 - front * sum
  }
  // Lentz's method.
  const tiny = 1e-300
  let b = x + 1 - a
  let c = 1 / tiny
  let d = 1 / b
  let fraction = d
  for (let n = 1; n < 10_000; n++) {
    const an = -n * (n - a)
    b += 2
    d = 1 / (an * d + b || tiny)
    c = b + an / c || tiny
    const step = c * d
    fraction *= step
    if (Math.abs(step - 1) < 1e-16) break
  }
  return front * fraction
}
