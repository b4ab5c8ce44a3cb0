import { log } from '../../elementary/assembly/index'

export const GINI: u32 = 0
export const ENTROPY: u32 = 1

/** x log x, 0 for 0. */
export function xlogx(x: f64): f64 {
  return x > 0 ? x * log(x) : 0
}

/** Of class weights: see `../score.ts`. `left` and `totals` hold one double a class. */
export function scoreClasses(criterion: u32, classes: u32, left: usize, totals: usize, weight: f64, total: f64): f64 {
  const rest = total - weight
  let a: f64 = 0
  let b: f64 = 0
  const end = left + (classes << 3)
  if (criterion == GINI) {
    while (left < end) {
      const l = load<f64>(left)
      const r = load<f64>(totals) - l
      a += l * l
      b += r * r
      left += 8
      totals += 8
    }
    return a / weight + b / rest
  }
  while (left < end) {
    const l = load<f64>(left)
    const r = load<f64>(totals) - l
    a += xlogx(l)
    b += xlogx(r)
    left += 8
    totals += 8
  }
  return a - xlogx(weight) + (b - xlogx(rest))
}

/** Of sums of targets: see `../score.ts`. */
export function scoreSums(sum: f64, totalSum: f64, weight: f64, total: f64): f64 {
  const rest = totalSum - sum
  return (sum * sum) / weight + (rest * rest) / (total - weight)
}
