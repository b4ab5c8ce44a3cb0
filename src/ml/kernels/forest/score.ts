import { log } from '../elementary/log.ts'

/** x log x, in nats; 0 for 0. */
export function xlogx(x: number): number {
  return x > 0 ? x * log(x) : 0
}

/**
 * How good a split into sides of class weights `l_k` and `r_k = totals_k - l_k` is: the greater, the purer. Only
 * differences within one node have a meaning: the score less that of the node (`scoreNode`) is the decrease of the
 * weighted impurity.
 * - gini: `Σ l_k² / l + Σ r_k² / r`; the weighted impurity is the weight less this;
 * - entropy: `Σ l_k log l_k - l log l + Σ r_k log r_k - r log r`: the weighted entropy in nats, negative.
 *
 * Source: Breiman, Friedman, Olshen and Stone, "Classification and Regression Trees" (1984), ch. 4. O(K).
 * @param left where `left` begins in `doubles`, as `totals`
 */
export function scoreClasses(
  doubles: Float64Array,
  criterion: number,
  classes: number,
  left: number,
  totals: number,
  weight: number,
  total: number,
): number {
  const rest = total - weight
  let a = 0
  let b = 0
  for (let k = 0; k < classes; k++) {
    const l = doubles[left + k]!
    const r = doubles[totals + k]! - l
    a += criterion === 0 ? l * l : xlogx(l)
    b += criterion === 0 ? r * r : xlogx(r)
  }
  return criterion === 0 ? a / weight + b / rest : a - xlogx(weight) + (b - xlogx(rest))
}

/**
 * As `scoreClasses`, of numbers: `L² / l + R² / r` with `L`, `R` the sums of weighted targets. The squared error of a side
 * about its mean is `Σ w y²` less this.
 */
export function scoreSums(sum: number, totalSum: number, weight: number, total: number): number {
  const rest = totalSum - sum
  return (sum * sum) / weight + (rest * rest) / (total - weight)
}

/** The score of a node that is not split. */
export function scoreNode(totals: ArrayLike<number>, classes: number, criterion: number, total: number): number {
  if (classes === 0) return (totals[0]! * totals[0]!) / total
  let a = 0
  for (let k = 0; k < classes; k++) a += criterion === 0 ? totals[k]! * totals[k]! : xlogx(totals[k]!)
  return criterion === 0 ? a / total : a - xlogx(total)
}
