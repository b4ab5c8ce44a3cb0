import { availableParallelism } from 'node:os'
import { logisticSource } from '../generated/logistic-program.ts'
import { blockRows, type LinearKernels } from '../kernels/linear/linear-kernels.ts'
import type { Arena } from '../threads/arena.ts'
import { runProgram } from '../threads/run-program.ts'
import { canShareMemory } from '../threads/shared-memory.ts'
import { type LogisticPayload, program } from './logistic.program.ts'
import type { LogisticRegressionOptions, ResolvedLogisticOptions } from './logistic-options.ts'
import type { MinimizeOptions, Minimum } from './minimize-newton.ts'
import { workspaceLength } from './softmax-block-adder.ts'
import { sumsLength } from './softmax-objective.ts'
import { type SoftmaxProblem, softmaxLayout } from './softmax-problem.ts'

/** Products and sums below which starting threads costs more than they save: about 0.5 s of one thread. */
const smallWork = 3e9
/** From this many rows on a part of them is fitted first: few rows tell roughly where the minimum lies. */
const rowsForStart = 8192
/** Each part has that share of the rows. */
const thinning = 8
/** Share of the objective that may be missing there: the minimum of all rows is farther away than that. */
const roughly = 3e-5

/**
 * Solves a problem that lies in `arena`, by as many threads as pay. From 8,192 rows on it starts from the minimum of every
 * 8th block of rows, which is found in the same way, in the calling thread: the start does not depend on the threads either.
 */
export async function minimizeLogistic(
  problem: SoftmaxProblem,
  { solver, tol, maxIter }: ResolvedLogisticOptions,
  { threads = availableParallelism(), signal, progress }: LogisticRegressionOptions,
  arena: Arena,
  kernels: LinearKernels,
): Promise<Minimum> {
  const { size, width, pairs } = softmaxLayout(problem)
  const work = problem.rows * (solver === 'lbfgs' ? 60 * size : 4 * (size + (pairs * width * width) / 2))
  const members = canShareMemory() && work > smallWork ? Math.max(1, Math.min(threads, 16)) : 1
  const room = {
    solver,
    sums: arena.take(Float64Array, sumsLength(problem, solver !== 'lbfgs')),
    workspaces: arena.take(Float64Array, members * workspaceLength(problem)),
  }
  const run = async (payload: LogisticPayload, crew: number, onMessage?: (message: unknown) => void) => {
    const options = { program, source: logisticSource, payload, memory: arena.memory, threads: crew, signal }
    const [minimum] = await runProgram({ ...options, ...(onMessage && { onMessage }) })
    return minimum!
  }

  /** The minimum of a part of the rows, found in the same way, is near that of all. */
  async function startOf(whole: SoftmaxProblem): Promise<Pick<MinimizeOptions, 'start' | 'near' | 'hessian'>> {
    const zeros = { start: new Float64Array(size), near: false }
    if (whole.rows / whole.every < rowsForStart) return zeros
    const part = { ...whole, every: whole.every * thinning }
    if (!knowsClasses(part, arena, kernels)) return zeros
    const alone = room.workspaces.subarray(0, workspaceLength(problem))
    const { start, near } = await startOf(part)
    // With a Hessian of its own, which will serve the whole for its first steps.
    const rough = await run({ ...room, workspaces: alone, start, near, problem: part, tol: roughly, maxIter: 30 }, 1)
    if (!rough.theta.every(Number.isFinite)) return zeros
    return { start: rough.theta, near: true, hessian: rough.hessian }
  }

  const start = await startOf(problem)
  const minimum = await run({ ...room, ...start, problem, tol, maxIter }, members, (message) =>
    progress?.((message as { iteration: number }).iteration, maxIter),
  )
  progress?.(maxIter, maxIter)
  return minimum
}

/** Whether a part of the rows has ten of each class at least. */
function knowsClasses(
  { rows, every, codes, classCount }: SoftmaxProblem,
  arena: Arena,
  kernels: LinearKernels,
): boolean {
  const counts = arena.take(Float64Array, classCount)
  for (let from = 0; from < rows; from += every * blockRows) {
    kernels.countCodes(codes.byteOffset + 4 * from, Math.min(blockRows, rows - from), classCount, counts.byteOffset)
  }
  return counts.every((count) => count >= 10)
}
