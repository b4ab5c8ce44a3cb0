import { holdShifts, type MinimizeOptions, type Minimum } from './minimize-newton.ts'
import type { SoftmaxObjective, Steps } from './softmax-objective.ts'
import { type SoftmaxProblem, softmaxLayout } from './softmax-problem.ts'

/** Rounds of coordinate descent for one step at most. */
const rounds = 1000

/**
 * The minimum with an l1 penalty, where many coefficients are exactly 0: each step goes towards the minimum of
 * `gᵀd + ½ dᵀHd + l1 Σ |θ_p + d_p|`, which coordinate descent finds on the Hessian alone, and is halved until the whole
 * objective falls. When the step promises less than `tol` of the objective, that is the end.
 *
 * Source: Friedman, Hastie and Tibshirani, "Regularization paths for generalized linear models via coordinate descent",
 * Journal of Statistical Software 33 (2010); Yuan, Ho and Lin, "An improved GLMNET for L1-regularized logistic
 * regression" (2012). About 10 steps, each O(n (K d)²).
 */
export function* minimizeSparse(
  problem: SoftmaxProblem,
  objective: SoftmaxObjective,
  { start, tol, maxIter, each = () => {} }: MinimizeOptions,
): Steps<Minimum> {
  let theta = start
  let here = yield* objective.evaluate(theta, true)
  for (let iteration = 0; iteration < maxIter; iteration++) {
    const hessian = holdShifts(problem, here.hessian!)
    const step = sparseStep(problem, hessian, here.gradient, theta)
    const whole = here.value + penalty(problem, theta)
    // How far the objective would fall at least, were it the quadratic: negative when it falls.
    let promised = penalty(problem, added(theta, step, 1)) - penalty(problem, theta)
    for (let p = 0; p < step.length; p++) promised += here.gradient[p]! * step[p]!
    if (-promised / 2 <= tol * whole)
      return { theta: added(theta, step, 1), iterations: iteration + 1, converged: true }
    if (!Number.isFinite(promised)) return { theta, iterations: iteration, converged: false }

    let share = 1
    let next = added(theta, step, 1)
    let there = yield* objective.evaluate(next, true)
    while (share > 1e-10 && !(there.value + penalty(problem, next) <= whole + 1e-4 * share * promised)) {
      share /= 2
      next = added(theta, step, share)
      there = yield* objective.evaluate(next, true)
    }
    if (share <= 1e-10) return { theta, iterations: iteration, converged: -promised <= 1e-9 * whole }
    theta = next
    here = there
    each(iteration + 1)
  }
  return { theta, iterations: maxIter, converged: false }
}

/** Coordinate descent: each coefficient in turn goes to its own minimum, all others held. */
function sparseStep(
  problem: SoftmaxProblem,
  hessian: Float64Array,
  gradient: Float64Array,
  theta: Float64Array,
): Float64Array {
  const { width, size } = softmaxLayout(problem)
  const step = new Float64Array(size)
  // Of the quadratic: g + H d.
  const slope = gradient.slice()
  let greatest = 0
  for (let round = 0; round < rounds; round++) {
    let moved = 0
    for (let p = 0; p < size; p++) {
      const curvature = hessian[p * size + p]!
      if (!(curvature > 0)) continue
      const l1 = problem.intercept && p % width === width - 1 ? 0 : problem.l1
      const now = theta[p]! + step[p]!
      const change = shrunk(now * curvature - slope[p]!, l1) / curvature - now
      if (change === 0) continue
      step[p]! += change
      for (let q = 0; q < size; q++) slope[q]! += hessian[p * size + q]! * change
      moved = Math.max(moved, change * change * curvature)
    }
    greatest = Math.max(greatest, moved)
    // What is left to gain is far below what the step has gained.
    if (moved <= 1e-18 * greatest || !Number.isFinite(moved)) break
  }
  return step
}

/** Towards 0 by `by`, and not past it. */
export function shrunk(value: number, by: number): number {
  if (value > by) return value - by
  return value < -by ? value + by : 0
}

function penalty(problem: SoftmaxProblem, theta: Float64Array): number {
  const { width } = softmaxLayout(problem)
  let sum = 0
  for (let p = 0; p < theta.length; p++) {
    if (!(problem.intercept && p % width === width - 1)) sum += Math.abs(theta[p]!)
  }
  return problem.l1 * sum
}

function added(theta: Float64Array, step: Float64Array, share: number): Float64Array {
  return theta.map((value, p) => value + share * step[p]!)
}
