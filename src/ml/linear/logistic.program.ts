import type { Program } from '../threads/program.ts'
import { minimizeLbfgs } from './minimize-lbfgs.ts'
import { type Minimum, minimizeNewton } from './minimize-newton.ts'
import { minimizeSparse } from './minimize-sparse.ts'
import { type Steps, softmaxObjective, sumsLength } from './softmax-objective.ts'
import { type SoftmaxProblem, softmaxLayout, thinned } from './softmax-problem.ts'

export type LogisticSolver = 'newton' | 'lbfgs' | 'coordinateDescent'

export interface LogisticPayload {
  readonly problem: SoftmaxProblem
  /** `sumsLength(problem, …)` doubles that all members see. */
  readonly sums: Float64Array
  readonly solver: LogisticSolver
  readonly tol: number
  readonly maxIter: number
}

/** From this many rows on a part of them is fitted first: few rows tell roughly where the minimum lies. */
const rowsForStart = 16384
/** Each of these parts has that share of the rows: 1/16, then all. */
const thinning = 16

/**
 * Fits in all members alike: each has all of theta and takes the same steps; only the sums over rows are shared out.
 * The start from part of the rows is the same for any number of members too.
 */
export const program: Program<LogisticPayload, Minimum> = function* (member, payload): Steps<Minimum> {
  const { problem, sums, solver, tol, maxIter } = payload
  const minimize = { newton: minimizeNewton, lbfgs: minimizeLbfgs, coordinateDescent: minimizeSparse }[solver]
  let start: Float64Array = new Float64Array(softmaxLayout(problem).size)
  let near = false
  const part = problem.rows >= rowsForStart ? thinned(problem, thinning) : undefined
  if (part !== undefined) {
    // Too small a work to be shared: each member does it for itself.
    const alone = { ...member, index: 0, count: 1, barrier: () => {} }
    const own = new Float64Array(sumsLength(part, solver !== 'lbfgs'))
    const rough = yield* minimize(part, softmaxObjective(part, alone, own), { start, near, tol: 1e-5, maxIter: 30 })
    near = rough.theta.every(Number.isFinite)
    if (near) start = rough.theta
  }
  const objective = softmaxObjective(problem, member, sums)
  return yield* minimize(problem, objective, {
    start,
    near,
    tol,
    maxIter,
    each: (iteration) => {
      if (member.index === 0) member.post({ iteration })
    },
  })
}
