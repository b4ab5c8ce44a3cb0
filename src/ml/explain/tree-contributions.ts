/** What each feature adds to a row's sums of leaf values. */
export interface TreeContributions {
  /** What the sums are without knowing the row: one number a sum. Start values of the sums are not in it. */
  readonly base: Float64Array
  /** rows x sums x features, in this order: `contributions[(i * sums + k) * features + j]`. With `base` they add up to the row's sum `k`. */
  readonly contributions: Float64Array
}
