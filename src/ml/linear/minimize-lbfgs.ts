import { dot, type MinimizeOptions, type Minimum, moved } from './minimize-newton.ts'
import type { SoftmaxObjective, Steps } from './softmax-objective.ts'
import { type SoftmaxProblem, softmaxLayout } from './softmax-problem.ts'

/** Past steps from which the curvature is read. */
const memory = 10

/**
 * L-BFGS: `θ ← θ - s B g`, where `B` comes near to the inverse Hessian by the last ten steps and the changes of the
 * gradient along them, starting from a diagonal (one that knows the spread of each column, so that their units hardly
 * matter). For models with so many coefficients that their Hessian would be dear. `½ gᵀBg` is taken for how far the
 * objective still has to fall; it must be below `tol` times the objective twice in a row.
 *
 * Source: Nocedal and Wright, "Numerical Optimization", 2nd ed., algorithms 7.4 and 7.5; steps by halving (Armijo).
 * An iteration is O(n K d).
 */
export function* minimizeLbfgs(
  problem: SoftmaxProblem,
  objective: SoftmaxObjective,
  { start, tol, maxIter, each = () => {} }: MinimizeOptions,
): Steps<Minimum> {
  const diagonal = inverseSpread(problem)
  const past: { readonly step: Float64Array; readonly change: Float64Array; readonly product: number }[] = []
  let theta = start
  let here = yield* objective.evaluate(theta, false)
  let small = 0
  for (let iteration = 0; iteration < maxIter; iteration++) {
    const direction = towards(here.gradient, past, diagonal)
    const fall = dot(direction, here.gradient)
    small = fall / 2 <= tol * here.value ? small + 1 : 0
    if (small === 2 || fall === 0) return { theta, iterations: iteration, converged: true }
    let share = 1
    let next = moved(theta, direction, share)
    let there = yield* objective.evaluate(next, false)
    while (share > 1e-10 && !(there.value <= here.value - 1e-4 * share * fall)) {
      share /= 2
      next = moved(theta, direction, share)
      there = yield* objective.evaluate(next, false)
    }
    if (share <= 1e-10) {
      if (past.length === 0) return { theta, iterations: iteration, converged: fall <= 1e-9 * here.value }
      // What was remembered misleads, or there is nothing left to gain: once more, down the plain gradient.
      past.length = 0
      continue
    }
    const step = next.map((value, p) => value - theta[p]!)
    const change = there.gradient.map((value, p) => value - here.gradient[p]!)
    const product = dot(step, change)
    if (product > 1e-300) past.push({ step, change, product })
    if (past.length > memory) past.shift()
    theta = next
    here = there
    each(iteration + 1)
  }
  return { theta, iterations: maxIter, converged: false }
}

/** The two loops of algorithm 7.4. */
function towards(
  gradient: Float64Array,
  past: readonly { readonly step: Float64Array; readonly change: Float64Array; readonly product: number }[],
  diagonal: Float64Array,
): Float64Array {
  const q = gradient.slice()
  const alphas = new Float64Array(past.length)
  for (let m = past.length - 1; m >= 0; m--) {
    const { step, change, product } = past[m]!
    alphas[m] = dot(step, q) / product
    for (let p = 0; p < q.length; p++) q[p]! -= alphas[m]! * change[p]!
  }
  const last = past.at(-1)
  const norm = last === undefined ? 1 : last.change.reduce((sum, value, p) => sum + value * value * diagonal[p]!, 0)
  const gamma = last === undefined ? 1 : last.product / norm
  for (let p = 0; p < q.length; p++) q[p]! *= gamma * diagonal[p]!
  for (const [m, { step, change, product }] of past.entries()) {
    const beta = dot(change, q) / product
    for (let p = 0; p < q.length; p++) q[p]! += (alphas[m]! - beta) * step[p]!
  }
  return q
}

/** Of the Hessian's diagonal where all classes are as probable: `(1 / K) (1 - 1 / K) C Σ w x² + l2`, inverted. */
function inverseSpread(problem: SoftmaxProblem): Float64Array {
  const { width, size } = softmaxLayout(problem)
  const { rows, columns, data, center, inverse, weights, classCount, l2 } = problem
  const share = (1 / classCount) * (1 - 1 / classCount)
  const ofColumn = new Float64Array(width)
  for (let j = 0; j < width; j++) {
    let sum = 0
    for (let i = 0; i < rows; i++) {
      const value = j < columns ? (data[j * rows + i]! - center[j]!) * inverse[j]! : 1
      sum += weights[i]! * value * value
    }
    ofColumn[j] = share * sum + (j < columns ? l2 : 0)
  }
  return Float64Array.from({ length: size }, (_, p) => (ofColumn[p % width]! > 0 ? 1 / ofColumn[p % width]! : 1))
}
