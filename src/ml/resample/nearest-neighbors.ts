/** Points among which neighbours are searched: their numeric columns, and perhaps nominal ones. */
export interface NeighborSpace {
  /** One array a column, one value a point; no NaN. */
  readonly columns: readonly Float64Array[]
  /** Columns whose values are only equal or different. */
  readonly nominal?: readonly Float64Array[]
  /** What a different nominal value adds to the squared distance. */
  readonly mismatch?: number
}

/**
 * The `k` nearest other points of each point, nearest first, by exact float64 squared Euclidean distance
 * `Σ_j (a_j - b_j)²`, plus `mismatch` for each nominal column in which two points differ. Of equally distant points
 * the one with the smaller index comes first.
 *
 * Source: brute force, as scikit-learn's `NearestNeighbors(algorithm='brute')`, without its rounding trick
 * `|a|² - 2ab + |b|²`. O(n² d).
 * @returns row-major, points x k
 * @example nearestNeighbors({ columns: [Float64Array.of(0, 1, 3)] }, 1) // [1, 0, 1]
 */
export function nearestNeighbors(space: NeighborSpace, k: number): Int32Array {
  const { columns, nominal = [], mismatch = 0 } = space
  const n = (columns[0] ?? nominal[0])?.length ?? 0
  const result = new Int32Array(n * k)
  const squared = new Float64Array(n)
  const nearest = new Float64Array(k)
  for (let i = 0; i < n; i++) {
    squared.fill(0)
    for (const column of columns) {
      const own = column[i]!
      for (let j = 0; j < n; j++) {
        const difference = column[j]! - own
        squared[j]! += difference * difference
      }
    }
    for (const column of nominal) {
      for (let j = 0; j < n; j++) if (column[j] !== column[i]) squared[j]! += mismatch
    }
    // Keeps the k smallest in order; a later point goes behind one that is equally far.
    let kept = 0
    for (let j = 0; j < n; j++) {
      const distance = squared[j]!
      if (j === i || (kept === k && distance >= nearest[k - 1]!)) continue
      let place = kept < k ? kept++ : k - 1
      for (; place > 0 && nearest[place - 1]! > distance; place--) {
        nearest[place] = nearest[place - 1]!
        result[i * k + place] = result[i * k + place - 1]!
      }
      nearest[place] = distance
      result[i * k + place] = j
    }
  }
  return result
}
