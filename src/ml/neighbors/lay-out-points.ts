import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { FloatArray } from '../../base/matrix.ts'
import { openNeighborKernels } from '../kernels/neighbors/open-neighbor-kernels.ts'
import type { Arena } from '../threads/arena.ts'
import { countPoints, countRows, type NeighborSpace } from './neighbor-space.ts'

/** Where the points lie in memory, as `ScanNeighbors` takes them. */
export interface LaidOutPoints {
  readonly points: number
  readonly tiles: number
  readonly width: number
  readonly exact: number
  readonly numeric: number
  readonly nominal: number
  readonly mismatch: number
  readonly scale: number
  readonly margin: number
  /** Squared lengths of the points in single precision, doubles. */
  readonly lengths: number
}

const tilePoints = 8
/** Half the distance between 1 and the next single. */
const unit = 2 ** -24
/** Nominal columns of more values do not enter the preselection: it only gets weaker. */
const mostOneHot = 8

/**
 * Lays points out twice (throws E_ML_NOT_FINITE for what is no number): as doubles, row by row, for exact distances; and in single precision, in tiles of 8, for the
 * preselection. O(points · columns).
 *
 * Why the preselection loses nothing. Distances do not change when all points move, and small numbers
 * round less: tiles hold `c = (x - mean) · scale` rounded to singles `a`, scaled by a power of two
 * so that all lie in -1 … 1. With `u = 2^-24` and `d` coordinates, `|a - b|` differs from `|c_a - c_b|` by at most
 * `u (|a| + |b|)`, and the sum `|b|² - Σ 2 a_j b_j` in single precision from its value by at most
 * `(d + 2) u · 2 (|a|² + |b|²)` (Higham, "Accuracy and Stability of Numerical Algorithms", 2002, section 3.1). Taking
 * `margin = (2 d + 16) u · 1.1` off both squared lengths therefore makes the sum a lower bound of the squared distance: what
 * is not below the k-th distance found so far cannot be nearer. All else is judged by exact distances.
 */
export function layOutPoints(arena: Arena, space: NeighborSpace): LaidOutPoints {
  const { columns, nominal = [], mismatch = 0 } = space
  const points = countPoints(space)
  const oneHots = nominal.flatMap((column) =>
    oneHot(space.rows === undefined ? column : gather(column, space.rows), mismatch),
  )
  const strideBytes = 8 * (columns.length + nominal.length)
  const width = columns.length + oneHots.length
  const margin = (2 * width + 16) * unit * 1.1
  const tileBytes = (width + 1) * 8 * 4
  const exact = arena.take(Float64Array, points * (columns.length + nominal.length)).byteOffset
  const tiles = arena.take(Float32Array, (Math.ceil(points / tilePoints) * tileBytes) / 4).byteOffset
  const lengths = arena.take(Float64Array, points).byteOffset
  const staged = arena.take(Float64Array, Math.max(countRows(space), points))
  const rows = arena.take(Int32Array, points)
  if (space.rows === undefined) for (let i = 0; i < points; i++) rows[i] = i
  else rows.set(space.rows)
  const kernels = openNeighborKernels(arena.memory)

  /** Copies a column to where kernels see it. */
  const stage = (column: FloatArray) => {
    staged.set(column)
    return staged.byteOffset
  }
  const means = [...columns, ...nominal].map((column, j) => {
    const mean = kernels.spreadColumn(stage(column), rows.byteOffset, points, exact + 8 * j, strideBytes)
    // A sum of finite numbers, each divided first, is finite.
    if (!Number.isFinite(mean)) throw notFinite(j, rows, column)
    return mean
  })
  let most = 0
  for (let j = 0; j < columns.length; j++) {
    most = Math.max(most, kernels.largestDeviation(exact + 8 * j, points, strideBytes, means[j]!))
  }
  for (const column of oneHots) most = Math.max(most, kernels.largestDeviation(stage(column), points, 8, 0))
  const scale = scaleOf(most)
  for (let j = 0; j < columns.length; j++) {
    kernels.tileColumn(exact + 8 * j, points, strideBytes, means[j]!, scale, tiles, tileBytes, j + 1, lengths)
  }
  for (const [j, column] of oneHots.entries()) {
    const row = columns.length + j + 1
    kernels.tileColumn(stage(column), points, 8, 0, scale, tiles, tileBytes, row, lengths)
  }
  kernels.closeTiles(lengths, points, margin, tiles, tileBytes)
  return {
    points,
    tiles,
    width,
    exact,
    numeric: columns.length,
    nominal: nominal.length,
    mismatch,
    scale: scale / 4,
    margin,
    lengths,
  }
}

function notFinite(j: number, rows: Int32Array, column: FloatArray): MillraceError {
  const row = rows.find((number) => !Number.isFinite(column[number]))
  return new MillraceError('E_ML_NOT_FINITE', `Column ${j} of the points has the value ${column[row ?? 0]}.`)
}

function gather(column: FloatArray, rows: Int32Array): Float64Array {
  return Float64Array.from(rows, (row) => column[row]!)
}

/** One column a value, `√(mismatch / 2)` where it is taken: two different values are `mismatch` apart. */
function oneHot(column: FloatArray, mismatch: number): Float64Array[] {
  const values = new Set(column)
  if (mismatch === 0 || values.size > mostOneHot) return []
  // A hair less, so that rounding never makes it more.
  const taken = Math.sqrt(mismatch / 2) * (1 - 2 ** -40)
  return [...values].map((value) => Float64Array.from(column, (own) => (own === value ? taken : 0)))
}

/** The power of two that brings a number to between ½ and 1. */
function scaleOf(most: number): number {
  let scale = 1
  // Steps of 2^±1 are exact; there are 2,100 at most.
  while (most * scale > 1) scale /= 2
  while (most > 0 && most * scale < 0.5 && scale < 2 ** 1000) scale *= 2
  return scale
}
