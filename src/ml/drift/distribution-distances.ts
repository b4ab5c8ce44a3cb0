import type { BinnedShares } from './binned-shares.ts'
import { fillEmpty } from './binned-shares.ts'

/** Distances between two distributions over the same bins; 0 when they are the same. */
export interface DistributionDistances {
  /** Population stability index, `Σ (r - c) ln(r / c)`; below 0.1 is usually called stable. Empty bins are filled. */
  readonly psi: number
  /**
   * Kullback and Leibler's divergence of the current from the reference, `Σ r ln(r / c)`, in nats. Empty bins are filled,
   * and both sides then divided by their sums, as SciPy's `entropy` does for Evidently.
   */
  readonly kullbackLeibler: number
  /** Jensen and Shannon's distance: the root of their divergence in nats, from 0 to √ln 2. */
  readonly jensenShannon: number
  /** `√(Σ (√r - √c)²) / √2`, from 0 to 1. */
  readonly hellinger: number
  /** `½ Σ |r - c|`, from 0 to 1. */
  readonly totalVariation: number
}

/**
 * Source: Siddiqi (2006) for the index; Lin (1991); Hellinger (1909); Evidently for the filling; scipy.spatial.distance.jensenshannon. O(bins).
 * @example distributionDistances({ reference: Float64Array.of(0.5, 0.5), current: Float64Array.of(0.5, 0.5) }).psi // 0
 */
export function distributionDistances(shares: BinnedShares): DistributionDistances {
  const { reference, current } = shares
  const filled = fillEmpty(shares)
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0)
  const [wholeReference, wholeCurrent] = [sum(filled.reference), sum(filled.current)]
  let [psi, kullbackLeibler, jensenShannon, hellinger, totalVariation] = [0, 0, 0, 0, 0]
  for (let k = 0; k < reference.length; k++) {
    const [r, c] = [reference[k]!, current[k]!]
    const [fr, fc] = [filled.reference[k]!, filled.current[k]!]
    psi += (fr - fc) * Math.log(fr / fc)
    const [nr, nc] = [fr / wholeReference, fc / wholeCurrent]
    kullbackLeibler += nr * Math.log(nr / nc)
    const middle = (r + c) / 2
    jensenShannon += (partOf(r, middle) + partOf(c, middle)) / 2
    hellinger += (Math.sqrt(r) - Math.sqrt(c)) ** 2
    totalVariation += Math.abs(r - c) / 2
  }
  return {
    psi,
    kullbackLeibler,
    jensenShannon: Math.sqrt(Math.max(0, jensenShannon)),
    hellinger: Math.sqrt(hellinger / 2),
    totalVariation,
  }
}

function partOf(p: number, middle: number): number {
  return p === 0 ? 0 : p * Math.log(p / middle)
}
