/**
 * CI, class imbalance: `(n_a - n_d) / (n_a + n_d)`, from -1 to 1. Above 0 the favoured group a has more rows, so a
 * model learns less about d.
 *
 * Source: SageMaker Clarify, CI; `pretraining.py: CI`. O(1).
 * @param nA,nD rows of each group, both above 0
 * @example classImbalance(5, 7) // -0.16666666666666666
 */
export function classImbalance(nA: number, nD: number): number {
  return (nA - nD) / (nA + nD)
}
