/** Rows that are worked on together: a block of 20 columns fits into the second-level cache. A multiple of 16. */
export const blockRows = 256

/**
 * From one column of a block to the next, in doubles: 8 more than there are rows, so that equal rows of neighbouring
 * columns do not fall into the same places of the cache.
 */
export const blockStride = blockRows + 8

/** Columns that a block has room for: a multiple of 3, since kernels take three at a time. What is beyond holds zeros. */
export function blockColumns(width: number): number {
  return Math.ceil(width / 3) * 3
}

/**
 * What linear models do with every row. All places are byte offsets in the memory.
 *
 * **Block**: at most `blockRows` rows as doubles, column after column, `blockStride` apart.
 * **`count` and `rows`**: the rows that a block has, and that number rounded up to a multiple of 16. What lies in between is
 * 0 in blocks, residuals and curvatures, so that sums need no question. Codes and weights are read one beyond `count` when
 * that is odd: there a weight of 0 must stand.
 * **Scores, residuals**: class after class, `blockRows` doubles each.
 */
export interface LinearKernels {
  /** A pass over every `every`-th block, the `first` to the one before `last`: see `add-blocks.ts`, also for the sheet. */
  addBlocks(sheet: number, first: number, last: number, every: number, withHessian: number, sums: number): void
  /** Adds 1 to the count (a double) of each row's class; the first row whose code is no class, or -1. */
  countCodes(codes: number, rows: number, classes: number, counts: number): number
  /** Multiplies each row's weight by that of its class, and adds it to the sum of its class. */
  weighRows(codes: number, rows: number, perClass: number, weights: number, sums: number): void
  /** Of singles: infinite or NaN exactly when one of them is. */
  sumColumn32(column: number, rows: number): number
  sumColumn64(column: number, rows: number): number
  /** Rows of a matrix as a block: `(x - center) · inverse`. `data` is the first of these rows in the first column. */
  loadRows32(
    data: number,
    columnBytes: number,
    columns: number,
    count: number,
    rows: number,
    center: number,
    inverse: number,
    block: number,
  ): void
  loadRows64: LinearKernels['loadRows32']
  /** `scores_i = Σ_j theta_j x_ij` of one class. */
  scoreRows(block: number, width: number, theta: number, rows: number, scores: number): void
  /** Turns the scores of the second of two classes into probabilities, sets residuals, and gives the log loss. */
  judgeTwo(
    scores: number,
    codes: number,
    weights: number,
    count: number,
    rows: number,
    residuals: number,
    /** Room for a double a row. */
    factors: number,
  ): number
  /** The same of the scores of all of `classes` classes. */
  judgeMany(
    scores: number,
    classes: number,
    codes: number,
    weights: number,
    count: number,
    rows: number,
    residuals: number,
  ): number
  /** `h_i = w_i p_i ([p and q are the same] - q_i)`, of the probabilities of two classes. */
  curvePair(p: number, q: number, weights: number, count: number, rows: number, curvature: number): void
  /** `sums_j += Σ_i r_i x_ij` of one class. */
  addGradient(block: number, width: number, residuals: number, rows: number, sums: number): void
  /** `sums_ab += Σ_i h_i x_ia x_ib` for b <= a, `width` sums a row. `scratch` has room for three columns. */
  addGram(block: number, width: number, curvature: number, rows: number, scratch: number, sums: number): void
}
