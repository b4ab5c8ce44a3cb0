import type { GrowNode } from './grow-node.ts'
import { leafWeight, type Regularisation } from './leaf-weight.ts'

/**
 * The two children of a split node. A monotone split puts the middle of their weights as a bound between them, so that no
 * split further down can turn the order around. Source: XGBoost, `src/tree/split_evaluator.h: AddSplit`.
 * @param id of the left child; the right one's is the next
 * @param direction of the monotone constraint on the split's feature
 * @param keepsPath whether interaction constraints ask for the features above
 */
export function createChildren(
  parent: GrowNode,
  id: number,
  leftRanges: readonly number[],
  rightRanges: readonly number[],
  rules: Regularisation,
  direction: number,
  keepsPath: boolean,
): [GrowNode, GrowNode] {
  const { lower, upper } = parent
  const { leftGradient, leftHessian, feature } = parent.split!
  const rightGradient = parent.gradient - leftGradient
  const rightHessian = parent.hessian - leftHessian
  // Without a direction there is no bound between them.
  let below = upper
  let above = lower
  if (direction !== 0) {
    const left = leafWeight(leftGradient, leftHessian, rules, lower, upper)
    const right = leafWeight(rightGradient, rightHessian, rules, lower, upper)
    below = left / 2 + right / 2
    above = below
  }
  const child = (
    side: number,
    gradient: number,
    hessian: number,
    ranges: readonly number[],
    least: number,
    most: number,
  ): GrowNode => ({
    id: id + side,
    depth: parent.depth + 1,
    gradient,
    hessian,
    lower: least,
    upper: most,
    path: keepsPath && !parent.path.includes(feature) ? [...parent.path, feature] : parent.path,
    ranges,
    slot: -1,
    split: undefined,
    left: -1,
  })
  const rises = direction > 0
  const falls = direction < 0
  return [
    child(0, leftGradient, leftHessian, leftRanges, falls ? above : lower, rises ? below : upper),
    child(1, rightGradient, rightHessian, rightRanges, rises ? above : lower, falls ? below : upper),
  ]
}
