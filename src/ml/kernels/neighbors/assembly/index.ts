export { closeTiles, largestDeviation, spreadColumn, tileColumn } from './lay-out'

/**
 * Nearest neighbours by blocked brute force. Single precision only decides what cannot be near; every point that could
 * be is judged by its exact double distance. The plain twin, and what the arguments are: `../scan-neighbors.ts`; why
 * nothing is lost: `src/ml/neighbors/lay-out-points.ts`.
 *
 * A tile holds 8 points, coordinate by coordinate, so that two vectors hold one coordinate of all. Four queries go over
 * it together: 8 sums in registers, and per coordinate 6 loads, 8 products and 8 sums. (Two coordinates a turn of the loop
 * were slower: the compiler then runs out of registers.)
 */
const tilePoints: i32 = 8
const tileRowBytes: usize = 32
/**
 * What lies at `scratch` for each four queries of a call: their bounds in single precision; the squared length of each,
 * less the margin; their coordinates times -2, each repeated in a vector.
 */
const lengthsAt: usize = 16
const coordinatesAt: usize = 48
const coordinateBytes: usize = 64
/** Tiles that stay in the nearest cache while all queries of the call go over them. */
const cachedBytes: usize = 16384

// What is the same for all points of a call; in a memory of their own for each thread.
let exactAt: usize = 0
let numericColumns: i32 = 0
let nominalColumns: i32 = 0
let mismatchOf: f64 = 0
let neighborCount: i32 = 0
let indicesAt: usize = 0
let distancesAt: usize = 0
let squaredScale: f64 = 0
let relativeSlack: f64 = 0
let absoluteSlack: f64 = 0

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
  exactAt = exact
  numericColumns = numeric
  nominalColumns = nominal
  mismatchOf = mismatch
  neighborCount = k
  indicesAt = indices
  distancesAt = distances
  squaredScale = scale
  relativeSlack = 1 + f64(numeric + nominal + 16) * 4.440892098500626e-16
  absoluteSlack = f64(width + 1) * 1e-36
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
    const row = usize(first + i) * usize(neighborCount)
    for (let j: usize = 0; j < usize(neighborCount); j++) {
      store<i32>(indicesAt + ((row + j) << 2), -1)
      store<f64>(distancesAt + ((row + j) << 3), Infinity)
    }
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
  const row = usize(first + i) * usize(neighborCount)
  let worst = Infinity
  for (let rest = marked; rest != 0; rest &= rest - 1) {
    const point = group * tilePoints + i32.ctz(rest)
    if (point != query) worst = insert(point, exactDistance(query, point), row)
  }
  if (worst == Infinity) return
  store<f32>(four + (usize(i) << 2), boundOf(worst, load<f64>(four + lengthsAt + (usize(i) << 3))))
}

/** Below which a sum in single precision may belong to a point nearer than `worst`: never too low. */
function boundOf(worst: f64, own: f64): f32 {
  if (worst == 0) return -Infinity
  const bound = (worst * relativeSlack + 1e-300) * squaredScale * squaredScale - own + absoluteSlack
  return f32(bound + Math.abs(bound) * 2.384185791015625e-7)
}

/** Puts a point among the nearest, whose list begins at entry `row`, by distance, then number. Gives the k-th distance. */
function insert(point: i32, distance: f64, row: usize): f64 {
  const indices = indicesAt + (row << 2)
  const distances = distancesAt + (row << 3)
  let place = usize(neighborCount - 1)
  const worst = load<f64>(distances + (place << 3))
  // A free place takes any point, also one at infinity, where squares overflow.
  if (!comesBefore(point, distance, indices + (place << 2), worst)) return worst
  while (place > 0) {
    const before = place - 1
    if (!comesBefore(point, distance, indices + (before << 2), load<f64>(distances + (before << 3)))) break
    store<i32>(indices + (place << 2), load<i32>(indices + (before << 2)))
    store<f64>(distances + (place << 3), load<f64>(distances + (before << 3)))
    place = before
  }
  store<i32>(indices + (place << 2), point)
  store<f64>(distances + (place << 3), distance)
  return load<f64>(distances + (usize(neighborCount - 1) << 3))
}

function comesBefore(point: i32, distance: f64, indexAt: usize, other: f64): bool {
  const index = load<i32>(indexAt)
  return index < 0 || distance < other || (distance == other && point < index)
}

