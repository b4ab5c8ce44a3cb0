/** How mixed the classes of a node are; `logLoss` is another name for entropy, as in scikit-learn. */
export type Criterion = 'gini' | 'entropy' | 'logLoss'

/**
 * The impurity of a node with class weights `w_k` of total `w`, `p_k = w_k / w`:
 * - gini: `1 - Σ p_k²`, from 0 (one class) to `1 - 1/K`;
 * - entropy: `-Σ p_k log2 p_k`, from 0 to `log2 K` bits.
 *
 * Source: Breiman, Friedman, Olshen and Stone, "Classification and Regression Trees" (1984), ch. 4; scikit-learn,
 * `sklearn/tree/_criterion.pyx`. O(K). An empty node has impurity 0.
 * @example impurity('gini', [2, 2], 4) // 0.5
 * @example impurity('entropy', [2, 2], 4) // 1
 */
export function impurity(criterion: Criterion, weights: ArrayLike<number>, total: number): number {
  if (total <= 0) return 0
  if (criterion === 'gini') {
    let squares = 0
    for (let k = 0; k < weights.length; k++) squares += weights[k]! * weights[k]!
    // 1 - Σ (w_k / w)²
    return 1 - squares / (total * total)
  }
  let bits = 0
  for (let k = 0; k < weights.length; k++) {
    const share = weights[k]! / total
    // 0 · log 0 = 0
    if (share > 0) bits -= share * Math.log2(share)
  }
  return bits
}
