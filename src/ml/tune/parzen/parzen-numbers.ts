import type { Random } from '../../../base/random.ts'
import { drawNormal } from '../normal/draw-normal.ts'
import { normalMass } from '../normal/normal-cdf.ts'
import { normalDensity } from '../normal/normal-density.ts'

/** A density over the unit interval: a normal kernel, cut off at the ends, around each place, and one wide one. */
export interface ParzenNumbers {
  readonly centers: Float64Array
  readonly widths: Float64Array
  /** Summing to one. */
  readonly weights: Float64Array
  /** Of each kernel, what of it lies within the interval. */
  readonly masses: Float64Array
}

/**
 * The Parzen estimator of TPE for one number. A kernel is as wide as the larger gap to its neighbours (the outermost: to the
 * only one), at least `1 / min(100, 1 + kernels)` ("magic clip") and at most 1. The prior is a kernel of width 1 in the
 * middle. O(n log n).
 *
 * Source: Bergstra et al., "Algorithms for hyper-parameter optimization", NIPS 2011; Optuna's defaults.
 * @param places in the unit interval
 * @param weights one a place
 * @param priorWeight of the wide kernel
 */
export function parzenNumbers(places: Float64Array, weights: Float64Array, priorWeight = 1): ParzenNumbers {
  const n = places.length + 1
  const centers = new Float64Array(n)
  centers.set(places)
  centers[n - 1] = 0.5
  const order = Int32Array.from(centers.keys()).sort((a, b) => centers[a]! - centers[b]! || a - b)
  const widths = new Float64Array(n)
  const narrowest = 1 / Math.min(100, 1 + n)
  for (const [at, k] of order.entries()) {
    const left = at === 0 ? (n > 1 ? 0 : centers[k]!) : centers[k]! - centers[order[at - 1]!]!
    const right = at === n - 1 ? 0 : centers[order[at + 1]!]! - centers[k]!
    widths[k] = Math.min(1, Math.max(narrowest, left, right))
  }
  widths[n - 1] = 1
  const shares = new Float64Array(n)
  shares.set(weights)
  shares[n - 1] = priorWeight
  const total = shares.reduce((sum, share) => sum + share, 0)
  const masses = Float64Array.from(centers, (center, k) =>
    normalMass((0 - center) / widths[k]!, (1 - center) / widths[k]!),
  )
  return { centers, widths, weights: shares.map((share) => share / total), masses }
}

/** A place drawn from the density. O(n). */
export function drawPlace({ centers, widths, weights }: ParzenNumbers, random: Random): number {
  const k = drawIndex(weights, random)
  for (;;) {
    // A kernel's center lies within: a third of the draws or more do so too.
    const place = centers[k]! + widths[k]! * drawNormal(random)
    if (place >= 0 && place <= 1) return place
  }
}

/** The density at a place, or, for values that can be counted, the probability of their cell. O(n). */
export function densityAt(parzen: ParzenNumbers, place: number, cell?: readonly [number, number]): number {
  const { centers, widths, weights, masses } = parzen
  let density = 0
  for (let k = 0; k < centers.length; k++) {
    const z = (at: number) => (at - centers[k]!) / widths[k]!
    const own = cell === undefined ? normalDensity(z(place)) / widths[k]! : normalMass(z(cell[0]), z(cell[1]))
    density += (weights[k]! * own) / masses[k]!
  }
  return density
}

/** An index drawn by weights that sum to one. O(n). */
export function drawIndex(weights: Float64Array, random: Random): number {
  let left = random.next()
  for (let k = 0; k < weights.length - 1; k++) {
    left -= weights[k]!
    if (left < 0) return k
  }
  return weights.length - 1
}
