/**
 * The cuts of a feature: bin `b` holds the values `x` with `cuts[b - 1] <= x < cuts[b]`.
 *
 * With no more distinct values than bins there is a cut between each two. Otherwise bins take up values from below until
 * they hold their share of the weight that is left, so that a frequent value does not cost others their bins; this is
 * close to the weighted quantiles of XGBoost's `hist`.
 *
 * Each cut lies between two neighbouring values, all as singles: in their middle, or at the upper one where there is
 * nothing in between. So a row falls on the same side by its bin and by comparing its value as a single. O(values).
 *
 * @param values singles in ascending order, finite
 * @param weights of each value; without: 1 each
 * @param bins at most so many bins, at least 1
 * @returns singles, ascending, at most `bins - 1`
 * @example findCuts(Float32Array.of(1, 1, 2, 5), undefined, 256) // [1.5, 3.5]
 */
export function findCuts(values: Float32Array, weights: Float32Array | undefined, bins: number): Float32Array {
  let distinct = 0
  let total = 0
  for (let i = 0; i < values.length; i++) {
    if (i === 0 || values[i]! !== values[i - 1]!) distinct++
    total += weights === undefined ? 1 : weights[i]!
  }
  const cuts = new Float32Array(Math.max(0, Math.min(distinct, bins) - 1))
  let count = 0
  let inBin = 0
  let left = total
  for (let i = 0; i + 1 < values.length && count < cuts.length; i++) {
    inBin += weights === undefined ? 1 : weights[i]!
    const value = values[i]!
    const next = values[i + 1]!
    if (value === next) continue
    if (distinct > bins && inBin < left / (bins - count)) continue
    cuts[count++] = between(value, next)
    left -= inBin
    inBin = 0
  }
  return cuts.subarray(0, count)
}

/** A single above `a` and at most `b`. */
function between(a: number, b: number): number {
  const middle = Math.fround(a / 2 + b / 2)
  return middle > a && middle <= b ? middle : b
}
