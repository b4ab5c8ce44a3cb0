import type { MersenneTwister } from './mersenne-twister.ts'

/** One entry a synthetic row: between which two points, and how far along. */
export interface DrawnPairs {
  /** Index of the base point within its class. */
  readonly base: Int32Array
  /** Index of the neighbour within the class. */
  readonly neighbor: Int32Array
  /** In [0, 1). */
  readonly step: Float64Array
}

/**
 * Draws `count` (base, neighbour) pairs uniformly among all points and their k neighbours, then as many steps: in this
 * order, so that the draws are imbalanced-learn's: `idx = randint(0, n·k, count)`, base `idx // k`, neighbour
 * `idx % k`, `steps = uniform(size=count)`.
 *
 * Source: imbalanced-learn, `imblearn/over_sampling/_smote/base.py: BaseSMOTE._make_samples`. O(count).
 * @param neighbors row-major, points x k
 */
export function drawPairs(neighbors: Int32Array, k: number, count: number, twister: MersenneTwister): DrawnPairs {
  const drawn = Int32Array.from({ length: count }, () => twister.integer(neighbors.length))
  return {
    base: drawn.map((index) => Math.floor(index / k)),
    neighbor: drawn.map((index) => neighbors[index]!),
    step: Float64Array.from({ length: count }, () => twister.uniform()),
  }
}

/**
 * One column of the synthetic rows: `x + step · (x' - x)`, `x` of the base row and `x'` of its neighbour. Where `x` is
 * missing, so is the result; where only `x'` is missing, the result is `x`. O(pairs).
 * @param column values of the class's rows
 */
export function interpolate(column: Float64Array, pairs: DrawnPairs): Float64Array {
  return pairs.step.map((step, s) => {
    const own = column[pairs.base[s]!]!
    const other = column[pairs.neighbor[s]!]!
    return Number.isNaN(other) ? own : own + step * (other - own)
  })
}
