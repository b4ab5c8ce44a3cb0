import type { Program } from '../threads/program.ts'
import { minimizeLbfgs } from './minimize-lbfgs.ts'
import { type MinimizeOptions, type Minimum, minimizeNewton } from './minimize-newton.ts'
import { minimizeSparse } from './minimize-sparse.ts'
import { type Steps, softmaxObjective } from './softmax-objective.ts'
import type { SoftmaxProblem } from './softmax-problem.ts'

export type LogisticSolver = 'newton' | 'lbfgs' | 'coordinateDescent'

export interface LogisticPayload extends Omit<MinimizeOptions, 'each'> {
  readonly problem: SoftmaxProblem
  /** `sumsLength(problem, …)` doubles that all members see. */
  readonly sums: Float64Array
  /** `workspaceLength(problem)` doubles a member. */
  readonly workspaces: Float64Array
  readonly solver: LogisticSolver
}

const minimizers = { newton: minimizeNewton, lbfgs: minimizeLbfgs, coordinateDescent: minimizeSparse }

/** Fits in all members alike: each has all of theta and takes the same steps; only the sums over rows are shared out. */
export const program: Program<LogisticPayload, Minimum> = function* (member, payload): Steps<Minimum> {
  const { problem, sums, workspaces, solver } = payload
  const length = workspaces.length / member.count
  const workspace = workspaces.subarray(member.index * length, (member.index + 1) * length)
  return yield* minimizers[solver](problem, softmaxObjective(problem, member, sums, workspace), {
    ...payload,
    each: (iteration) => {
      if (member.index === 0) member.post({ iteration })
    },
  })
}
