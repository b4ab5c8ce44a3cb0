/**
 * For the queries `from` … `to - 1` the k nearest other points, nearest first, of equally distant ones the smaller index
 * first. All places are byte offsets; `layOutPoints` fills them.
 */
export type ScanNeighbors = (
  /** Points in single precision: tiles of 8, each `width + 1` rows of 8: a lower bound of |b|², then coordinates. */
  tiles: number,
  width: number,
  points: number,
  /** Points as doubles, row-major: `numeric` columns, then `nominal` ones. */
  exact: number,
  numeric: number,
  nominal: number,
  /** What a differing nominal value adds to the squared distance. */
  mismatch: number,
  /** What the coordinates of the tiles were multiplied with: a power of two. */
  scale: number,
  /** By how much, relative to |a|² + |b|², single precision may be wrong. */
  margin: number,
  /** The points that ask: int32, their numbers. */
  queries: number,
  from: number,
  to: number,
  k: number,
  /** Results: int32, queries x k. */
  indices: number,
  /** Results: squared distances, doubles, queries x k. */
  distances: number,
  /** Working memory of this thread: `neighborScratchBytes(width, to - from)`. */
  scratch: number,
) => void

/** Brings columns into the forms that `ScanNeighbors` reads. Places are byte offsets, strides bytes. */
export interface LayOutColumns {
  /**
   * Writes the points of a column of doubles, rows `rows` (int32) of it, into the row-major ones, and gives their mean: NaN or
   * infinite when one of them is.
   */
  spreadColumn(column: number, rows: number, points: number, exact: number, strideBytes: number): number
  /** The largest quarter of a distance to `mean`; quarters, so that the difference of the largest doubles stays finite. */
  largestDeviation(column: number, points: number, strideBytes: number, mean: number): number
  /** Writes `(x / 4 - mean / 4) · scale` into row `row` of the tiles, and adds its square to the lengths. */
  tileColumn(
    column: number,
    points: number,
    strideBytes: number,
    mean: number,
    scale: number,
    tiles: number,
    tileBytes: number,
    row: number,
    lengths: number,
  ): void
  /** Writes row 0 of the tiles: a lower bound of each squared length, infinity where a place holds no point. */
  closeTiles(lengths: number, points: number, margin: number, tiles: number, tileBytes: number): void
}

/**
 * All pairs of points `from` … `to - 1` with later points, each computed once and told to both: half the work where every
 * point asks. Lists, bounds and scratch are those of one thread; `from` is a multiple of 8, and calls come in its order.
 */
export type ScanPairs = (
  tiles: number,
  width: number,
  points: number,
  exact: number,
  numeric: number,
  nominal: number,
  mismatch: number,
  scale: number,
  margin: number,
  /** Squared lengths of the points in single precision, doubles. */
  lengths: number,
  from: number,
  to: number,
  k: number,
  /** int32, points x k; -1 where there is none yet. */
  indices: number,
  /** Squared distances, doubles, points x k; infinity where there is none yet. */
  distances: number,
  /** Singles, one a point: infinity at first. */
  bounds: number,
  /** Singles, one a place of the tiles: infinity at first, -infinity where there is no point. */
  squares: number,
  scratch: number,
) => void

/** Adds the lists of another thread to those of points `from` … `to - 1`. */
export type MergeLists = (
  from: number,
  to: number,
  k: number,
  otherIndices: number,
  otherDistances: number,
  indices: number,
  distances: number,
) => void

export interface NeighborKernels extends LayOutColumns {
  readonly scanPairs: ScanPairs
  readonly mergeLists: MergeLists
  readonly scanNeighbors: ScanNeighbors
}

/**
 * For each four queries of a call 4 bounds, 4 lengths and their coordinates, each 4 times. A multiple of 64, so
 * that threads share no line.
 */
export function neighborScratchBytes(width: number, queries: number): number {
  return Math.ceil((Math.ceil(queries / 4) * (48 + 64 * width)) / 64) * 64
}
