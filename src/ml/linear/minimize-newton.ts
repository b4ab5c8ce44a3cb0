import type { SoftmaxObjective, Steps } from './softmax-objective.ts'
import { type SoftmaxProblem, softmaxLayout } from './softmax-problem.ts'
import { solvePositiveDefinite } from './solve-positive-definite.ts'

export interface MinimizeOptions {
  readonly start: Float64Array
  /** Whether the start is known to lie near the minimum. */
  readonly near: boolean
  /** What the Hessian is about there, if that is known. */
  readonly hessian?: Float64Array | undefined
  /** Share of the objective that may still be missing before the last step. */
  readonly tol: number
  readonly maxIter: number
  /** Called after each iteration. */
  readonly each?: ((iteration: number) => void) | undefined
}

/** Where a minimiser came to. */
export interface Minimum {
  readonly theta: Float64Array
  /** The last Hessian that was made, if one was. */
  readonly hessian?: Float64Array | undefined
  readonly iterations: number
  /** Whether the end was reached, or came as near as floating point allows. */
  readonly converged: boolean
}

/** Steps with an old Hessian go on while each leaves at most this share of what was still to fall. */
const goodRate = 0.02

/**
 * Newton's method with halving steps: `θ ← θ - s H⁻¹ g`, `s` = 1, ½, ¼ … until the objective falls by at least
 * `10⁻⁴ s gᵀH⁻¹g` (Armijo). The objective is convex, so the minimum is the only one. `½ gᵀH⁻¹g` is how far the
 * objective still has to fall, whatever the units of the features: when it is below `tol` times the objective, a last
 * full step squares the remaining error, and that is the end.
 *
 * The Hessian is most of the work. Near the minimum it hardly changes, and that of a part of the rows is about that of
 * all: from a good start (`near`) it is kept, and made anew only when a step with the old one has left more than a
 * fiftieth.
 *
 * With three classes and more, adding one number to all intercepts changes nothing. Their sum is held at 0 by adding a
 * term along that direction to the Hessian: the gradient is orthogonal to it, so the steps to the minimum are the same.
 *
 * Source: Boyd and Vandenberghe, "Convex Optimization", 9.5. About 10 iterations, each O(n (K d)² + (K d)³).
 */
export function* minimizeNewton(
  problem: SoftmaxProblem,
  objective: SoftmaxObjective,
  { start, near, hessian: known, tol, maxIter, each = () => {} }: MinimizeOptions,
): Steps<Minimum> {
  let theta = start
  let here = yield* objective.evaluate(theta, known === undefined)
  let hessian = here.hessian ?? known!
  let old = here.hessian === undefined
  let fallBefore = Number.POSITIVE_INFINITY
  for (let iteration = 0; iteration < maxIter; iteration++) {
    let step = newtonStep(problem, hessian, here.gradient)
    if (step === undefined) return { theta, iterations: iteration, converged: false }
    let fall = dot(step, here.gradient)
    if (old && fall > goodRate * fallBefore) {
      here = yield* objective.evaluate(theta, true)
      hessian = here.hessian!
      old = false
      step = newtonStep(problem, hessian, here.gradient)
      if (step === undefined) return { theta, iterations: iteration, converged: false }
      fall = dot(step, here.gradient)
    }
    fallBefore = fall
    let next = moved(theta, step, 1)
    if (fall / 2 <= tol * here.value) return { theta: next, hessian, iterations: iteration + 1, converged: true }

    let share = 1
    let there = yield* objective.evaluate(next, !near)
    while (share > 1e-10 && !(there.value <= here.value - 1e-4 * share * fall)) {
      share /= 2
      next = moved(theta, step, share)
      there = yield* objective.evaluate(next, false)
    }
    // No step goes down any more: this is the minimum as far as floating point can tell.
    if (share <= 1e-10) return { theta, iterations: iteration, converged: fall <= 1e-9 * here.value }
    theta = next
    here = there.hessian === undefined && !near ? yield* objective.evaluate(theta, true) : there
    old = here.hessian === undefined
    if (here.hessian !== undefined) hessian = here.hessian
    each(iteration + 1)
  }
  return { theta, iterations: maxIter, converged: false }
}

function newtonStep(problem: SoftmaxProblem, hessian: Float64Array, gradient: Float64Array): Float64Array | undefined {
  const size = gradient.length
  const held = holdShifts(problem, hessian)
  const scale = problem.totalWeight
  // Where rounding has made the Hessian indefinite, a growing ridge makes it definite; where it has overflowed, nothing.
  for (let ridge = 0; ridge < 1e6 * scale; ridge = Math.max(ridge * 10, 1e-12 * scale)) {
    const matrix = held.slice()
    for (let p = 0; p < size; p++) matrix[p * size + p]! += ridge
    const step = gradient.slice()
    if (solvePositiveDefinite(matrix, step)) return step
  }
  return undefined
}

/**
 * The Hessian with terms along the directions in which nothing changes: one number added to the coefficients of all
 * classes, of the intercept and of every column that is not penalised.
 */
export function holdShifts(problem: SoftmaxProblem, hessian: Float64Array): Float64Array {
  const { width, vectors, size } = softmaxLayout(problem)
  const penalised = problem.l1 > 0 || problem.l2 > 0
  if (vectors === 1 || (penalised && !problem.intercept)) return hessian
  const held = hessian.slice()
  for (let j = penalised ? width - 1 : 0; j < width; j++) {
    let scale = 0
    for (let k = 0; k < vectors; k++) scale += hessian[(k * width + j) * size + k * width + j]!
    for (let k = 0; k < vectors; k++) {
      for (let l = 0; l < vectors; l++) held[(k * width + j) * size + l * width + j]! += scale
    }
  }
  return held
}

export function moved(theta: Float64Array, step: Float64Array, share: number): Float64Array {
  return theta.map((value, p) => value - share * step[p]!)
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let p = 0; p < a.length; p++) sum += a[p]! * b[p]!
  return sum
}
