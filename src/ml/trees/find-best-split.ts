import type { FloatArray } from '../../base/matrix.ts'
import type { Random } from '../../base/random.ts'
import { type Criterion, impurity } from './impurity.ts'
import { sortByValue } from './sort-by-value.ts'

/** What a tree grows from. */
export interface TreeData {
  /** One array a feature; no NaN. */
  readonly columns: readonly FloatArray[]
  readonly codes: Int32Array
  readonly classCount: number
  /** The weight of each row in this tree: 0 where the row is not in its bootstrap sample. */
  readonly weights: Float64Array
}

export interface SplitRules {
  readonly criterion: Criterion
  /** Features to look at, at least 1. */
  readonly maxFeatures: number
  /** Rows (not weight) that each side must have. */
  readonly minSamplesLeaf: number
}

export interface Split {
  readonly feature: number
  /** Rows with `x <= threshold` go left. */
  readonly threshold: number
}

/** Room that is used again for every node. */
export interface SplitScratch {
  readonly values: Float64Array
  readonly rows: Int32Array
  readonly features: Int32Array
  readonly left: Float64Array
  readonly right: Float64Array
}

export function createSplitScratch(rows: number, features: number, classes: number): SplitScratch {
  return {
    values: new Float64Array(rows),
    rows: new Int32Array(rows),
    features: Int32Array.from({ length: features }, (_, j) => j),
    left: new Float64Array(classes),
    right: new Float64Array(classes),
  }
}

/**
 * The best exact split of the rows of a node, among `maxFeatures` features drawn without replacement. Where all drawn
 * features are constant in the node, more are drawn until one is not. Among equal splits the first that was seen
 * stays. The threshold is midway between the two values that it parts.
 *
 * "Best" is the least weighted impurity of the two sides. For gini that is the greatest
 * `Σ l_k² / l + Σ r_k² / r`: left and right class weights `l_k`, `r_k` with sums `l`, `r`.
 *
 * Source: scikit-learn, `sklearn/tree/_splitter.pyx: node_split_best` and `_criterion.pyx: proxy_impurity_improvement`;
 * two values count as different when they differ at all, not from 1e-7 on. O(maxFeatures · n (log n + K)).
 * @param rows the rows of the node, of positive weight
 * @param totals class weights of the node
 * @returns undefined when no feature can be split
 */
export function findBestSplit(
  data: TreeData,
  rules: SplitRules,
  rows: Int32Array,
  totals: Float64Array,
  random: Random,
  scratch: SplitScratch,
): Split | undefined {
  const { features } = scratch
  const n = rows.length
  const values = scratch.values.subarray(0, n)
  const sorted = scratch.rows.subarray(0, n)
  let best: Split | undefined
  let bestScore = Number.NEGATIVE_INFINITY
  let varying = 0

  for (let seen = 0; seen < features.length && (seen < rules.maxFeatures || varying === 0); seen++) {
    // Fisher-Yates, one step: the next feature from those not drawn yet.
    const drawn = seen + random.integer(features.length - seen)
    const feature = features[drawn]!
    features[drawn] = features[seen]!
    features[seen] = feature

    const column = data.columns[feature]!
    for (let i = 0; i < n; i++) {
      sorted[i] = rows[i]!
      values[i] = column[rows[i]!]!
    }
    sortByValue(values, sorted, 0, n)
    if (values[0] === values[n - 1]) continue
    varying++

    const { left, right } = scratch
    left.fill(0)
    right.set(totals)
    // The left side has i rows.
    for (let i = 1; i <= n - rules.minSamplesLeaf; i++) {
      const row = sorted[i - 1]!
      const weight = data.weights[row]!
      left[data.codes[row]!]! += weight
      right[data.codes[row]!]! -= weight
      if (i < rules.minSamplesLeaf || values[i] === values[i - 1]) continue
      const score = splitScore(rules.criterion, left, right)
      if (score > bestScore) {
        bestScore = score
        best = { feature, threshold: midpoint(values[i - 1]!, values[i]!) }
      }
    }
  }
  return best
}

/** Greater is better; only differences between splits of one node have a meaning. */
function splitScore(criterion: Criterion, left: Float64Array, right: Float64Array): number {
  let leftTotal = 0
  let rightTotal = 0
  let leftSquares = 0
  let rightSquares = 0
  for (let k = 0; k < left.length; k++) {
    leftTotal += left[k]!
    rightTotal += right[k]!
    leftSquares += left[k]! * left[k]!
    rightSquares += right[k]! * right[k]!
  }
  // l·(1 - Σ(l_k/l)²) + r·(1 - Σ(r_k/r)²) is smallest where Σ l_k²/l + Σ r_k²/r is greatest.
  if (criterion === 'gini') return leftSquares / leftTotal + rightSquares / rightTotal
  return -leftTotal * impurity(criterion, left, leftTotal) - rightTotal * impurity(criterion, right, rightTotal)
}

/** Midway between `a < b`; `a` itself where rounding would reach `b`, so that `b` always goes right. */
function midpoint(a: number, b: number): number {
  const middle = a / 2 + b / 2
  return middle === b || !Number.isFinite(middle) ? a : middle
}
