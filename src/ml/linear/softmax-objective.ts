import { blockRows } from '../kernels/linear/linear-kernels.ts'
import { openLinearKernels } from '../kernels/linear/open-linear-kernels.ts'
import type { Member } from '../threads/program.ts'
import { softmaxBlockAdder } from './softmax-block-adder.ts'
import { type SoftmaxProblem, softmaxLayout } from './softmax-problem.ts'

export interface SoftmaxEvaluation {
  /** Without the l1 penalty. */
  readonly value: number
  readonly gradient: Float64Array
  /** Row-major, symmetric; only when asked for. */
  readonly hessian: Float64Array | undefined
}

/** A generator that yields now and then, so that others have their turn. */
export type Steps<Result> = Generator<undefined, Result, number>

/** The smooth part of an objective: all but the l1 penalty. */
export interface SoftmaxObjective {
  evaluate(theta: Float64Array, withHessian: boolean): Steps<SoftmaxEvaluation>
}

/**
 * Rows are added up in this many parts, whatever the number of threads, and the sums of the parts in their order: so the
 * result has the same bits for any number of threads.
 */
const parts = 16
/** Blocks between two breaths. */
const blocksAtOnce = 32

/** Doubles that the sums of all parts take: those of the Hessian only where it will be asked for. */
export function sumsLength(
  problem: Pick<SoftmaxProblem, 'columns' | 'intercept' | 'classCount'>,
  withHessian: boolean,
): number {
  const { width, size, pairs } = softmaxLayout(problem)
  return parts * (1 + size + (withHessian ? pairs * width * width : 0))
}

/**
 * The objective of a problem, evaluated by all members of a crew together: each adds up some of the parts.
 * @param sums room for `sumsLength(problem, …)` doubles that all members see
 * @param workspace room for `workspaceLength(problem)` doubles of this member alone; both zeros, in the members' memory
 */
export function softmaxObjective(
  problem: SoftmaxProblem,
  member: Member,
  sums: Float64Array,
  workspace: Float64Array,
): SoftmaxObjective {
  const { rows, every, l2, intercept } = problem
  const { width, vectors, size } = softmaxLayout(problem)
  const length = sums.length / parts
  const { addBlocks, theta: shared } = softmaxBlockAdder(problem, openLinearKernels(member.memory), workspace)
  const blocks = Math.ceil(rows / blockRows / every)

  function* addPart(part: number, withHessian: boolean): Steps<void> {
    const own = sums.subarray(part * length, (part + 1) * length).fill(0)
    const end = Math.floor((blocks * (part + 1)) / parts)
    for (let block = Math.floor((blocks * part) / parts); block < end; block += blocksAtOnce) {
      addBlocks(block, Math.min(end, block + blocksAtOnce), withHessian, own)
      yield
    }
  }

  function* evaluate(theta: Float64Array, withHessian: boolean): Steps<SoftmaxEvaluation> {
    shared.set(theta)
    for (let part = member.index; part < parts; part += member.count) yield* addPart(part, withHessian)
    member.barrier()
    const total = sums.slice(0, withHessian ? length : 1 + size)
    for (let part = 1; part < parts; part++) {
      const at = part * length
      for (let s = 0; s < total.length; s++) total[s]! += sums[at + s]!
    }
    if (every > 1) for (let s = 0; s < total.length; s++) total[s]! *= every
    // Nobody starts the next sums before all have read these.
    member.barrier()
    const gradient = total.slice(1, 1 + size)
    let value = total[0]!
    for (let p = 0; p < size; p++) {
      if (intercept && p % width === width - 1) continue
      value += 0.5 * l2 * theta[p]! * theta[p]!
      gradient[p]! += l2 * theta[p]!
    }
    return { value, gradient, hessian: withHessian ? hessianOf(total.subarray(1 + size)) : undefined }
  }

  /** Both triangles, from the lower triangles of the blocks of classes. */
  function hessianOf(blocksOfPairs: Float64Array): Float64Array {
    const hessian = new Float64Array(size * size)
    let at = 0
    for (let k = 0; k < vectors; k++) {
      for (let l = 0; l <= k; l++) {
        for (let a = 0; a < width; a++) {
          for (let b = 0; b <= a; b++) {
            const sum = blocksOfPairs[at + a * width + b]!
            setBoth(hessian, k * width + a, l * width + b, sum)
            if (k !== l) setBoth(hessian, k * width + b, l * width + a, sum)
          }
        }
        at += width * width
      }
    }
    for (let p = 0; p < size; p++) if (!(intercept && p % width === width - 1)) hessian[p * size + p]! += l2
    return hessian
  }

  function setBoth(matrix: Float64Array, p: number, q: number, value: number): void {
    matrix[p * size + q] = value
    matrix[q * size + p] = value
  }

  return { evaluate }
}
