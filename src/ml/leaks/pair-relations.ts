import { type Labels, type Matrix, matrixColumn } from '../../base/matrix.ts'
import { areasByClass } from './areas-by-class.ts'
import { classStrength } from './class-strength.ts'
import { correlation } from './correlation.ts'
import { orderBy } from './order-by.ts'
import type { Strength } from './strength.ts'
import { valueStrength } from './value-strength.ts'

export interface PairRelation extends Strength {
  /** In the order of the expression: `a / b`, `a - b`. */
  readonly features: readonly [string, string]
  readonly relation: PairOperation
}

export type PairOperation = 'product' | 'ratio' | 'sum' | 'difference'

export interface PairSearch {
  /** Strength of each column by itself, NaN where that is not known. */
  readonly single: ArrayLike<number>
  /** What a relation must exceed. */
  readonly limit: number
  readonly seed?: number
  /** Most columns that are paired, the strongest first. Default 40: 780 pairs. */
  readonly mostFeatures?: number
  /** Rows of the first look. Default 1000 */
  readonly screenRows?: number
}

export interface PairsFound {
  readonly relations: readonly PairRelation[]
  readonly pairs: number
  /** Columns that were not paired, because there are too many. */
  readonly unpaired: readonly string[]
}

const operations: readonly (readonly [PairOperation, boolean, (a: number, b: number) => number])[] = [
  ['product', false, (a, b) => a * b],
  ['ratio', false, (a, b) => a / b],
  ['ratio', true, (a, b) => b / a],
  ['sum', false, (a, b) => a + b],
  ['difference', false, (a, b) => a - b],
]

/** At most so many pairs are looked at with all rows. */
const mostConfirmed = 200

/**
 * Pairs of columns whose product, ratio, sum or difference gives the target, where neither does so alone: `co2_per_capita · population` is
 * `co2`, home goals minus away goals is the outcome.
 *
 * Every pair is looked at on the first rows (they are a sample drawn by chance already): its correlation with a number, or its best area under
 * the ROC curve for classes. What looks strong there is measured on all rows by `valueStrength` or `classStrength`, and must leave at most a
 * tenth unexplained of what the better of the two leaves alone. O(d² · screenRows).
 * @param features numbers without those that give the target alone; NaN is missing
 * @returns the best relation of each pair, the strongest first
 */
export function pairRelations(features: Matrix, target: Labels | Float64Array, search: PairSearch): PairsFound {
  const { single, limit, seed = 0, mostFeatures = 40, screenRows = 1000 } = search
  const alone = (j: number) => (Number.isNaN(single[j]!) ? 0 : single[j]!)
  const byStrength = [...features.names.keys()].sort((a, b) => alone(b) - alone(a) || a - b)
  const paired = byStrength.slice(0, mostFeatures).sort((a, b) => a - b)
  const n = Math.min(features.rows, screenRows)
  const look = screen(target, n)
  const columns = paired.map((j) => matrixColumn(features, j))
  const candidates: { a: number; b: number; operation: number; seen: number }[] = []
  const combined = new Float64Array(n)
  for (let a = 0; a < paired.length; a++) {
    for (let b = a + 1; b < paired.length; b++) {
      for (const [operation, [, , combine]] of operations.entries()) {
        combineInto(combined, columns[a]!, columns[b]!, combine)
        const seen = look(combined)
        if (seen >= 0.98) candidates.push({ a, b, operation, seen })
      }
    }
  }
  candidates.sort((one, other) => other.seen - one.seen)
  const best = new Map<string, PairRelation>()
  const whole = new Float64Array(features.rows)
  for (const { a, b, operation } of candidates.slice(0, mostConfirmed)) {
    const [relation, turned, combine] = operations[operation]!
    combineInto(whole, columns[a]!, columns[b]!, combine)
    const strength = target instanceof Float64Array ? valueStrength(whole, target) : classStrength(whole, target, seed)
    const [one, other] = [paired[a]!, paired[b]!]
    const unexplained = 1 - Math.max(alone(one), alone(other))
    if (!(strength.value > limit) || 1 - strength.value > unexplained / 10) continue
    const key = `${a} ${b}`
    if ((best.get(key)?.value ?? 0) >= strength.value) continue
    const [first, second] = [features.names[one]!, features.names[other]!]
    best.set(key, { ...strength, relation, features: turned ? [second, first] : [first, second] })
  }
  return {
    relations: [...best.values()].sort((a, b) => b.value - a.value || (a.features.join() < b.features.join() ? -1 : 1)),
    pairs: (paired.length * (paired.length - 1)) / 2,
    unpaired: byStrength.slice(mostFeatures).map((j) => features.names[j]!),
  }
}

function combineInto(
  result: Float64Array,
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  combine: (a: number, b: number) => number,
): void {
  for (let i = 0; i < result.length; i++) {
    const value = combine(a[i]!, b[i]!)
    result[i] = Number.isFinite(value) ? value : Number.NaN
  }
}

/** The first look: |correlation| or the best area of any class, on the first rows. */
function screen(target: Labels | Float64Array, n: number): (values: Float64Array) => number {
  if (target instanceof Float64Array) {
    const y = target.subarray(0, n)
    return (values) => Math.abs(correlation(values, y))
  }
  const codes = target.codes.subarray(0, n)
  return (values) => {
    let best = 0
    for (const area of areasByClass(values, codes, target.classes.length, orderBy(values), 2)) {
      if (!Number.isNaN(area)) best = Math.max(best, area, 1 - area)
    }
    return best
  }
}
