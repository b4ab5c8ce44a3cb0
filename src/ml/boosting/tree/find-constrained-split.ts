import type { Candidate } from './candidate.ts'
import type { GrowNode } from './grow-node.ts'
import { leafWeight, nodeGain, type Regularisation } from './leaf-weight.ts'

/** What judges the two sides of a split. */
export interface SplitRules extends Regularisation {
  /** Whether weights are the best ones: no `maxDeltaStep`, no monotone constraint anywhere. */
  readonly free: boolean
}

/**
 * What the two children of a split gain, or -Infinity for one that is not allowed: a child below `minChildWeight`, or
 * weights against the direction of a monotone constraint.
 */
export function splitGain(
  node: GrowNode,
  leftGradient: number,
  leftHessian: number,
  direction: number,
  rules: SplitRules,
): number {
  const rightGradient = node.gradient - leftGradient
  const rightHessian = node.hessian - leftHessian
  if (leftHessian < rules.minChildWeight || rightHessian < rules.minChildWeight) return Number.NEGATIVE_INFINITY
  const left = leafWeight(leftGradient, leftHessian, rules, node.lower, node.upper)
  const right = leafWeight(rightGradient, rightHessian, rules, node.lower, node.upper)
  if (direction * (right - left) < 0) return Number.NEGATIVE_INFINITY
  return (
    nodeGain(leftGradient, leftHessian, left, rules, rules.free) +
    nodeGain(rightGradient, rightHessian, right, rules, rules.free)
  )
}

/**
 * The best split of a node on one numeric feature, with all penalties and constraints: what `findSplits` does without
 * them. The same order among equals. Source: XGBoost, `src/tree/hist/evaluate_splits.h: EnumerateSplit`. O(bins).
 *
 * @param sums gradient and hessian of each bin
 * @param bins bins of the feature without that of missing values
 * @param direction of the feature's monotone constraint: 1, 0 or -1
 * @returns undefined when no split is allowed
 */
export function findConstrainedSplit(
  sums: Float64Array,
  bins: number,
  missingBin: number,
  feature: number,
  direction: number,
  node: GrowNode,
  rules: SplitRules,
): Candidate | undefined {
  let best: Candidate | undefined
  const missingHessian = sums[2 * missingBin + 1]!
  for (const missingLeft of missingHessian === 0 ? [false] : [false, true]) {
    let gradient = missingLeft ? sums[2 * missingBin]! : 0
    let hessian = missingLeft ? missingHessian : 0
    // Bin -1: missing rows alone go left. Without a direction that is the mirror of their going right alone.
    for (let bin = missingLeft && direction !== 0 ? -1 : 0; bin < bins; bin++) {
      if (bin >= 0) {
        if (sums[2 * bin + 1] === 0) continue
        gradient += sums[2 * bin]!
        hessian += sums[2 * bin + 1]!
      }
      const gain = splitGain(node, gradient, hessian, direction, rules)
      if (!(gain > (best?.gain ?? Number.NEGATIVE_INFINITY))) continue
      best = { gain, feature, bin, missingLeft, leftGradient: gradient, leftHessian: hessian, goesRight: undefined }
    }
  }
  return best
}
