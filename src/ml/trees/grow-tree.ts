import type { FloatArray } from '../../base/matrix.ts'
import type { Random } from '../../base/random.ts'
import type { DecisionTree } from './decision-tree.ts'
import { createSplitScratch, findBestSplit, type SplitRules, type TreeData } from './find-best-split.ts'
import { impurity } from './impurity.ts'

export interface GrowthRules extends SplitRules {
  /** Splits from the root to a leaf at most. */
  readonly maxDepth: number
  readonly minSamplesSplit: number
  readonly minImpurityDecrease: number
}

export interface GrownTree {
  readonly tree: DecisionTree
  /** Share of each feature in the decrease of impurity, summing to 1; all 0 when the tree is a single leaf. */
  readonly importance: Float64Array
}

interface Pending {
  readonly start: number
  readonly end: number
  readonly depth: number
  /** The node whose child this is, and which one; -1 for the root. */
  readonly parent: number
  readonly isLeft: boolean
}

/**
 * Grows a tree, depth first, left before right. A node becomes a leaf when it is pure, too deep, too small, cannot be
 * split, or when the split would decrease the weighted impurity by less than `minImpurityDecrease`:
 * `w_t / w · (I_t - w_l / w_t · I_l - w_r / w_t · I_r)`.
 *
 * Source: scikit-learn, `sklearn/tree/_tree.pyx: DepthFirstTreeBuilder`, `compute_feature_importances`.
 * O(maxFeatures · n log n · depth).
 */
export function growTree(data: TreeData, rules: GrowthRules, random: Random): GrownTree {
  const { classCount, codes, weights } = data
  // Rows are kept in one array, each node a stretch of it.
  const rows = Int32Array.from(weights.keys()).filter((row) => weights[row]! > 0)
  const scratch = createSplitScratch(rows.length, data.columns.length, classCount)
  const importance = new Float64Array(data.columns.length)
  const feature: number[] = []
  const threshold: number[] = []
  const left: number[] = []
  const right: number[] = []
  const cover: number[] = []
  const frequencies: number[] = []
  let leaves = 0
  const totals = new Float64Array(classCount)

  /** Class weights of a stretch of rows, into `totals`. @returns their sum */
  const weigh = (start: number, end: number): number => {
    totals.fill(0)
    for (let i = start; i < end; i++) totals[codes[rows[i]!]!]! += weights[rows[i]!]!
    return totals.reduce((sum, weight) => sum + weight, 0)
  }
  const rootWeight = weigh(0, rows.length)

  const pending: Pending[] = [{ start: 0, end: rows.length, depth: 0, parent: -1, isLeft: true }]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { start, end, depth, parent, isLeft } = next
    const node = feature.length
    if (parent >= 0) (isLeft ? left : right)[parent] = node
    const nodeWeight = weigh(start, end)
    const nodeImpurity = impurity(rules.criterion, totals, nodeWeight)
    cover.push(nodeWeight)

    const count = end - start
    const final =
      depth >= rules.maxDepth ||
      count < rules.minSamplesSplit ||
      count < 2 * rules.minSamplesLeaf ||
      nodeImpurity <= Number.EPSILON
    const split = final ? undefined : findBestSplit(data, rules, rows.subarray(start, end), totals, random, scratch)
    let decrease = Number.NEGATIVE_INFINITY
    let middle = start
    if (split !== undefined) {
      middle = partition(rows, start, end, data.columns[split.feature]!, split.threshold)
      const leftWeight = weigh(start, middle)
      const leftImpurity = impurity(rules.criterion, totals, leftWeight)
      const rightWeight = weigh(middle, end)
      const rightImpurity = impurity(rules.criterion, totals, rightWeight)
      decrease = nodeWeight * nodeImpurity - leftWeight * leftImpurity - rightWeight * rightImpurity
    }

    if (split !== undefined && decrease / rootWeight + Number.EPSILON >= rules.minImpurityDecrease) {
      importance[split.feature]! += decrease
      feature.push(split.feature)
      threshold.push(split.threshold)
      // Filled in when the children get their numbers.
      left.push(0)
      right.push(0)
      pending.push({ start: middle, end, depth: depth + 1, parent: node, isLeft: false })
      pending.push({ start, end: middle, depth: depth + 1, parent: node, isLeft: true })
    } else {
      weigh(start, end)
      feature.push(-1)
      threshold.push(0)
      left.push(leaves++)
      right.push(-1)
      for (const weight of totals) frequencies.push(weight / nodeWeight)
    }
  }

  const decreaseInAll = importance.reduce((sum, share) => sum + share, 0)
  return {
    tree: {
      feature: Int32Array.from(feature),
      threshold: Float64Array.from(threshold),
      left: Int32Array.from(left),
      right: Int32Array.from(right),
      cover: Float64Array.from(cover),
      frequencies: Float64Array.from(frequencies),
    },
    importance: decreaseInAll > 0 ? importance.map((share) => share / decreaseInAll) : importance,
  }
}

/** Moves rows with `x <= threshold` to the front of the stretch. @returns where the others begin */
function partition(rows: Int32Array, start: number, end: number, column: FloatArray, threshold: number): number {
  let i = start
  let j = end
  while (i < j) {
    const row = rows[i]!
    if (column[row]! <= threshold) {
      i++
    } else {
      j--
      rows[i] = rows[j]!
      rows[j] = row
    }
  }
  return i
}
