import type { LinearKernels } from '../kernels/linear/linear-kernels.ts'
import type { Arena } from '../threads/arena.ts'
import type { SoftmaxProblem } from './softmax-problem.ts'

/** Rows of a problem that is a part of another one. */
export function thinnedRows(rows: number, step: number): number {
  return Math.floor(rows / step)
}

/**
 * Every `step`-th row as a problem of its own whose minimum lies near that of the whole: weights are scaled up, so that
 * the penalty counts as much. Undefined when a class would have fewer than ten rows. O(rows / step · columns).
 * @param take room for the arrays, in the memory of the kernels
 */
export function thinProblem(
  problem: SoftmaxProblem,
  step: number,
  kernels: LinearKernels,
  take: Arena['take'],
): SoftmaxProblem | undefined {
  const rows = thinnedRows(problem.rows, step)
  const { columns } = problem
  const codes = take(Int32Array, rows + 1)
  kernels.pickRows32(problem.codes.byteOffset, codes.byteOffset, rows, step)
  const counts = new Int32Array(problem.classCount)
  for (let i = 0; i < rows; i++) counts[codes[i]!]!++
  if (counts.some((count) => count < 10)) return undefined
  const weights = take(Float64Array, rows + 1)
  kernels.pickRows64(problem.weights.byteOffset, weights.byteOffset, rows, step)
  let totalWeight = 0
  for (let i = 0; i < rows; i++) {
    weights[i]! *= step
    totalWeight += weights[i]!
  }
  if (!(totalWeight > 0)) return undefined
  const isSingle = problem.data instanceof Float32Array
  const data = isSingle ? take(Float32Array, rows * columns) : take(Float64Array, rows * columns)
  const pick = isSingle ? kernels.pickRows32 : kernels.pickRows64
  const bytes = data.BYTES_PER_ELEMENT
  for (let j = 0; j < columns; j++) {
    pick(problem.data.byteOffset + bytes * j * problem.rows, data.byteOffset + bytes * j * rows, rows, step)
  }
  return { ...problem, rows, data, codes, weights, totalWeight }
}
