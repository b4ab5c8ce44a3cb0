import type { ClassWeight } from '../class-weight.ts'
import type { FitOptions } from '../fit-options.ts'

/** How mixed the classes of a node are; `logLoss` is another name for entropy, as in scikit-learn. */
export type ClassCriterion = 'gini' | 'entropy' | 'logLoss'

/** What a tree of numbers lessens: the squared error about means, or the absolute error about medians (much slower). */
export type ValueCriterion = 'squaredError' | 'absoluteError'

/** What all forests take: scikit-learn's names and defaults, in camelCase. */
export interface ForestOptions extends FitOptions {
  /** Unsigned 32-bit. Each tree has a seed of its own from it: the first trees of a larger forest are the same. */
  readonly seed: number
  /** Trees. Default 100. */
  readonly nEstimators?: number | undefined
  /** Splits from the root to a leaf at most. Default null: no limit. */
  readonly maxDepth?: number | null | undefined
  /** Rows that a node must have to be split: a whole number from 2, or a share of all rows below 1. Default 2. */
  readonly minSamplesSplit?: number | undefined
  /** Rows that a leaf must have: a whole number from 1, or a share of all rows below 1. Default 1. */
  readonly minSamplesLeaf?: number | undefined
  /** Share of the tree's weight that a leaf must have, 0 … 0.5. Default 0. */
  readonly minWeightFractionLeaf?: number | undefined
  /**
   * Features looked at for each split: a whole number from 1, a share below 1, or null for all (scikit-learn's 1.0).
   * Default `sqrt` for classes, null for numbers.
   */
  readonly maxFeatures?: 'sqrt' | 'log2' | number | null | undefined
  /** Leaves of a tree at most, from 2; then the split that helps most comes first. Default null: no limit. */
  readonly maxLeafNodes?: number | null | undefined
  /** By how much a split must lessen the impurity, weighed by the node's share of the tree's weight. Default 0. */
  readonly minImpurityDecrease?: number | undefined
  /**
   * Draw rows with replacement for each tree; otherwise each tree sees all rows. Default true for random forests, false
   * for extra trees.
   */
  readonly bootstrap?: boolean | undefined
  /** Rows drawn for each tree: a whole number from 1, a share below 1, or null for all (default). Needs `bootstrap`. */
  readonly maxSamples?: number | null | undefined
  /** Judge each row by the trees that did not see it. Default false. Needs `bootstrap`. */
  readonly oobScore?: boolean | undefined
}

/** Options of a forest of classes. */
export interface ForestClassifierOptions extends ForestOptions {
  /** Default `gini`. */
  readonly criterion?: ClassCriterion | undefined
  /** Default null. `balancedSubsample` is `balanced` within the rows of each tree. */
  readonly classWeight?: ClassWeight | 'balancedSubsample' | undefined
}

/** Options of a forest of numbers. */
export interface ForestRegressorOptions extends ForestOptions {
  /** Default `squaredError`. */
  readonly criterion?: ValueCriterion | undefined
}
