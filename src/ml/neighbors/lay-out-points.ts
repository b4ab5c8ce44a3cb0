import type { FloatArray } from '../../base/matrix.ts'
import type { Arena } from '../threads/arena.ts'
import { countPoints, type NeighborSpace } from './neighbor-space.ts'

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
}

const tilePoints = 8
/** Half the distance between 1 and the next single. */
const unit = 2 ** -24
/** Nominal columns of more values do not enter the preselection: it only gets weaker. */
const mostOneHot = 8

/**
 * Lays points out twice: as doubles, row by row, for exact distances; and in single precision, in tiles of 8, for the
 * preselection. O(points · columns).
 *
 * Why the preselection loses nothing. Tiles hold `c = (x - mean) · scale` rounded to singles `a`, scaled by a power of two
 * so that all lie in -1 … 1. With `u = 2^-24` and `d` coordinates, `|a - b|` differs from `|c_a - c_b|` by at most
 * `u (|a| + |b|)`, and the sum `|b|² - Σ 2 a_j b_j` in single precision from its value by at most
 * `(d + 2) u · 2 (|a|² + |b|²)` (Higham, "Accuracy and Stability of Numerical Algorithms", 2002, section 3.1). Taking
 * `margin = (2 d + 16) u · 1.1` off both squared lengths therefore makes the sum a lower bound of the squared distance: what
 * is not below the k-th distance found so far cannot be nearer. All else is judged by exact distances.
 */
export function layOutPoints(arena: Arena, space: NeighborSpace): LaidOutPoints {
  const { columns, nominal = [], mismatch = 0 } = space
  const points = countPoints(space)
  const total = columns.length + nominal.length
  const exact = arena.take(Float64Array, points * total)
  for (const [j, column] of [...columns, ...nominal].entries()) {
    for (let i = 0, at = j; i < points; i++, at += total) exact[at] = column[i]!
  }

  const coordinates = [...columns.map(centred), ...nominal.flatMap((column) => oneHot(column, mismatch))]
  const scale = scaleOf(coordinates)
  const width = coordinates.length
  const margin = (2 * width + 16) * unit * 1.1
  const tileSize = (width + 1) * tilePoints
  const tiles = arena.take(Float32Array, Math.ceil(points / tilePoints) * tileSize)
  const lengths = new Float64Array(points)
  for (const [j, { column, shift }] of coordinates.entries()) {
    for (let i = 0; i < points; i++) {
      const at = (i >>> 3) * tileSize + (j + 1) * tilePoints + (i & 7)
      // In quarters, so that the difference of the largest doubles stays finite.
      tiles[at] = (column[i]! / 4 - shift / 4) * scale
      const value = tiles[at]!
      lengths[i]! += value * value
    }
  }
  // Places of the last tile that hold no point: nothing is nearer than infinity.
  for (let i = points; i % tilePoints !== 0; i++) tiles[(i >>> 3) * tileSize + (i & 7)] = Number.POSITIVE_INFINITY
  for (let i = 0; i < points; i++) {
    const least = lengths[i]! * (1 - margin)
    tiles[(i >>> 3) * tileSize + (i & 7)] = least - least * 2 ** -22 - 1e-37
  }
  return {
    points,
    tiles: tiles.byteOffset,
    width,
    exact: exact.byteOffset,
    numeric: columns.length,
    nominal: nominal.length,
    mismatch,
    scale: scale / 4,
    margin,
  }
}

interface Coordinate {
  readonly column: FloatArray
  readonly shift: number
}

/** Distances do not change when all points move; squares of small numbers round less. */
function centred(column: FloatArray): Coordinate {
  let sum = 0
  for (let i = 0; i < column.length; i++) sum += column[i]! / column.length
  return { column, shift: sum }
}

/** One column a value, `√(mismatch / 2)` where it is taken: two different values are `mismatch` apart. */
function oneHot(column: FloatArray, mismatch: number): Coordinate[] {
  const values = new Set(column)
  if (mismatch === 0 || values.size > mostOneHot) return []
  // A hair less, so that rounding never makes it more.
  const taken = Math.sqrt(mismatch / 2) * (1 - 2 ** -40)
  return [...values].map((value) => centred(Float64Array.from(column, (own) => (own === value ? taken : 0))))
}

/** The power of two that brings a quarter of the largest coordinate to between ½ and 1. */
function scaleOf(coordinates: readonly Coordinate[]): number {
  let most = 0
  for (const { column, shift } of coordinates) {
    for (let i = 0; i < column.length; i++) {
      const size = Math.abs(column[i]! / 4 - shift / 4)
      if (size > most) most = size
    }
  }
  if (most === 0) return 1
  let scale = 1
  // Steps of 2^±1 are exact; there are 2,100 at most.
  while (most * scale > 1) scale /= 2
  while (most * scale < 0.5 && scale < 2 ** 1000) scale *= 2
  return scale
}
