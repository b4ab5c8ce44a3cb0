/** A split of a node, in units of the gradients' scales where it holds sums. */
export interface Split {
  readonly feature: number
  /** Rows of bins up to here go left, none for -1; of no meaning where there is a set. */
  readonly bin: number
  /** The categories that go right, a bit each, 8 words; only of a categorical split. */
  readonly goesRight?: Uint32Array | undefined
  readonly missingLeft: boolean
  /** By how much the loss falls, as XGBoost counts it: twice the reduction of the second-order loss. */
  readonly lossChange: number
  readonly leftGradient: number
  readonly leftHessian: number
}

/** A node of the tree that grows. Every member has its own, all are alike but for `ranges`. */
export interface GrowNode {
  /** Its number in the tree: 0 is the root, siblings are neighbours. */
  readonly id: number
  readonly depth: number
  /** Sums of its rows; the root's hessian is -1 until it has been counted. */
  gradient: number
  hessian: number
  /** Bounds that monotone constraints of the nodes above put on its weight. */
  readonly lower: number
  readonly upper: number
  /** Features that were split on above it, only with interaction constraints. */
  readonly path: readonly number[]
  /** The member's own rows: begin and end in each of the row sets' orders. Empty where the parent's were not parted. */
  readonly ranges: readonly number[]
  /** The number of the slot that holds its histogram, or -1. */
  slot: number
  split: Split | undefined
  /** Number of the left child, once it is split. */
  left: number
}
