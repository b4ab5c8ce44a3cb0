/** What both ways of scanning share: tiles, exact distances, and the lists of the nearest. */
export const tilePoints: i32 = 8
export const tileRowBytes: usize = 32
/**
 * What lies at `scratch` for each four queries of a call: four singles and four doubles of their own, then their coordinates
 * times -2, each repeated in a vector.
 */
export const lengthsAt: usize = 16
export const coordinatesAt: usize = 48
export const coordinateBytes: usize = 64
/** Tiles that stay in the nearest cache while all queries of the call go over them. */
export const cachedBytes: usize = 16384

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

export function setUp(
  width: i32,
  exact: usize,
  numeric: i32,
  nominal: i32,
  mismatch: f64,
  scale: f64,
  k: i32,
  indices: usize,
  distances: usize,
): void {
  setLists(k, indices, distances)
  exactAt = exact
  numericColumns = numeric
  nominalColumns = nominal
  mismatchOf = mismatch
  squaredScale = scale
  relativeSlack = 1 + f64(numeric + nominal + 16) * 4.440892098500626e-16
  absoluteSlack = f64(width + 1) * 1e-36
}

export function setLists(k: i32, indices: usize, distances: usize): void {
  neighborCount = k
  indicesAt = indices
  distancesAt = distances
}

/** Empties the list of query `row`. */
export function clearList(query: i32): void {
  const row = usize(query) * usize(neighborCount)
  for (let j: usize = 0; j < usize(neighborCount); j++) {
    store<i32>(indicesAt + ((row + j) << 2), -1)
    store<f64>(distancesAt + ((row + j) << 3), Infinity)
  }
}

/** A squared distance in the scale of the tiles, never too small. */
export function squareOf(distance: f64): f64 {
  return (distance * relativeSlack + 1e-300) * squaredScale * squaredScale + absoluteSlack
}

/** To a single, upwards. */
export function roundUp(value: f64): f32 {
  return f32(value + Math.abs(value) * 2.384185791015625e-7)
}

/** Puts a point among the nearest, of list number `list`, by distance, then number. Gives the k-th distance. */
export function insert(point: i32, distance: f64, list: i32): f64 {
  const row = usize(list) * usize(neighborCount)
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

export function exactDistance(query: i32, point: i32): f64 {
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