function exactDistance(query: i32, point: i32): f64 {
  const columns = numericColumns + nominalColumns
  const a = exactAt + ((usize(query) * usize(columns)) << 3)
  const b = exactAt + ((usize(point) * usize(columns)) << 3)
  let sum: f64 = 0
  for (let j = 0; j < numericColumns; j++) {
    const difference = load<f64>(b + (usize(j) << 3)) - load<f64>(a + (usize(j) << 3))
    sum += difference * difference
  }
  for (let j = numericColumns; j < columns; j++) {
    if (load<f64>(b + (usize(j) << 3)) != load<f64>(a + (usize(j) << 3))) sum += mismatchOf
  }
  return sum
}

/**
 * All pairs of points `from` … `to - 1` with later points, each computed once and told to both. Lists, bounds and scratch are
 * those of one thread; `bounds` and `squares` hold one single a point: below which a sum may matter to it as the first of a
 * pair, and its k-th squared distance, which is what it needs as the second.
 */
export function scanPairs(
  tiles: usize,
  width: i32,
  points: i32,
  exact: usize,
  numeric: i32,
  nominal: i32,
  mismatch: f64,
  scale: f64,
  margin: f64,
  lengths: usize,
  from: i32,
  to: i32,
  k: i32,
  indices: usize,
  distances: usize,
  bounds: usize,
  squares: usize,
  scratch: usize,
): void {
  exactAt = exact
  numericColumns = numeric
  nominalColumns = nominal
  mismatchOf = mismatch
  neighborCount = k
  indicesAt = indices
  distancesAt = distances
  squaredScale = scale
  relativeSlack = 1 + f64(numeric + nominal + 16) * 4.440892098500626e-16
  absoluteSlack = f64(width + 1) * 1e-36
  lengthsOf = lengths
  lengthFactor = 1 - margin
  boundsAt = bounds
  squaresAt = squares
  const groups = (points + tilePoints - 1) / tilePoints
  const groupBytes = usize(width + 1) * tileRowBytes
  const fourBytes = coordinatesAt + usize(width) * coordinateBytes
  for (let first = from, four = scratch; first < to; first += 4, four += fourBytes) {
    startPairs(tiles, groupBytes, width, first, to, four)
  }
  const step = max(1, i32(cachedBytes / groupBytes))
  for (let group = from / tilePoints; group < groups; group += step) {
    const end = min(groups, group + step)
    for (let first = from, four = scratch; first < to; first += 4, four += fourBytes) {
      pairFour(tiles, max(group, first / tilePoints), end, groupBytes, first, min(4, to - first), four)
    }
  }
}

let lengthsOf: usize = 0
let lengthFactor: f64 = 0
let boundsAt: usize = 0
let squaresAt: usize = 0

/** At `four`: of each of four points what the second of a pair subtracts, then, as `startFour`, coordinates times -2. */
function startPairs(tiles: usize, groupBytes: usize, width: i32, first: i32, to: i32, four: usize): void {
  for (let i = 0; i < 4; i++) {
    const point = min(first + i, to - 1)
    const own = tiles + usize(point / tilePoints) * groupBytes + (usize(point % tilePoints) << 2)
    const length = load<f32>(own)
    // A hair more: the sum that is compared with it is rounded.
    store<f32>(
      four + (usize(i) << 2),
      first + i < to ? f32(-f64(length) * (1 - 9.5367431640625e-7) + 1e-36) : -Infinity,
    )
    for (let d = 0; d < width; d++) {
      const coordinate = load<f32>(own + usize(d + 1) * tileRowBytes)
      v128.store(four + coordinatesAt + usize(d) * coordinateBytes + (usize(i) << 4), f32x4.splat(-2 * coordinate))
    }
  }
}

