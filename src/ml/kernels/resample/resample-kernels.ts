/** `mixDoubles` and `mixSingles`: `x + step · (x' - x)` for rows `base` and `neighbor` of a column; `x` where `x'` is missing. */
export type MixColumn = (
  column: number,
  base: number,
  neighbor: number,
  steps: number,
  count: number,
  out: number,
) => void

/** All places are byte offsets. */
export interface ResampleKernels {
  /** Adds 1 to the count (a double) of each row's class; the first row whose code is no class, or -1. */
  countCodes(codes: number, rows: number, classes: number, counts: number): number
  /**
   * Seeds MT19937, draws `count` whole numbers below `bound` to `pairs` (int32), then `count` numbers in [0, 1) to `steps`
   * (doubles), as NumPy's `randint` and `uniform`. `state`: 624 words of working memory.
   */
  drawPairs(seed: number, bound: number, count: number, pairs: number, steps: number, state: number): void
  /** Writes the rows (int32, upwards) whose code, of `count` int32 `codes`, is `code`. */
  rowsOfClass(codes: number, count: number, code: number, rows: number): void
  /**
   * Of pairs drawn below `k` · points (int32): the row of the point to `base`, that of its neighbour in place of the pair.
   * `rows` are the points' rows, `indices` their `k` neighbours each (int32).
   */
  pickRows(pairs: number, count: number, k: number, rows: number, indices: number, base: number): void
  readonly mixDoubles: MixColumn
  readonly mixSingles: MixColumn
}

export const twisterStateWords = 624
