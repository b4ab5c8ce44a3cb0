import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Matrix } from '../../base/matrix.ts'
import { requireFiniteMatrix, requireMatrix } from '../checks.ts'

/** Whose sign: Clarify's documentation counts unfavourable flips as positive, its open code the other way round. */
export type FlipSign = 'documented' | 'code'

/**
 * Would group d be treated otherwise if it were group a? Each row of d is compared with its nearest rows of a: where they are mostly predicted
 * positive and it is not, that is a flip against d; the other way round a flip for d. `(against - for) / n_d`, above 0 against d.
 *
 * Nearest by Euclidean distance over all columns, ties in the order of rows; 5 neighbours, 1 where group a has fewer than ten rows. A tie among an
 * even number of neighbours counts as negative.
 *
 * Source: Dwork et al. (2012); amazon-sagemaker-clarify, `FT` (k-nearest neighbours fitted on group a's predictions). O(n_a n_d columns) at worst, mostly
 * far less.
 * @param features numeric columns, without facet and label
 * @param predicted 1 where predicted positive, one a row
 * @param isDisfavoured 1 where the row is of group d, one a row
 * @throws E_FACET when a group has no row; E_ML_SHAPE; E_ML_NOT_FINITE for a gap in the features, E_ML_EMPTY for no columns
 * @example flipTest(features, predicted, isDisfavoured)
 */
export function flipTest(
  features: Matrix,
  predicted: ArrayLike<number>,
  isDisfavoured: ArrayLike<number>,
  options: { readonly kNeighbors?: number; readonly sign?: FlipSign } = {},
): number {
  const { rows } = features
  if (predicted.length !== rows || isDisfavoured.length !== rows) {
    throw new MillraceError(
      'E_ML_SHAPE',
      `There are ${rows} rows, ${predicted.length} predictions and ${isDisfavoured.length} groups.`,
    )
  }
  requireMatrix(features)
  requireFiniteMatrix(features)
  const all = Array.from({ length: rows }, (_, i) => i)
  const ofA = all.filter((i) => isDisfavoured[i] !== 1)
  const ofD = all.filter((i) => isDisfavoured[i] === 1)
  if (ofA.length === 0 || ofD.length === 0) {
    throw new MillraceError('E_FACET', `The groups have ${ofA.length} and ${ofD.length} rows: both need some.`)
  }
  const k = Math.min(options.kNeighbors ?? (ofA.length > 9 ? 5 : 1), ofA.length)
  const search = neighborSearch(features, ofA, k)
  let [against, inFavour] = [0, 0]
  for (const d of ofD) {
    const votes = search(d).reduce((sum, place) => sum + (predicted[ofA[place]!] === 1 ? 1 : 0), 0)
    const positive = votes * 2 > k ? 1 : 0
    if (positive === 1 && predicted[d] !== 1) against++
    if (positive === 0 && predicted[d] === 1) inFavour++
  }
  const value = (against - inFavour) / ofD.length
  return options.sign === 'code' ? (value === 0 ? 0 : -value) : value
}

/**
 * Finds the places in `rowsOfA` of the k rows nearest to a row. Rows of a lie sorted by the column that tells most of them apart: the search goes from
 * the row's own value outwards, and ends where that column alone is farther than the k-th nearest. O(rows) at worst, mostly far less.
 */
function neighborSearch({ rows, columns, data }: Matrix, rowsOfA: readonly number[], k: number) {
  const size = rowsOfA.length
  const pivot = mostTelling(data, rows, columns, rowsOfA)
  const at = (row: number) => data[pivot * rows + row]!
  const places = rowsOfA.map((_, place) => place).sort((x, y) => at(rowsOfA[x]!) - at(rowsOfA[y]!) || x - y)
  const order = Int32Array.from(places)
  const keys = Float64Array.from(places, (place) => at(rowsOfA[place]!))
  // Row after row: each is read as a whole.
  const points = new Float64Array(size * columns)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < columns; j++) points[i * columns + j] = data[j * rows + rowsOfA[order[i]!]!]!
  }
  const point = new Float64Array(columns)
  const distances = new Float64Array(k)
  const found = new Int32Array(k)

  function consider(i: number): void {
    let squared = 0
    for (let j = 0, start = i * columns; j < columns; j++) {
      const gap = points[start + j]! - point[j]!
      squared += gap * gap
    }
    const place = order[i]!
    const comesAfter = (other: number) =>
      squared > distances[other]! || (squared === distances[other]! && place > found[other]!)
    if (comesAfter(k - 1)) return
    let to = k - 1
    for (; to > 0 && !comesAfter(to - 1); to--) {
      distances[to] = distances[to - 1]!
      found[to] = found[to - 1]!
    }
    distances[to] = squared
    found[to] = place
  }

  return (row: number): Int32Array => {
    for (let j = 0; j < columns; j++) point[j] = data[j * rows + row]!
    distances.fill(Number.POSITIVE_INFINITY)
    found.fill(size)
    let right = firstFrom(keys, point[pivot]!)
    let left = right - 1
    while (left >= 0 || right < size) {
      const below = left >= 0 ? point[pivot]! - keys[left]! : Number.POSITIVE_INFINITY
      const above = right < size ? keys[right]! - point[pivot]! : Number.POSITIVE_INFINITY
      const nearest = Math.min(below, above)
      if (nearest * nearest > distances[k - 1]!) break
      consider(above <= below ? right++ : left--)
    }
    return found
  }
}

/** The column of which fewest pairs of rows share the value. */
function mostTelling(data: ArrayLike<number>, rows: number, columns: number, chosen: readonly number[]): number {
  let [best, least] = [0, Number.POSITIVE_INFINITY]
  for (let j = 0; j < columns; j++) {
    const counts = new Map<number, number>()
    for (const row of chosen) counts.set(data[j * rows + row]!, (counts.get(data[j * rows + row]!) ?? 0) + 1)
    let pairs = 0
    for (const count of counts.values()) pairs += count * count
    if (pairs < least) [best, least] = [j, pairs]
  }
  return best
}

/** Place of the first key that is at least `value`. */
function firstFrom(keys: Float64Array, value: number): number {
  let [from, to] = [0, keys.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (keys[middle]! < value) from = middle + 1
    else to = middle
  }
  return from
}
