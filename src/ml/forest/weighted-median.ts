/**
 * The weighted median of values in ascending order: the first at which the weights so far reach half of all; midway to the
 * next where they are exactly half, as in scikit-learn (`sklearn/tree/_utils.pyx: WeightedMedianCalculator`). O(n).
 * @example weightedMedian([1, 2, 9], [1, 1, 2]) // 5.5
 */
export function weightedMedian(values: ArrayLike<number>, weights: ArrayLike<number>): number {
  let all = 0
  for (let i = 0; i < weights.length; i++) all += weights[i]!
  let sum = 0
  for (let i = 0; i < values.length; i++) {
    sum += weights[i]!
    if (2 * sum === all && i + 1 < values.length) return values[i]! / 2 + values[i + 1]! / 2
    if (2 * sum >= all) return values[i]!
  }
  return Number.NaN
}
