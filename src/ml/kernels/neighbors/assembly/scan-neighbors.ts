/**
 * Nearest neighbours by blocked brute force. Single precision only decides what cannot be near; every point that could
 * be is judged by its exact double distance. The plain twin, and what the arguments are: `../scan-neighbors.ts`; why
 * nothing is lost: `src/ml/neighbors/lay-out-points.ts`.
 *
 * A tile holds 8 points, coordinate by coordinate, so that two vectors hold one coordinate of all. Four queries go over
 * it together: 8 sums in registers, and per coordinate 6 loads, 8 products and 8 sums. (Two coordinates a turn of the loop
 * were slower: the compiler then runs out of registers.)
 */
import {
  cachedBytes,
  clearList,
  coordinateBytes,
  coordinatesAt,
  exactDistance,
  insert,
  lengthsAt,
  roundUp,
  setUp,
  squareOf,
  tilePoints,
  tileRowBytes,
} from './points'

export function scanNeighbors(
  tiles: usize,
  width: i32,
  points: i32,
  exact: usize,
  numeric: i32,
  nominal: i32,
  mismatch: f64,
  scale: f64,
  margin: f64,
  queries: usize,
  from: i32,
  to: i32,
  k: i32,
  indices: usize,
  distances: usize,
  scratch: usize,
): void {
  setUp(width, exact, numeric, nominal, mismatch, scale, k, indices, distances)
  const groups = (points + tilePoints - 1) / tilePoints
  const groupBytes = usize(width + 1) * tileRowBytes
  const fourBytes = coordinatesAt + usize(width) * coordinateBytes

  for (let first = from, four = scratch; first < to; first += 4, four += fourBytes) {
    startFour(tiles, groupBytes, width, margin, queries, first, to, four)
  }
  const step = max(1, i32(cachedBytes / groupBytes))
  for (let group = 0; group < groups; group += step) {
    const end = min(groups, group + step)
    for (let first = from, four = scratch; first < to; first += 4, four += fourBytes) {
      scanFour(tiles, group, end, groupBytes, queries, first, four)
    }
  }
}

/** A place that has no query repeats the last one; nothing is below its bound. */
function startFour(
  tiles: usize,
  groupBytes: usize,
  width: i32,
  margin: f64,
  queries: usize,
  first: i32,
  to: i32,
  four: usize,
): void {
  for (let i = 0; i < 4; i++) {
    const query = load<i32>(queries + (usize(min(first + i, to - 1)) << 2))
    const own = tiles + usize(query / tilePoints) * groupBytes + (usize(query % tilePoints) << 2)
    let length: f64 = 0
    for (let d = 0; d < width; d++) {
      const coordinate = load<f32>(own + usize(d + 1) * tileRowBytes)
      length += f64(coordinate) * f64(coordinate)
      v128.store(four + coordinatesAt + usize(d) * coordinateBytes + (usize(i) << 4), f32x4.splat(-2 * coordinate))
    }
    store<f64>(four + lengthsAt + (usize(i) << 3), length * (1 - margin))
    store<f32>(four + (usize(i) << 2), first + i < to ? Infinity : -Infinity)
    if (first + i >= to) continue
    clearList(first + i)
  }
}

function scanFour(
  tiles: usize,
  fromGroup: i32,
  toGroup: i32,
  groupBytes: usize,
  queries: usize,
  first: i32,
  four: usize,
): void {
  const coordinates = four + coordinatesAt
  let boundA = v128.load_splat<f32>(four)
  let boundB = v128.load_splat<f32>(four, 4)
  let boundC = v128.load_splat<f32>(four, 8)
  let boundD = v128.load_splat<f32>(four, 12)
  let tile = tiles + usize(fromGroup) * groupBytes
  for (let g = fromGroup; g < toGroup; g++) {
    // |b|², then -2 a·b coordinate by coordinate; |a|² is in the bound.
    let a0 = v128.load(tile)
    let a1 = v128.load(tile, 16)
    let b0 = a0
    let b1 = a1
    let c0 = a0
    let c1 = a1
    let d0 = a0
    let d1 = a1
    const end = tile + groupBytes
    let query = coordinates
    for (let at = tile + tileRowBytes; at < end; at += tileRowBytes) {
      const p0 = v128.load(at)
      const p1 = v128.load(at, 16)
      const qa = v128.load(query)
      a0 = f32x4.add(a0, f32x4.mul(qa, p0))
      a1 = f32x4.add(a1, f32x4.mul(qa, p1))
      const qb = v128.load(query, 16)
      b0 = f32x4.add(b0, f32x4.mul(qb, p0))
      b1 = f32x4.add(b1, f32x4.mul(qb, p1))
      const qc = v128.load(query, 32)
      c0 = f32x4.add(c0, f32x4.mul(qc, p0))
      c1 = f32x4.add(c1, f32x4.mul(qc, p1))
      const qd = v128.load(query, 48)
      d0 = f32x4.add(d0, f32x4.mul(qd, p0))
      d1 = f32x4.add(d1, f32x4.mul(qd, p1))
      query += coordinateBytes
    }
    a0 = f32x4.lt(a0, boundA)
    a1 = f32x4.lt(a1, boundA)
    b0 = f32x4.lt(b0, boundB)
    b1 = f32x4.lt(b1, boundB)
    c0 = f32x4.lt(c0, boundC)
    c1 = f32x4.lt(c1, boundC)
    d0 = f32x4.lt(d0, boundD)
    d1 = f32x4.lt(d1, boundD)
    if (v128.any_true(v128.or(v128.or(v128.or(a0, a1), v128.or(b0, b1)), v128.or(v128.or(c0, c1), v128.or(d0, d1))))) {
      const nearA = i32x4.bitmask(a0) | (i32x4.bitmask(a1) << 4)
      if (nearA != 0) {
        judge(g, nearA, queries, first, four, 0)
        boundA = v128.load_splat<f32>(four)
      }
      const nearB = i32x4.bitmask(b0) | (i32x4.bitmask(b1) << 4)
      if (nearB != 0) {
        judge(g, nearB, queries, first, four, 1)
        boundB = v128.load_splat<f32>(four, 4)
      }
      const nearC = i32x4.bitmask(c0) | (i32x4.bitmask(c1) << 4)
      if (nearC != 0) {
        judge(g, nearC, queries, first, four, 2)
        boundC = v128.load_splat<f32>(four, 8)
      }
      const nearD = i32x4.bitmask(d0) | (i32x4.bitmask(d1) << 4)
      if (nearD != 0) {
        judge(g, nearD, queries, first, four, 3)
        boundD = v128.load_splat<f32>(four, 12)
      }
    }
    tile = end
  }
}

/** Judges the marked points of a tile, which may be near query `i` of four, by their exact distances. */
function judge(group: i32, marked: i32, queries: usize, first: i32, four: usize, i: i32): void {
  const query = load<i32>(queries + (usize(first + i) << 2))
  let worst = Infinity
  for (let rest = marked; rest != 0; rest &= rest - 1) {
    const point = group * tilePoints + i32.ctz(rest)
    if (point != query) worst = insert(point, exactDistance(query, point), first + i)
  }
  if (worst == Infinity) return
  store<f32>(four + (usize(i) << 2), boundOf(worst, load<f64>(four + lengthsAt + (usize(i) << 3))))
}

/** Below which a sum in single precision may belong to a point nearer than `worst`: never too low. */
function boundOf(worst: f64, own: f64): f32 {
  return worst == 0 ? -Infinity : roundUp(squareOf(worst) - own)
}
