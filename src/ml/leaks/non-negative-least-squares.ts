import { solvePositiveDefinite } from '../linear/solve-positive-definite.ts'

/**
 * The `w ≥ 0` that makes `|y - X w|²` least, from the products `XᵀX` and `Xᵀy` alone. One column after another becomes free, the one that
 * lowers the error fastest first; on the way to the optimum of the free ones, what reaches 0 is held there again.
 *
 * Source: Lawson and Hanson, "Solving Least Squares Problems" (1974), algorithm NNLS, chapter 23. O(d⁴) at most, d columns.
 * @param gram `XᵀX`, row-major, `d x d`
 * @param right `Xᵀy`
 * @example nonNegativeLeastSquares(Float64Array.of(2, 0, 0, 2), Float64Array.of(4, -2)) // [2, 0]
 */
export function nonNegativeLeastSquares(gram: Float64Array, right: Float64Array): Float64Array {
  const d = right.length
  // Columns are brought to length 1: their units may differ by many powers of ten.
  const lengths = Float64Array.from({ length: d }, (_, j) => Math.sqrt(gram[j * d + j]!) || 1)
  const scaled = gram.map((value, at) => value / (lengths[Math.floor(at / d)]! * lengths[at % d]!))
  const target = right.map((value, j) => value / lengths[j]!)
  const small = 1e-12 * target.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const w = new Float64Array(d)
  const free = new Set<number>()
  /** Columns that could not be freed since the last one that was. */
  const refused = new Set<number>()
  for (let round = 0; round < 10 * d; round++) {
    let [next, fastest] = [-1, small]
    for (let j = 0; j < d; j++) {
      if (free.has(j) || refused.has(j)) continue
      let slope = target[j]!
      for (const k of free) slope -= scaled[j * d + k]! * w[k]!
      if (slope > fastest) [next, fastest] = [j, slope]
    }
    if (next < 0) break
    free.add(next)
    const first = solveFree()
    if (first === undefined || first.get(next)! <= 0) {
      free.delete(next)
      refused.add(next)
      continue
    }
    refused.clear()
    approach(first)
  }
  return w.map((value, j) => value / lengths[j]!)

  /** Goes to the optimum of the free columns, holding at 0 what would fall below. */
  function approach(goal: Map<number, number> | undefined): void {
    while (goal !== undefined) {
      let [step, stopped] = [1, -1]
      for (const [j, value] of goal) {
        if (value > 0) continue
        const share = w[j]! / (w[j]! - value)
        if (share <= step) [step, stopped] = [share, j]
      }
      for (const [j, value] of goal) w[j] = Math.max(0, w[j]! + step * (value - w[j]!))
      if (stopped < 0) return
      w[stopped] = 0
      for (const j of [...free]) if (w[j] === 0) free.delete(j)
      goal = free.size === 0 ? undefined : solveFree()
    }
  }

  /** Least squares of the free columns; undefined where they depend on each other. */
  function solveFree(): Map<number, number> | undefined {
    const columns = [...free]
    const matrix = Float64Array.from(columns.flatMap((j) => columns.map((k) => scaled[j * d + k]!)))
    const vector = Float64Array.from(columns, (j) => target[j]!)
    if (!solvePositiveDefinite(matrix, vector)) return undefined
    return new Map(columns.map((j, a) => [j, vector[a]!]))
  }
}
