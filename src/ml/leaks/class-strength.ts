import type { Labels } from '../../base/matrix.ts'
import { areasByClass } from './areas-by-class.ts'
import { halves } from './halves.ts'
import { orderBy } from './order-by.ts'
import { fitSteps, sharesAt } from './steps.ts'
import { leastOfClass, leastRows, type Strength } from './strength.ts'

/**
 * How well one column gives the classes: for each class the larger of two areas under the ROC curve, then their mean.
 * - by rank: how far rows of the class lie above, or below, all others;
 * - by steps: of the class's share in a tree of at most eight steps, learnt on one half of the rows and judged on the other. A missing value is
 *   a step of its own, since "was never filled in" can give a result away.
 *
 * Classes of fewer than five rows are left out. O(K n + n log n).
 * @param values NaN is missing
 * @returns value NaN with fewer than twenty rows or two classes
 * @example // the final goal difference gives loss, draw and win: 1, though "draw" lies in the middle
 */
export function classStrength(values: ArrayLike<number>, target: Labels, seed = 0): Strength {
  const { codes, classes } = target
  const n = codes.length
  const sizes = new Float64Array(classes.length)
  for (const code of codes) sizes[code]!++
  const judged = classes.map((_, k) => k).filter((k) => sizes[k]! >= leastOfClass && n - sizes[k]! >= leastOfClass)
  if (n < leastRows || judged.length < 1) return { value: Number.NaN, measure: 'AUC', rows: n }

  const order = orderBy(values)
  const byRank = order.length < leastRows ? undefined : areasByClass(values, codes, classes.length, order, leastOfClass)
  const shares = stepShares(values, target, order, seed)
  const bySteps = shares.map((ofClass) => areasByClass(ofClass, codes, classes.length, orderBy(ofClass)))
  let sum = 0
  for (const k of judged) {
    const area = byRank?.[k] ?? Number.NaN
    // A class without enough known values is judged by steps alone.
    const rank = Number.isNaN(area) ? 0 : Math.max(area, 1 - area)
    sum += Math.max(rank, bySteps[k]![k]!)
  }
  return { value: sum / judged.length, measure: 'AUC', rows: n }
}

/** The share of each class, of every row, by the steps that the other half of the rows learnt: one array a class. */
function stepShares(values: ArrayLike<number>, { codes, classes }: Labels, order: Int32Array, seed: number) {
  const half = halves(codes.length, seed)
  const result = classes.map(() => new Float64Array(codes.length))
  for (const own of [0, 1]) {
    const steps = fitSteps(
      values,
      codes,
      classes.length,
      order.filter((i) => half[i] !== own),
    )
    const missing = new Float64Array(classes.length)
    let count = 0
    for (let i = 0; i < codes.length; i++) {
      if (half[i] === own || !Number.isNaN(values[i]!)) continue
      missing[codes[i]!]!++
      count++
    }
    for (let i = 0; i < codes.length; i++) {
      if (half[i] !== own) continue
      const known = !Number.isNaN(values[i]!)
      const shares = known ? sharesAt(steps, values[i]!) : missing
      for (const [k, ofClass] of result.entries())
        ofClass[i] = known ? shares[k]! : count === 0 ? 0 : shares[k]! / count
    }
  }
  return result
}
