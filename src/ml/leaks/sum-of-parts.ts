import type { Matrix } from '../../base/matrix.ts'
import { matrixColumn } from '../../base/matrix.ts'
import { correlation } from './correlation.ts'
import { midRanks } from './mid-ranks.ts'
import { nonNegativeLeastSquares } from './non-negative-least-squares.ts'
import { orderBy } from './order-by.ts'
import { leastRows } from './strength.ts'

export interface SumOfParts {
  /** R² of the sum over the rows that were kept. */
  readonly value: number
  /** Those kept: all but the twentieth that is furthest off. */
  readonly rows: number
  /** What is added up, the largest first: how often it is counted, and which share of the sum it makes. */
  readonly parts: readonly { readonly feature: string; readonly times: number; readonly share: number }[]
}

/** A part that makes less of the sum is noise of the arithmetic. */
const leastShare = 0.0005

/** Steps of concentration: each lowers the error over the rows that are kept. */
const trimRounds = 6

/**
 * Parts that add up to the target: the non-negative multiples of the features whose sum comes nearest to it, as oil, coal, gas, cement and
 * flaring make the whole of a country's emissions. A missing part counts as nothing, in rows that have at least half of the columns: others are
 * not told in parts and say nothing. At least ten rows a feature are needed: fewer could be fitted by anything.
 *
 * A few rows in which the parts are wrong or not told must not hide it: the twentieth that is furthest off is left out, and weights are taken from
 * the rest, in turns (Rousseeuw's least trimmed squares, 1984). The greatest totals do not decide alone: the ranks of sum and target must agree as well, as in `valueStrength`. O(n d² + d⁴).
 * @param features columns that may be parts; NaN counts as 0
 * @returns undefined where there are too few rows, or fewer than two parts
 */
export function sumOfParts(features: Matrix, target: ArrayLike<number>): SumOfParts | undefined {
  const { rows, columns: d, names } = features
  const filled = new Int32Array(rows)
  for (let at = 0; at < features.data.length; at++) if (Number.isFinite(features.data[at]!)) filled[at % rows]!++
  const known = Array.from(filled.keys()).filter((i) => Number.isFinite(target[i]!) && 2 * filled[i]! >= d)
  const n = known.length
  if (n < Math.max(leastRows, 10 * d) || d < 2) return undefined
  const y = Float64Array.from(known, (i) => target[i]!)
  const columns = names.map((_, j) => {
    const column = matrixColumn(features, j)
    return Float64Array.from(known, (i) => (Number.isFinite(column[i]!) ? column[i]! : 0))
  })
  const trimmed = trim(columns, y)
  // What is hardly there is dropped, and the rest weighed again.
  const kept = [...columns.keys()].filter((j) => shareOf(columns[j]!, trimmed[j]!, y) >= leastShare)
  if (kept.length < 2) return undefined
  const chosen = kept.map((j) => columns[j]!)
  const times = trim(chosen, y)
  const sum = addUp(chosen, times)
  const best = bestRows(y, sum)
  const [actual, guess] = [pick(y, best), pick(sum, best)]
  const ranks = correlation(midRanks(guess), midRanks(actual)) ** 2
  const parts = kept
    .map((j, at) => ({ feature: names[j]!, times: times[at]!, share: shareOf(chosen[at]!, times[at]!, y) }))
    .filter((part) => part.times > 0)
    .sort((a, b) => b.share - a.share || (a.feature < b.feature ? -1 : 1))
  if (parts.length < 2) return undefined
  return { value: ranks >= 0.9 ? rSquaredOf(actual, guess) : 0, rows: best.length, parts }
}

/** The weights of the rows that fit them best: weighed, the worst twentieth left out, weighed again. */
function trim(columns: readonly Float64Array[], y: Float64Array): Float64Array {
  let times = weigh(columns, y)
  for (let round = 0; round < trimRounds; round++) {
    const best = bestRows(y, addUp(columns, times))
    times = weigh(
      columns.map((column) => pick(column, best)),
      pick(y, best),
    )
  }
  return times
}

/** All rows but the twentieth that is furthest off. */
function bestRows(y: Float64Array, guess: Float64Array): Int32Array {
  const order = orderBy(Float64Array.from(y, (value, i) => Math.abs(value - guess[i]!)))
  return order.subarray(0, Math.ceil(0.95 * order.length))
}

function addUp(columns: readonly Float64Array[], times: Float64Array): Float64Array {
  const sum = new Float64Array(columns[0]!.length)
  for (const [j, column] of columns.entries()) {
    if (times[j] === 0) continue
    for (let i = 0; i < sum.length; i++) sum[i]! += times[j]! * column[i]!
  }
  return sum
}

function pick(values: Float64Array, rows: Int32Array): Float64Array {
  return Float64Array.from(rows, (i) => values[i]!)
}

function weigh(columns: readonly Float64Array[], y: Float64Array): Float64Array {
  const d = columns.length
  const gram = new Float64Array(d * d)
  for (let j = 0; j < d; j++) {
    for (let k = j; k < d; k++) gram[j * d + k] = gram[k * d + j] = product(columns[j]!, columns[k]!)
  }
  return nonNegativeLeastSquares(
    gram,
    Float64Array.from(columns, (column) => product(column, y)),
  )
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

/** `times · Σ|x| / Σ|y|` */
function shareOf(column: Float64Array, times: number, y: Float64Array): number {
  const size = (values: Float64Array) => values.reduce((sum, value) => sum + Math.abs(value), 0)
  return (times * size(column)) / size(y)
}

function rSquaredOf(y: Float64Array, guess: Float64Array): number {
  const mean = y.reduce((sum, value) => sum + value, 0) / y.length
  let [errors, spread] = [0, 0]
  for (let i = 0; i < y.length; i++) {
    errors += (y[i]! - guess[i]!) ** 2
    spread += (y[i]! - mean) ** 2
  }
  return spread > 0 ? 1 - errors / spread : 0
}
