import { firstFreeClass, type SoftmaxProblem, softmaxObjective } from './softmax-objective.ts'
import { solvePositiveDefinite } from './solve-positive-definite.ts'

export interface SoftmaxFit {
  readonly theta: Float64Array
  readonly iterations: number
  /** Whether the end was reached, or came as near as floating point allows. */
  readonly converged: boolean
}

/**
 * Newton's method with halving steps: `θ ← θ - s H⁻¹ g`, `s` = 1, ½, ¼ … until the objective falls by at least
 * `10⁻⁴ s gᵀH⁻¹g` (Armijo). The objective is convex, so the minimum is the only one. `½ gᵀH⁻¹g` is how far the
 * objective still has to fall, whatever the units of the features: when it is below `tol` times the objective, a last
 * full step squares the remaining error, and that is the end.
 *
 * With three classes and more, adding one number to all intercepts changes nothing. The sum of the intercepts is
 * held at 0 by adding a term along that direction to the Hessian: the gradient is orthogonal to it, so the steps to
 * the minimum are the same.
 *
 * Source: Boyd and Vandenberghe, "Convex Optimization", 9.5. About 10 iterations, each O(n (K d)² + (K d)³).
 */
export function minimizeSoftmax(problem: SoftmaxProblem, tol: number, maxIter: number): SoftmaxFit {
  const width = problem.columns.length + 1
  const vectors = problem.classCount - firstFreeClass(problem.classCount)
  const size = vectors * width
  const scale = problem.C * problem.weights.reduce((sum, weight) => sum + weight, 0)
  let theta = new Float64Array(size)

  for (let iteration = 0; iteration < maxIter; iteration++) {
    const { value, gradient, hessian } = softmaxObjective(problem, theta, true)
    const step = newtonStep(hessian!, gradient, vectors, width, scale)
    if (step === undefined) return { theta, iterations: iteration, converged: false }
    const fall = step.reduce((sum, length, p) => sum + length * gradient[p]!, 0)
    let next = moved(theta, step, 1)
    if (fall / 2 <= tol * value) return { theta: next, iterations: iteration + 1, converged: true }

    let share = 1
    while (share > 1e-10 && softmaxObjective(problem, next, false).value > value - 1e-4 * share * fall) {
      share /= 2
      next = moved(theta, step, share)
    }
    // No step goes down any more: this is the minimum as far as floating point can tell.
    if (share <= 1e-10) return { theta, iterations: iteration, converged: fall <= 1e-9 * value }
    theta = next
  }
  return { theta, iterations: maxIter, converged: false }
}

function newtonStep(
  hessian: Float64Array,
  gradient: Float64Array,
  vectors: number,
  width: number,
  scale: number,
): Float64Array | undefined {
  const size = vectors * width
  if (vectors > 1) {
    for (let k = 0; k < vectors; k++) {
      for (let l = 0; l < vectors; l++) hessian[(k * width + width - 1) * size + l * width + width - 1]! += scale
    }
  }
  // Where rounding has made the Hessian indefinite, a growing ridge makes it definite; where it has overflowed, nothing.
  for (let ridge = 0; ridge < 1e6 * scale; ridge = Math.max(ridge * 10, 1e-12 * scale)) {
    const matrix = hessian.slice()
    for (let p = 0; p < size; p++) matrix[p * size + p]! += ridge
    const step = gradient.slice()
    if (solvePositiveDefinite(matrix, step)) return step
  }
  return undefined
}

function moved(theta: Float64Array, step: Float64Array, share: number): Float64Array<ArrayBuffer> {
  return Float64Array.from(theta, (value, p) => value - share * step[p]!)
}
