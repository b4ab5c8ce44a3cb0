import type { Program } from '../threads/program.ts'
import { minimizeLbfgs } from './minimize-lbfgs.ts'
import { type MinimizeOptions, type Minimum, minimizeNewton } from './minimize-newton.ts'
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
/** Each part has that share of the rows. */
const thinning = 16

type Minimize = typeof minimizeNewton

/**
 * Fits in all members alike: each has all of theta and takes the same steps; only the sums over rows are shared out.
 * The start from part of the rows is the same for any number of members too.
 */
export const program: Program<LogisticPayload, Minimum> = function* (member, payload): Steps<Minimum> {
  const { problem, sums, solver, tol, maxIter } = payload
  const minimize: Minimize = { newton: minimizeNewton, lbfgs: minimizeLbfgs, coordinateDescent: minimizeSparse }[solver]
  // Too small a work to be shared: each member does it for itself.
  const alone = { ...member, index: 0, count: 1, barrier: () => {} }

  /** The minimum of a part of the rows, found in the same way, is near that of all. */
  function* startOf(whole: SoftmaxProblem): Steps<Pick<MinimizeOptions, 'start' | 'near' | 'hessian'>> {
    const zeros = { start: new Float64Array(softmaxLayout(whole).size), near: false }
    const part = whole.rows >= rowsForStart ? thinned(whole, thinning) : undefined
    if (part === undefined) return zeros
    const own = new Float64Array(sumsLength(part, solver !== 'lbfgs'))
    const objective = softmaxObjective(part, alone, own)
    const rough = yield* minimize(part, objective, { ...(yield* startOf(part)), tol: 1e-6, maxIter: 30 })
    if (!rough.theta.every(Number.isFinite)) return zeros
    return { start: rough.theta, near: true, hessian: rough.hessian }
  }

  const start = yield* startOf(problem)
  return yield* minimize(problem, softmaxObjective(problem, member, sums), {
    ...start,
    tol,
    maxIter,
    each: (iteration) => {
      if (member.index === 0) member.post({ iteration })
    },
  })
}
