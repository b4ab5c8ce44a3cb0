import type { FloatArray, Matrix } from '../../base/matrix.ts'
import { createRandom, deriveSeed, type Random } from '../../base/random.ts'
import { alignFeatures } from '../align-features.ts'
import { requireWhole } from '../checks.ts'

export interface SampledShapOptions {
  /** Unsigned 32-bit. */
  readonly seed: number
  /** How often each background row is used. Default 1. */
  readonly rounds?: number | undefined
}

export interface SampledShap {
  /** The mean over the background rows, one number an output. */
  readonly base: Float64Array
  /** rows x outputs x features. */
  readonly contributions: Float64Array
  /** The largest standard error of a contribution, from the spread over the draws. */
  readonly standardError: number
}

/** Values that are predicted from at once, at most (unless one walk has more): 16 MB. */
const mostValues = 2_000_000

/**
 * Shapley values of any model, by drawn orders of the features: a row of the background becomes the row to explain feature by
 * feature, and each feature gets what its change changes. Every background row is used equally often, with a drawn order and
 * that order backwards: so contributions add up exactly, and are exact where features interact in pairs at most.
 *
 * Source: Štrumbelj and Kononenko (2014), algorithm 1; Mitchell et al., "Sampling permutations for Shapley value estimation"
 * (2022), for orders backwards. O(rows · background · rounds · 2 · features) predictions of a row.
 * @param predict row-major, rows x outputs
 * @param names the features, in the order of the contributions
 * @throws E_ML_FEATURES, E_ML_EMPTY, E_ML_PARAMETER; what `predict` throws
 * @example sampledShap((rows) => model.predict(rows), model.featureNames, rows, background, { seed: 1 })
 */
export function sampledShap(
  predict: (features: Matrix) => Float64Array,
  names: readonly string[],
  features: Matrix,
  background: Matrix,
  options: SampledShapOptions,
): SampledShap {
  const { seed, rounds = 1 } = options
  requireWhole('rounds', rounds, 1)
  const columns = alignFeatures(features, names)
  const behind = alignFeatures(background, names)
  const width = names.length
  const walk = 2 * width
  const draws = background.rows * rounds
  const orders = new Int32Array(draws * width)
  const outputs = predict(background).length / background.rows
  const said = new Float64Array(draws * walk * outputs)
  const together = Math.min(draws, Math.max(1, Math.floor(mostValues / (walk * width))))
  const base = new Float64Array(outputs)
  const contributions = new Float64Array(features.rows * outputs * width)
  let standardError = 0
  for (let i = 0; i < features.rows; i++) {
    // The orders of a row depend on nothing but its values' place: adding rows shifts no others.
    const random = createRandom(deriveSeed(seed, 'shap', i))
    for (let d = 0; d < draws; d++) drawOrder(orders.subarray(d * width, (d + 1) * width), random)
    for (let first = 0; first < draws; first += together) {
      const walks = Math.min(together, draws - first)
      const data = walkRows(columns, i, behind, background.rows, orders, first, walks)
      const asked: Matrix = { rows: walks * walk, columns: width, names, data }
      said.set(predict(asked), first * walk * outputs)
    }
    for (let k = 0; k < outputs; k++) {
      const into = contributions.subarray((i * outputs + k) * width, (i * outputs + k + 1) * width)
      standardError = Math.max(standardError, addDraws(said, outputs, k, orders, width, draws, into))
      if (i === 0) for (let d = 0; d < draws; d++) base[k]! += said[d * walk * outputs + k]! / draws
    }
  }
  return { base, contributions, standardError }
}

/**
 * The rows of some walks: the background row, then a feature more at a time up to the row itself; from there the same features
 * go back to the background's values in the same order, which is the order backwards, seen from its other end.
 */
function walkRows(
  columns: readonly FloatArray[],
  i: number,
  behind: readonly FloatArray[],
  backgroundRows: number,
  orders: Int32Array,
  first: number,
  walks: number,
): Float64Array {
  const width = columns.length
  const walk = 2 * width
  const data = new Float64Array(walks * walk * width)
  for (let w = 0; w < walks; w++) {
    const b = (first + w) % backgroundRows
    for (let place = 0; place < width; place++) {
      const j = orders[(first + w) * width + place]!
      const at = j * walks * walk + w * walk
      // The row's own value from the step after the feature's place to the one where it goes back.
      data.fill(behind[j]![b]!, at, at + walk)
      data.fill(columns[j]![i]!, at + place + 1, at + width + place + 1)
    }
  }
  return data
}

/** Fisher and Yates. */
function drawOrder(order: Int32Array, random: Random): void {
  for (let place = 0; place < order.length; place++) {
    const other = random.integer(place + 1)
    order[place] = order[other]!
    order[other] = place
  }
}

/** Means over the draws of one row and output. @returns the largest standard error of them */
function addDraws(
  said: Float64Array,
  outputs: number,
  k: number,
  orders: Int32Array,
  width: number,
  draws: number,
  into: Float64Array,
): number {
  const walk = 2 * width
  const squares = new Float64Array(width)
  for (let d = 0; d < draws; d++) {
    const at = (step: number) => said[(d * walk + (step % walk)) * outputs + k]!
    for (let place = 0; place < width; place++) {
      const forwards = at(place + 1) - at(place)
      const backwards = at(width + place) - at(width + place + 1)
      const mean = (forwards + backwards) / 2
      const j = orders[d * width + place]!
      into[j]! += mean / draws
      squares[j]! += (mean * mean) / draws
    }
  }
  if (draws < 2) return 0
  return squares.reduce((most, square, j) => {
    return Math.max(most, Math.sqrt(Math.max(0, square - into[j]! ** 2) / (draws - 1)))
  }, 0)
}
