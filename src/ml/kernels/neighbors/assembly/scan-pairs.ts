import {
  cachedBytes,
  coordinateBytes,
  coordinatesAt,
  exactDistance,
  insert,
  roundUp,
  setLists,
  setUp,
  squareOf,
  tilePoints,
  tileRowBytes,
} from './points'

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
  setUp(width, exact, numeric, nominal, mismatch, scale, k, indices, distances)
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
    setBounds(point, insert(other, distance, point))
    setBounds(other, insert(point, distance, other))
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
  const square = squareOf(worst)
  store<f32>(squaresAt + (usize(point) << 2), roundUp(square))
  const length = load<f64>(lengthsOf + (usize(point) << 3)) * lengthFactor
  store<f32>(boundsAt + (usize(point) << 2), roundUp(square - length))
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
  setLists(k, indices, distances)
  for (let at = usize(from) * usize(k); at < usize(to) * usize(k); at++) {
    const point = load<i32>(otherIndices + (at << 2))
    if (point >= 0) insert(point, load<f64>(otherDistances + (at << 3)), i32(at / usize(k)))
  }
}
