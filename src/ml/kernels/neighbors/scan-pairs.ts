import type { MergeLists, ScanPairs } from './neighbor-kernels.ts'

/** The plain twin of `scanPairs` in `assembly/scan-pairs.ts`: all exact distances. O(pairs · columns). */
export function scanPairs(buffer: ArrayBufferLike): ScanPairs {
  return (
    _tiles,
    _width,
    points,
    exact,
    numeric,
    nominal,
    mismatch,
    _scale,
    _margin,
    _lengths,
    from,
    to,
    k,
    ...lists
  ) => {
    const columns = numeric + nominal
    const values = new Float64Array(buffer, exact, points * columns)
    const indices = new Int32Array(buffer, lists[0], points * k)
    const distances = new Float64Array(buffer, lists[1], points * k)
    for (let point = from; point < to; point++) {
      for (let other = point + 1; other < points; other++) {
        let distance = 0
        for (let j = 0; j < numeric; j++) {
          const difference = values[other * columns + j]! - values[point * columns + j]!
          distance += difference * difference
        }
        for (let j = numeric; j < columns; j++) {
          if (values[other * columns + j] !== values[point * columns + j]) distance += mismatch
        }
        insert(indices, distances, point * k, k, other, distance)
        insert(indices, distances, other * k, k, point, distance)
      }
    }
  }
}

/** The plain twin of `mergeLists`. O(points · k²). */
export function mergeLists(buffer: ArrayBufferLike): MergeLists {
  return (from, to, k, otherIndices, otherDistances, indicesAt, distancesAt) => {
    const others = new Int32Array(buffer, otherIndices, to * k)
    const theirs = new Float64Array(buffer, otherDistances, to * k)
    const indices = new Int32Array(buffer, indicesAt, to * k)
    const distances = new Float64Array(buffer, distancesAt, to * k)
    for (let at = from * k; at < to * k; at++) {
      if (others[at]! >= 0) insert(indices, distances, at - (at % k), k, others[at]!, theirs[at]!)
    }
  }
}

/** Puts a point among the k nearest at `first`, by distance, then number. */
function insert(
  indices: Int32Array,
  distances: Float64Array,
  first: number,
  k: number,
  point: number,
  distance: number,
): void {
  const comesBefore = (at: number) =>
    indices[at]! < 0 || distance < distances[at]! || (distance === distances[at] && point < indices[at]!)
  let at = first + k - 1
  if (!comesBefore(at)) return
  for (; at > first && comesBefore(at - 1); at--) {
    indices[at] = indices[at - 1]!
    distances[at] = distances[at - 1]!
  }
  indices[at] = point
  distances[at] = distance
}
