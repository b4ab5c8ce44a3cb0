/** Penalties and limits in units: a weight in units is the number times `gradient scale / hessian scale`. */
export interface Regularisation {
  readonly lambda: number
  readonly alpha: number
  readonly maxDeltaStep: number
  /** Least hessian of a node that may have a weight at all; above 0. */
  readonly minChildWeight: number
}

/**
 * The weight of a node that reduces the loss most: `w = -T(G) / (H + λ)`, where `T` moves `G` by `α` towards 0; no larger
 * than `maxDeltaStep`, and within the bounds. 0 for a node below `minChildWeight`.
 *
 * Source: XGBoost, `src/tree/param.h: CalcWeight`, `src/tree/split_evaluator.h`. O(1).
 */
export function leafWeight(
  gradient: number,
  hessian: number,
  by: Regularisation,
  lower = Number.NEGATIVE_INFINITY,
  upper = Number.POSITIVE_INFINITY,
): number {
  if (hessian < by.minChildWeight) return 0
  let weight = -towardsZero(gradient, by.alpha) / (hessian + by.lambda)
  if (by.maxDeltaStep > 0) weight = Math.max(-by.maxDeltaStep, Math.min(by.maxDeltaStep, weight))
  return Math.max(lower, Math.min(upper, weight))
}

/**
 * What a node of that weight gains: `T(G)² / (H + λ)` where the weight is the best one, else `-(2 G w + (H + λ) w²)`.
 * @param free whether the weight is the best one: no limit and no bounds
 */
export function nodeGain(gradient: number, hessian: number, weight: number, by: Regularisation, free: boolean): number {
  if (hessian < by.minChildWeight) return 0
  if (!free) return -(2 * gradient * weight + (hessian + by.lambda) * (weight * weight))
  const moved = towardsZero(gradient, by.alpha)
  return (moved * moved) / (hessian + by.lambda)
}

function towardsZero(gradient: number, alpha: number): number {
  if (gradient > alpha) return gradient - alpha
  if (gradient < -alpha) return gradient + alpha
  return 0
}
