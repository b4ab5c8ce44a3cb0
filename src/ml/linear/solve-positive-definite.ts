/**
 * Solves `H x = g` for a symmetric positive definite `H`, by Cholesky's factorisation `H = L Lᵀ`.
 * `H` is row-major, `size x size`; it and `g` are overwritten, and `g` holds the solution.
 *
 * Source: Golub and Van Loan, "Matrix Computations", 4th ed., algorithm 4.2.1. O(size³ / 3).
 * @returns false when `H` is not positive definite in floating point
 */
export function solvePositiveDefinite(matrix: Float64Array, vector: Float64Array): boolean {
  const size = vector.length
  for (let j = 0; j < size; j++) {
    for (let i = j; i < size; i++) {
      // L_ij = (H_ij - Σ_{k<j} L_ik L_jk) / L_jj
      let rest = matrix[i * size + j]!
      for (let k = 0; k < j; k++) rest -= matrix[i * size + k]! * matrix[j * size + k]!
      if (i === j) {
        if (!(rest > 0)) return false
        matrix[j * size + j] = Math.sqrt(rest)
      } else {
        matrix[i * size + j] = rest / matrix[j * size + j]!
      }
    }
  }
  // L y = g
  for (let i = 0; i < size; i++) {
    let rest = vector[i]!
    for (let k = 0; k < i; k++) rest -= matrix[i * size + k]! * vector[k]!
    vector[i] = rest / matrix[i * size + i]!
  }
  // Lᵀ x = y
  for (let i = size - 1; i >= 0; i--) {
    let rest = vector[i]!
    for (let k = i + 1; k < size; k++) rest -= matrix[k * size + i]! * vector[k]!
    vector[i] = rest / matrix[i * size + i]!
  }
  return true
}
