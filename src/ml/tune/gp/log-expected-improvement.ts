import { log } from '../../kernels/elementary/log.ts'
import { millsRatio } from '../normal/mills-ratio.ts'
import { normalCdf } from '../normal/normal-cdf.ts'
import { normalDensity } from '../normal/normal-density.ts'

const logRootTwoPi = 0.9189385332046727

/**
 * The logarithm of the expected improvement below `best`: `log σ + log(φ(z) + z Φ(z))` with `z = (best - μ) / σ`. Its
 * logarithm tells points apart where the improvement itself is too small for a number. O(1).
 *
 * Source: Jones, Schonlau and Welch, J. Global Optim. 13 (1998); Ament et al., "Unexpected improvements to expected
 * improvement", NeurIPS 2023.
 * @example logExpectedImprovement({ mean: 0, variance: 1 }, 0) // -0.9189…
 */
export function logExpectedImprovement(
  { mean, variance }: { readonly mean: number; readonly variance: number },
  best: number,
): number {
  const deviation = Math.sqrt(variance)
  const z = (best - mean) / deviation
  return log(deviation) + logImprovement(z)
}

function logImprovement(z: number): number {
  if (z > -1) return log(normalDensity(z) + z * normalCdf(z))
  const logDensity = -0.5 * z * z - logRootTwoPi
  // 1 - |z| R(|z|) loses its digits far out, where it is 1 / z² - 3 / z⁴ and so on.
  if (z > -50) return logDensity + log(1 + z * millsRatio(-z))
  return logDensity - 2 * log(-z) + log(1 - 3 / (z * z))
}
