import { correlation } from './correlation.ts'
import { midRanks } from './mid-ranks.ts'
import { orderBy } from './order-by.ts'
import { leastRows, type Strength } from './strength.ts'

/**
 * How well one column gives a number: the largest R² of three relations, none of which can fit noise.
 * - a straight line: the squared correlation. It counts only where the ranks agree as well (squared rank correlation of 0.9), since one giant
 *   row, such as a total among its parts, makes any line look good;
 * - any monotone relation: the squared correlation of ranks (Spearman);
 * - any smooth relation: each row foretold by its neighbours in the order of the column, itself left out. Rows with the same value foretell
 *   one another by their mean; the two ends are not judged.
 *
 * O(n log n).
 * @param values NaN is missing
 * @returns value NaN with fewer than twenty rows, or where column or target do not vary
 * @example // 1 for the square of the target, for its logarithm, and for the target in other units
 */
export function valueStrength(values: ArrayLike<number>, target: ArrayLike<number>): Strength {
  const known = orderBy(values).filter((i) => Number.isFinite(target[i]!) && Number.isFinite(values[i]!))
  const rows = known.length
  const x = Float64Array.from(known, (i) => values[i]!)
  const y = Float64Array.from(known, (i) => target[i]!)
  const ranks = correlation(midRanks(x), midRanks(y)) ** 2
  if (rows < leastRows || Number.isNaN(ranks)) return { value: Number.NaN, measure: 'R²', rows }
  const line = ranks >= 0.9 ? correlation(x, y) ** 2 : 0
  return { value: Math.min(1, Math.max(0, ranks, line, byNeighbours(x, y))), measure: 'R²', rows }
}

/** R² of each value foretold by those beside it. @param x rising */
function byNeighbours(x: Float64Array, y: Float64Array): number {
  const groups: { readonly x: number; readonly mean: number }[] = []
  const groupOf = new Int32Array(x.length)
  const sums: number[] = []
  const sizes: number[] = []
  for (let start = 0, end = 0; start < x.length; start = end) {
    let sum = 0
    for (end = start; end < x.length && x[end] === x[start]; end++) {
      sum += y[end]!
      groupOf[end] = groups.length
    }
    groups.push({ x: x[start]!, mean: sum / (end - start) })
    sums.push(sum)
    sizes.push(end - start)
  }
  let [n, sum, squares, errors] = [0, 0, 0, 0]
  const origin = y[0]!
  for (let i = 0; i < x.length; i++) {
    const g = groupOf[i]!
    const [before, after] = [groups[g - 1], groups[g + 1]]
    let foretold: number
    if (sizes[g]! > 1) foretold = (sums[g]! - y[i]!) / (sizes[g]! - 1)
    else if (before === undefined || after === undefined) continue
    else foretold = before.mean + ((after.mean - before.mean) * (x[i]! - before.x)) / (after.x - before.x)
    const shifted = y[i]! - origin
    n++
    sum += shifted
    squares += shifted * shifted
    errors += (y[i]! - foretold) ** 2
  }
  const spread = squares - (sum * sum) / n
  return n < leastRows || !(spread > 0) ? 0 : 1 - errors / spread
}
