import { softmax } from './softmax.ts'

/**
 * What logistic regression minimises, as a function of its coefficients `theta`.
 * `theta` has a vector of `width = columns + 1` numbers (the intercept last) for each free class.
 */
export interface SoftmaxProblem {
  readonly columns: readonly Float64Array[]
  readonly codes: Int32Array
  readonly classCount: number
  readonly weights: Float64Array
  readonly C: number
}

export interface SoftmaxEvaluation {
  readonly value: number
  readonly gradient: Float64Array
  /** Row-major, symmetric; only when asked for. */
  readonly hessian: Float64Array | undefined
}

/**
 * Two classes need one vector, that of the second class (the first one's is 0); more classes have a vector each.
 * The index of the first class that has a vector.
 */
export function firstFreeClass(classCount: number): number {
  return classCount === 2 ? 1 : 0
}

/**
 * `f(θ) = C Σ_i w_i (log Σ_k e^(z_ik) - z_{i, y_i}) + ½ Σ_k |β_k|²`, `z_ik = β_k · x_i + b_k`: intercepts are free.
 * - `∂f/∂β_k = C Σ_i w_i (p_ik - [y_i = k]) x_i + β_k`
 * - `∂²f/∂β_k∂β_l = C Σ_i w_i p_ik ([k = l] - p_il) x_i x_iᵀ + [k = l]`
 *
 * Source: scikit-learn, `sklearn/linear_model/_logistic.py`; Bishop, "Pattern Recognition and Machine Learning",
 * 4.3.4. O(n K d), with the Hessian O(n K² d²).
 */
export function softmaxObjective(
  problem: SoftmaxProblem,
  theta: Float64Array,
  withHessian: boolean,
): SoftmaxEvaluation {
  const { columns, codes, classCount, weights, C } = problem
  const width = columns.length + 1
  const first = firstFreeClass(classCount)
  const size = theta.length
  const gradient = new Float64Array(size)
  const hessian = withHessian ? new Float64Array(size * size) : undefined
  const scores = new Float64Array(classCount)
  // The row with a 1 for the intercept.
  const x = new Float64Array(width).fill(1)
  let value = 0

  for (let i = 0; i < codes.length; i++) {
    for (let j = 0; j < columns.length; j++) x[j] = columns[j]![i]!
    scores.fill(0)
    for (let k = first; k < classCount; k++) {
      for (let j = 0; j < width; j++) scores[k]! += theta[(k - first) * width + j]! * x[j]!
    }
    const ownScore = scores[codes[i]!]!
    const weight = C * weights[i]!
    value += weight * (softmax(scores) - ownScore)
    for (let k = first; k < classCount; k++) {
      const at = (k - first) * width
      const residual = weight * (scores[k]! - (codes[i] === k ? 1 : 0))
      for (let j = 0; j < width; j++) gradient[at + j]! += residual * x[j]!
      if (hessian === undefined) continue
      for (let l = first; l <= k; l++) {
        const curvature = weight * scores[k]! * ((k === l ? 1 : 0) - scores[l]!)
        const to = (l - first) * width
        for (let a = 0; a < width; a++) {
          const scaled = curvature * x[a]!
          for (let b = 0; b < width; b++) hessian[(at + a) * size + to + b]! += scaled * x[b]!
        }
      }
    }
  }

  for (let p = 0; p < size; p++) {
    if (p % width !== width - 1) {
      value += 0.5 * theta[p]! * theta[p]!
      gradient[p]! += theta[p]!
      if (hessian !== undefined) hessian[p * size + p]! += 1
    }
    // The upper triangle mirrors the lower.
    if (hessian !== undefined) for (let q = 0; q < p; q++) hessian[q * size + p] = hessian[p * size + q]!
  }
  return { value, gradient, hessian }
}
