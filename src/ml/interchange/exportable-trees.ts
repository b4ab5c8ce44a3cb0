import type { TreeEnsemble } from '../trees/tree-ensemble.ts'

/**
 * Boosted trees that can be written for other libraries: margins start at a base and add one leaf a tree, in single
 * precision. `BoostingClassifier`, `BoostingRegressor` and what `readXgboostModel` gives are such.
 */
export interface BoostedTrees {
  readonly ensemble: TreeEnsemble
  readonly featureNames: readonly string[]
  /** In order; undefined for a number. */
  readonly classes?: readonly string[] | undefined
  /** `squaredError`, `logistic`, `softprob`, `poisson`, `quantile`, or XGBoost's own name. */
  readonly objective: string
  /** Where the sums start: one number for all of a row's sums, or one for each. */
  readonly baseMargin?: number | undefined
  readonly baseMargins?: ArrayLike<number> | undefined
}

/**
 * A forest that can be written for other libraries: its prediction is the mean of the leaves of its trees, in double
 * precision; leaves hold one probability a class, or one number.
 */
export interface AveragedTrees {
  readonly ensemble: TreeEnsemble
  readonly featureNames: readonly string[]
  /** In order; undefined for a number. */
  readonly classes?: readonly string[] | undefined
}

export type ExportableTrees = BoostedTrees | AveragedTrees

export function isBoosted(model: ExportableTrees): model is BoostedTrees {
  return 'objective' in model && model.ensemble.singlePrecision
}

/** What each of a row's sums starts at. */
export function baseMarginsOf(model: BoostedTrees): Float64Array {
  const { baseMargin, baseMargins, ensemble, classes } = model
  if (baseMargins !== undefined) return Float64Array.from(baseMargins)
  const groups = ensemble.treeGroup === undefined ? 1 : (classes?.length ?? 1)
  return new Float64Array(groups).fill(baseMargin ?? 0)
}
