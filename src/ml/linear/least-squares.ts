/**
 * What `leastSquares` found.
 */
export interface LeastSquares {
  readonly solution: Float64Array
  /** How many columns are independent. */
  readonly rank: number
  /** Numbers of the columns that the others explain up to rounding. */
  readonly dependent: readonly number[]
}

/**
 * The `w` that makes `|y - X w|²` least, by Householder's QR factorisation with column pivoting. Where columns depend on
 * each other there are many, and this is the shortest (LAPACK's and NumPy's choice): the triangle that is left is
 * factorised once more from the other side.
 *
 * Works in place: `columns` and `y` are overwritten. O(n d²).
 *
 * Source: Golub and Van Loan, "Matrix Computations", 4th ed., algorithms 5.4.1 (pivoting) and 5.4.2 (complete orthogonal
 * decomposition).
 * @param columns d columns of n values; n may be less than d
 * @example leastSquares([Float64Array.of(1, 2)], Float64Array.of(2, 4)).solution // [2]
 */
export function leastSquares(columns: readonly Float64Array[], y: Float64Array): LeastSquares {
  const d = columns.length
  const n = y.length
  const order = Array.from({ length: d }, (_, j) => j)
  const norms = Float64Array.from(columns, (column) => squares(column, 0))
  const first = Math.sqrt(norms.reduce((most, norm) => Math.max(most, norm), 0))
  const steps = Math.min(n, d)
  let rank = 0
  for (; rank < steps; rank++) {
    // The column with most left goes next; the first of them where several have as much.
    let best = rank
    for (let j = rank; j < d; j++) {
      norms[order[j]!] = squares(columns[order[j]!]!, rank)
      if (norms[order[j]!]! > norms[order[best]!]!) best = j
    }
    if (Math.sqrt(norms[order[best]!]!) <= Number.EPSILON * Math.max(n, d) * first) break
    const pivot = order[best]!
    order.splice(best, 1)
    order.splice(rank, 0, pivot)
    const reflector = reflect(columns[pivot]!, rank)
    for (let j = rank + 1; j < d; j++) apply(reflector, columns[order[j]!]!, rank)
    apply(reflector, y, rank)
  }
  const solution = new Float64Array(d)
  const right = y.slice(0, rank)
  if (rank === d) backSubstitute(columns, order, right)
  const found = rank === d ? right : shortest(columns, order, right, rank)
  for (let j = 0; j < found.length; j++) solution[order[j]!] = found[j]!
  return { solution, rank, dependent: order.slice(rank).sort((a, b) => a - b) }
}

function squares(column: Float64Array, from: number): number {
  let sum = 0
  for (let i = from; i < column.length; i++) sum += column[i]! * column[i]!
  return sum
}

interface Reflector {
  readonly vector: Float64Array
  readonly factor: number
}

/** The reflection that turns the column from `from` on into one value, which it puts there. */
function reflect(column: Float64Array, from: number): Reflector {
  const vector = column.slice(from)
  const norm = Math.sqrt(squares(vector, 0))
  const head = vector[0]!
  vector[0] = head + (head < 0 ? -norm : norm)
  const factor = 2 / squares(vector, 0)
  column.fill(0, from)
  column[from] = head < 0 ? norm : -norm
  return { vector, factor }
}

/** `x ← x - factor (v · x) v` */
function apply({ vector, factor }: Reflector, x: Float64Array, from: number): void {
  let product = 0
  for (let i = 0; i < vector.length; i++) product += vector[i]! * x[from + i]!
  const share = factor * product
  for (let i = 0; i < vector.length; i++) x[from + i]! -= share * vector[i]!
}

/** Solves `R z = right`, R the triangle that the columns hold. */
function backSubstitute(columns: readonly Float64Array[], order: readonly number[], right: Float64Array): void {
  for (let j = right.length - 1; j >= 0; j--) {
    const column = columns[order[j]!]!
    right[j]! /= column[j]!
    for (let i = 0; i < j; i++) right[i]! -= right[j]! * column[i]!
  }
}

/**
 * The shortest `z` with `T z = right`, T the top `rank` rows of all columns: `Tᵀ = Q S`, so `z = Q S⁻ᵀ right`.
 */
function shortest(
  columns: readonly Float64Array[],
  order: readonly number[],
  right: Float64Array,
  rank: number,
): Float64Array {
  const d = order.length
  const rows = Array.from({ length: rank }, (_, i) => Float64Array.from(order, (j) => columns[j]![i]!))
  const reflectors: Reflector[] = []
  for (let i = 0; i < rank; i++) {
    const reflector = reflect(rows[i]!, i)
    for (let k = i + 1; k < rank; k++) apply(reflector, rows[k]!, i)
    reflectors.push(reflector)
  }
  // Sᵀ u = right, from the top: row i of Sᵀ is `rows[i]` up to its diagonal.
  const z = new Float64Array(d)
  for (let i = 0; i < rank; i++) {
    let rest = right[i]!
    for (let k = 0; k < i; k++) rest -= rows[i]![k]! * z[k]!
    z[i] = rest / rows[i]![i]!
  }
  for (let i = rank - 1; i >= 0; i--) apply(reflectors[i]!, z, i)
  return z
}
