import type { Labels } from '../../base/matrix.ts'
import { areasByClass } from './areas-by-class.ts'
import { halves } from './halves.ts'
import { orderBy } from './order-by.ts'
import { leastOfClass, leastRows, type Strength } from './strength.ts'

/**
 * How well a column of categories gives the target: the mean of the target (for classes: the share of each) in a row's category, learnt on one
 * half of the rows and judged on the other, so that a column of unique names gives nothing. A category that the other half lacks
 * stands for the mean of all. As for numbers, "missing" (NaN) is a category of its own. O(n log n).
 * @param codes of the categories, NaN where missing
 */
export function categoryStrength(codes: ArrayLike<number>, target: Labels | ArrayLike<number>, seed = 0): Strength {
  const rows = codes.length
  if (!('codes' in target)) {
    if (rows < leastRows) return { value: Number.NaN, measure: 'R²', rows }
    return { value: explained(target, foretold(codes, target, seed)), measure: 'R²', rows }
  }
  const judged = target.classes
    .map((_, k) => Float64Array.from(target.codes, (code) => (code === k ? 1 : 0)))
    .flatMap((own, k) => {
      const size = own.reduce((sum, one) => sum + one, 0)
      if (size < leastOfClass || rows - size < leastOfClass) return []
      const shares = foretold(codes, own, seed)
      return [areasByClass(shares, target.codes, target.classes.length, orderBy(shares))[k]!]
    })
  const value = rows < leastRows ? Number.NaN : judged.reduce((sum, area) => sum + area, 0) / judged.length
  return { value, measure: 'AUC', rows }
}

/** The mean of the other half in the same category. */
function foretold(codes: ArrayLike<number>, target: ArrayLike<number>, seed: number): Float64Array {
  const half = halves(codes.length, seed)
  const sums = [new Map<number, number>(), new Map<number, number>()] as const
  const counts = [new Map<number, number>(), new Map<number, number>()] as const
  const totals = [0, 0]
  const sizes = [0, 0]
  for (let i = 0; i < codes.length; i++) {
    if (!Number.isFinite(target[i]!)) continue
    const [h, code] = [half[i]! as 0 | 1, codes[i]!]
    sums[h].set(code, (sums[h].get(code) ?? 0) + target[i]!)
    counts[h].set(code, (counts[h].get(code) ?? 0) + 1)
    totals[h]! += target[i]!
    sizes[h]!++
  }
  return Float64Array.from({ length: codes.length }, (_, i) => {
    const other = (1 - half[i]!) as 0 | 1
    const count = counts[other].get(codes[i]!)
    return count === undefined ? totals[other]! / Math.max(1, sizes[other]!) : sums[other].get(codes[i]!)! / count
  })
}

function explained(target: ArrayLike<number>, guess: Float64Array): number {
  const known = Array.from(guess.keys()).filter((i) => Number.isFinite(target[i]!))
  const mean = known.reduce((sum, i) => sum + target[i]!, 0) / known.length
  const spread = known.reduce((sum, i) => sum + (target[i]! - mean) ** 2, 0)
  const errors = known.reduce((sum, i) => sum + (target[i]! - guess[i]!) ** 2, 0)
  return spread > 0 ? Math.max(0, 1 - errors / spread) : Number.NaN
}
