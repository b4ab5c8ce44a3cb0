/**
 * Trees as flat arrays, one entry a node, all trees one after the other. Forests and boosting give it, prediction,
 * explanations and the file formats read it.
 *
 * Node `i` asks for feature `feature[i]` of a row. Its value, rounded to a single first when `singlePrecision` says so:
 * - missing (NaN): goes left when `missingLeft[i]` is 1, else right;
 * - of a numeric split: goes left when it is below `threshold[i]` (strictly: a split by `x <= t` is written as
 *   `x < nextUp(t)`, which is the same for every double);
 * - of a categorical split (`categories.begin[i] >= 0`): goes RIGHT when its number is in the node's set, left otherwise,
 *   as in XGBoost.
 *
 * The right child stands behind the left one: `left[i] + 1`. Children come after their parent, so there are no circles.
 */
export interface TreeEnsemble {
  /** Values that each leaf carries: one a class for a classifying forest, 1 for boosting and regression. */
  readonly outputs: number
  /**
   * Where leaves carry one value but rows get several (boosting of several classes): to which of the row's `groups` sums
   * each tree adds.
   */
  readonly treeGroup?: Int32Array | undefined
  /** The root of each tree, and, last, the number of all nodes: trees + 1 entries, the first 0. */
  readonly roots: Int32Array
  /** Number of the feature, or -1 in a leaf. */
  readonly feature: Int32Array
  /** Of numeric splits; 0 in leaves and categorical splits. */
  readonly threshold: Float64Array
  /** Number of the left child; in a leaf the number of the leaf, whose values are `values[left * outputs …]`. */
  readonly left: Int32Array
  readonly missingLeft: Uint8Array
  /** Leaf after leaf, `outputs` values each. */
  readonly values: Float64Array
  /** Summed weight (boosting: summed hessian) of the training rows that passed each node: what explanations need. */
  readonly cover: Float64Array
  /** By how much each split reduced the loss (XGBoost's `loss_changes`), 0 in leaves; only boosting keeps it. */
  readonly gain?: Float64Array | undefined
  /** Only where there are categorical splits. */
  readonly categories?: CategorySets | undefined
  /** Whether features are rounded to singles before they are compared. Thresholds and leaf values then are singles. */
  readonly singlePrecision: boolean
}

/** The sets of categorical splits: bit `c % 32` of word `c / 32` of a node's words says whether category `c` is in. */
export interface CategorySets {
  /** The first word of each node's set, or -1 where the node has none. */
  readonly begin: Int32Array
  /** Words of each node's set; categories beyond them are not in it. */
  readonly length: Int32Array
  readonly words: Uint32Array
}
