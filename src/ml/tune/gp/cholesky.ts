/**
 * The lower triangle `L` with `L Lᵀ = A`, row by row in one array. O(n³ / 6).
 * @param matrix symmetric, n x n; only its lower triangle is read
 * @returns undefined when it is not positive definite
 * @example cholesky(Float64Array.of(4, 2, 2, 2), 2) // [2, 0, 1, 1]
 */
export function cholesky(matrix: Float64Array, n: number): Float64Array | undefined {
  const lower = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * n + j]!
      for (let k = 0; k < j; k++) sum -= lower[i * n + k]! * lower[j * n + k]!
      if (i !== j) lower[i * n + j] = sum / lower[j * n + j]!
      else if (sum > 0) lower[i * n + i] = Math.sqrt(sum)
      else return undefined
    }
  }
  return lower
}

/** The `v` with `L v = b`. O(n² / 2). */
export function solveLower(lower: Float64Array, n: number, b: Float64Array): Float64Array {
  const v = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    let sum = b[i]!
    for (let k = 0; k < i; k++) sum -= lower[i * n + k]! * v[k]!
    v[i] = sum / lower[i * n + i]!
  }
  return v
}

/** The `v` with `Lᵀ v = b`. O(n² / 2). */
export function solveUpper(lower: Float64Array, n: number, b: Float64Array): Float64Array {
  const v = new Float64Array(n)
  for (let i = n - 1; i >= 0; i--) {
    let sum = b[i]!
    for (let k = i + 1; k < n; k++) sum -= lower[k * n + i]! * v[k]!
    v[i] = sum / lower[i * n + i]!
  }
  return v
}

/** The inverse of `A = L Lᵀ`. O(n³). */
export function inverseOf(lower: Float64Array, n: number): Float64Array {
  const inverse = new Float64Array(n * n)
  const unit = new Float64Array(n)
  for (let j = 0; j < n; j++) {
    unit.fill(0)
    unit[j] = 1
    const column = solveUpper(lower, n, solveLower(lower, n, unit))
    for (let i = 0; i < n; i++) inverse[i * n + j] = column[i]!
  }
  return inverse
}
