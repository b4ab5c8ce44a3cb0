import type { FloatArray } from '../../base/matrix.ts'
import type { MersenneTwister } from './mersenne-twister.ts'

/** One entry a synthetic row: between which two rows, and how far along. */
export interface DrawnPairs {
  /** Row of the base point. */
  readonly base: Int32Array
  /** Row of its neighbour. */
  readonly neighbor: Int32Array
  /** In [0, 1). */
  readonly step: Float64Array
  /** Which of all (base, neighbour) pairs was drawn: base point `floor(drawn / k)`. */
  readonly drawn: Int32Array
}

/**
 * Draws `count` (base, neighbour) pairs uniformly among all points and their k neighbours, then as many steps: in this
 * order, so that the draws are imbalanced-learn's: `idx = randint(0, n·k, count)`, base `idx // k`, neighbour
 * `idx % k`, `steps = uniform(size=count)`.
 *
 * Source: imbalanced-learn, `imblearn/over_sampling/_smote/base.py: BaseSMOTE._make_samples`. O(count).
 * @param neighbors row-major, points x k
 * @param baseRows the row of each point
 * @param neighborRows the row of each point that can be a neighbour
 */
export function drawPairs(
  neighbors: Int32Array,
  k: number,
  count: number,
  twister: MersenneTwister,
  baseRows: Int32Array,
  neighborRows: Int32Array | undefined,
): DrawnPairs {
  const drawn = new Int32Array(count)
  const base = new Int32Array(count)
  const neighbor = new Int32Array(count)
  const step = new Float64Array(count)
  for (let s = 0; s < count; s++) {
    const pair = twister.integer(neighbors.length)
    drawn[s] = pair
    base[s] = baseRows[Math.floor(pair / k)]!
    neighbor[s] = neighborRows === undefined ? neighbors[pair]! : neighborRows[neighbors[pair]!]!
  }
  for (let s = 0; s < count; s++) step[s] = twister.uniform()
  return { base, neighbor, step, drawn }
}

/**
 * One column of the synthetic rows: `x + step · (x' - x)`, `x` of the base row and `x'` of its neighbour. Differences are
 * taken in the precision of the column, the rest in doubles, as NumPy does. Where `x` is missing, so is the result; where
 * only `x'` is missing, the result is `x`. O(pairs).
 * @param shrink multiplied into the difference first (Borderline-SMOTE 2)
 */
export function interpolate(
  column: FloatArray,
  pairs: Pick<DrawnPairs, 'base' | 'neighbor' | 'step'>,
  out: FloatArray,
  shrink?: Float64Array,
): void {
  const { base, neighbor, step } = pairs
  const single = column instanceof Float32Array
  for (let s = 0; s < out.length; s++) {
    const own = column[base[s]!]!
    const other = column[neighbor[s]!]!
    if (Number.isNaN(other)) {
      out[s] = own
      continue
    }
    let difference = single ? Math.fround(other - own) : other - own
    if (shrink !== undefined) difference = single ? Math.fround(difference * shrink[s]!) : difference * shrink[s]!
    out[s] = own + step[s]! * difference
  }
}
