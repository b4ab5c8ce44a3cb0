import { MillraceError } from '../../base/errors/millrace-error.ts'

/** Five measures of how far the label distributions of the two groups lie apart; all are 0 when they are equal. */
export interface LabelDistances {
  readonly kl: number
  readonly js: number
  readonly lp: number
  readonly tvd: number
  readonly ks: number
}

/**
 * With `P_a(y)`, `P_d(y)` the shares of label y in each group, over the labels that occur in BOTH groups (not
 * renormalised, as in Clarify's code, so that KL may be negative where a group lacks a label):
 * - KL `Σ P_a ln(P_a / P_d)`, Kullback-Leibler divergence, nats;
 * - JS `½ (KL(P_a ‖ P) + KL(P_d ‖ P))`, `P = ½ (P_a + P_d)`, Jensen-Shannon divergence (not its root);
 * - LP `√Σ (P_a - P_d)²`, the Euclidean norm;
 * - TVD `½ Σ |P_a - P_d|`, total variation distance;
 * - KS `max |P_a - P_d|`, of the shares, not of cumulated ones.
 *
 * Source: SageMaker Clarify; `pretraining.py: KL, JS, LP, TVD, KS`, `common.py: pdfs_aligned_nonzero`. O(K).
 * @param countsA,countsD rows a label, in the same order
 * @throws E_FACET when a group has no row or the groups have no label in common
 * @example labelDistances([2, 3], [1, 0]) // labels T and F: kl -0.3665162927…, js 0.0664143144…, lp 0.6, ks 0.6
 */
export function labelDistances(countsA: ArrayLike<number>, countsD: ArrayLike<number>): LabelDistances {
  const totalA = Array.from(countsA).reduce((sum, count) => sum + count, 0)
  const totalD = Array.from(countsD).reduce((sum, count) => sum + count, 0)
  if (totalA === 0 || totalD === 0) {
    throw new MillraceError('E_FACET', `The groups have ${totalA} and ${totalD} rows: both need some.`)
  }
  let [kl, js, squares, sum, ks] = [0, 0, 0, 0, 0]
  let common = 0
  for (let y = 0; y < countsA.length; y++) {
    if (countsA[y] === 0 || countsD[y] === 0) continue
    common++
    const pA = countsA[y]! / totalA
    const pD = countsD[y]! / totalD
    const mean = (pA + pD) / 2
    kl += pA * Math.log(pA / pD)
    js += (pA * Math.log(pA / mean) + pD * Math.log(pD / mean)) / 2
    squares += (pA - pD) ** 2
    sum += Math.abs(pA - pD)
    ks = Math.max(ks, Math.abs(pA - pD))
  }
  if (common === 0) throw new MillraceError('E_FACET', 'No label occurs in both groups: their distance is not defined.')
  return { kl, js, lp: Math.sqrt(squares), tvd: sum / 2, ks }
}
