import type { Candidate } from './candidate.ts'
import { type SplitRules, splitGain } from './find-constrained-split.ts'
import type { GrowNode } from './grow-node.ts'
import { leafWeight } from './leaf-weight.ts'

/** How categories may be parted. */
export interface CategoryRules {
  readonly maxCatToOnehot: number
  readonly maxCatThreshold: number
}

/**
 * The best split of a node on a categorical feature. A set of categories goes right; all others, and those that no
 * training row has, go left.
 *
 * - Fewer than `maxCatToOnehot` categories: one of them goes right, missing rows go either way.
 * - Else categories are put in the order of their own best weight, which makes the best set one end of the order
 *   (Fisher, "On grouping for maximum homogeneity", 1958). Sets of fewer than `maxCatThreshold` categories from either end
 *   are tried: those from the lower end go right, those from the upper one left; missing rows go with the others.
 *
 * Source: XGBoost, `src/tree/hist/evaluate_splits.h: EnumerateOneHot, EnumeratePart`. O(c log c), c categories.
 *
 * @param sums gradient and hessian of each bin: category c is bin c
 * @returns undefined when no split is allowed
 */
export function findCategorySplit(
  sums: Float64Array,
  categories: number,
  missingBin: number,
  feature: number,
  node: GrowNode,
  rules: SplitRules,
  by: CategoryRules,
): Candidate | undefined {
  let best: Candidate | undefined
  const present: number[] = []
  for (let c = 0; c < categories; c++) if (sums[2 * c + 1]! > 0) present.push(c)

  const consider = (right: readonly number[], leftGradient: number, leftHessian: number, missingLeft: boolean) => {
    const gain = splitGain(node, leftGradient, leftHessian, 0, rules)
    if (!(gain > (best?.gain ?? Number.NEGATIVE_INFINITY))) return
    best = { gain, feature, bin: 0, missingLeft, leftGradient, leftHessian, goesRight: bitsOf(right) }
  }

  if (categories < by.maxCatToOnehot) {
    const [missingGradient, missingHessian] = [sums[2 * missingBin]!, sums[2 * missingBin + 1]!]
    for (const c of present) {
      const restGradient = node.gradient - sums[2 * c]!
      const restHessian = node.hessian - sums[2 * c + 1]!
      consider([c], restGradient, restHessian, true)
      if (missingHessian > 0) consider([c], restGradient - missingGradient, restHessian - missingHessian, false)
    }
    return best
  }

  const weights = new Map(
    present.map((c) => [c, leafWeight(sums[2 * c]!, sums[2 * c + 1]!, { ...rules, minChildWeight: 0 })]),
  )
  const order = [...present].sort((a, b) => weights.get(a)! - weights.get(b)! || a - b)
  const most = Math.min(order.length, by.maxCatThreshold) - 1
  let gradient = 0
  let hessian = 0
  for (let count = 1; count <= most; count++) {
    gradient += sums[2 * order[count - 1]!]!
    hessian += sums[2 * order[count - 1]! + 1]!
    consider(order.slice(0, count), node.gradient - gradient, node.hessian - hessian, true)
  }
  gradient = 0
  hessian = 0
  for (let count = 1; count <= most; count++) {
    gradient += sums[2 * order.at(-count)!]!
    hessian += sums[2 * order.at(-count)! + 1]!
    consider(order.slice(0, -count), gradient, hessian, false)
  }
  return best
}

function bitsOf(categories: readonly number[]): Uint32Array {
  const words = new Uint32Array(8)
  for (const c of categories) words[c >>> 5]! |= 1 << (c & 31)
  return words
}