function pairFour(
  tiles: usize,
  fromGroup: i32,
  toGroup: i32,
  groupBytes: usize,
  first: i32,
  count: i32,
  four: usize,
): void {
  const coordinates = four + coordinatesAt
  const own = boundsAt + (usize(first) << 2)
  let boundA = v128.load_splat<f32>(own)
  let boundB = count > 1 ? v128.load_splat<f32>(own, 4) : f32x4.splat(-Infinity)
  let boundC = count > 2 ? v128.load_splat<f32>(own, 8) : f32x4.splat(-Infinity)
  let boundD = count > 3 ? v128.load_splat<f32>(own, 12) : f32x4.splat(-Infinity)
  let tile = tiles + usize(fromGroup) * groupBytes
  for (let g = fromGroup; g < toGroup; g++) {
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
    const s0 = v128.load(squaresAt + (usize(g) << 5))
    const s1 = v128.load(squaresAt + (usize(g) << 5), 16)
    const lengthA = v128.load_splat<f32>(four)
    a0 = v128.or(f32x4.lt(a0, boundA), f32x4.lt(f32x4.sub(a0, s0), lengthA))
    a1 = v128.or(f32x4.lt(a1, boundA), f32x4.lt(f32x4.sub(a1, s1), lengthA))
    const lengthB = v128.load_splat<f32>(four, 4)
    b0 = v128.or(f32x4.lt(b0, boundB), f32x4.lt(f32x4.sub(b0, s0), lengthB))
    b1 = v128.or(f32x4.lt(b1, boundB), f32x4.lt(f32x4.sub(b1, s1), lengthB))
    const lengthC = v128.load_splat<f32>(four, 8)
    c0 = v128.or(f32x4.lt(c0, boundC), f32x4.lt(f32x4.sub(c0, s0), lengthC))
    c1 = v128.or(f32x4.lt(c1, boundC), f32x4.lt(f32x4.sub(c1, s1), lengthC))
    const lengthD = v128.load_splat<f32>(four, 12)
    d0 = v128.or(f32x4.lt(d0, boundD), f32x4.lt(f32x4.sub(d0, s0), lengthD))
    d1 = v128.or(f32x4.lt(d1, boundD), f32x4.lt(f32x4.sub(d1, s1), lengthD))
    if (v128.any_true(v128.or(v128.or(v128.or(a0, a1), v128.or(b0, b1)), v128.or(v128.or(c0, c1), v128.or(d0, d1))))) {
      judgePairs(g, i32x4.bitmask(a0) | (i32x4.bitmask(a1) << 4), first)
      boundA = v128.load_splat<f32>(own)
      if (count > 1) {
        judgePairs(g, i32x4.bitmask(b0) | (i32x4.bitmask(b1) << 4), first + 1)
        boundB = v128.load_splat<f32>(own, 4)
      }
      if (count > 2) {
        judgePairs(g, i32x4.bitmask(c0) | (i32x4.bitmask(c1) << 4), first + 2)
        boundC = v128.load_splat<f32>(own, 8)
      }
      if (count > 3) {
        judgePairs(g, i32x4.bitmask(d0) | (i32x4.bitmask(d1) << 4), first + 3)
        boundD = v128.load_splat<f32>(own, 12)
      }
      // A point of the tile may be one of the four: its bound may be lower now, which the next turn sees.
      boundA = v128.load_splat<f32>(own)
      if (count > 1) boundB = v128.load_splat<f32>(own, 4)
      if (count > 2) boundC = v128.load_splat<f32>(own, 8)
    }
    tile = end
  }
}

/** Tells a point and the marked later ones of a tile of one another. */
function judgePairs(group: i32, marked: i32, point: i32): void {
  for (let rest = marked; rest != 0; rest &= rest - 1) {
    const other = group * tilePoints + i32.ctz(rest)
    if (other <= point) continue
    const distance = exactDistance(point, other)
    setBounds(point, insert(other, distance, usize(point) * usize(neighborCount)))
    setBounds(other, insert(point, distance, usize(other) * usize(neighborCount)))
  }
}

function setBounds(point: i32, worst: f64): void {
  if (worst == Infinity) return
  if (worst == 0) {
    // Points come in the order of their numbers, also in a thread that sees some of them only: no later one goes first.
    store<f32>(squaresAt + (usize(point) << 2), -Infinity)
    store<f32>(boundsAt + (usize(point) << 2), -Infinity)
    return
  }
  const square = (worst * relativeSlack + 1e-300) * squaredScale * squaredScale + absoluteSlack
  store<f32>(squaresAt + (usize(point) << 2), f32(square + square * 2.384185791015625e-7))
  const bound = square - load<f64>(lengthsOf + (usize(point) << 3)) * lengthFactor
  store<f32>(boundsAt + (usize(point) << 2), f32(bound + Math.abs(bound) * 2.384185791015625e-7))
}

/** Adds the lists of another thread to those of points `from` … `to - 1`. */
export function mergeLists(
  from: i32,
  to: i32,
  k: i32,
  otherIndices: usize,
  otherDistances: usize,
  indices: usize,
  distances: usize,
): void {
  neighborCount = k
  indicesAt = indices
  distancesAt = distances
  for (let at = usize(from) * usize(k); at < usize(to) * usize(k); at++) {
    const point = load<i32>(otherIndices + (at << 2))
    if (point >= 0) insert(point, load<f64>(otherDistances + (at << 3)), at - (at % usize(k)))
  }
}
