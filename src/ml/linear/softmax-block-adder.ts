import { type Sheet, sheetCells } from '../kernels/linear/add-blocks.ts'
import { blockColumns, blockRows, blockStride, type LinearKernels } from '../kernels/linear/linear-kernels.ts'
import { type SoftmaxProblem, softmaxLayout } from './softmax-problem.ts'

/** Adds the blocks `first … last - 1` of a problem to `sums`: the value, then the gradient, then the Hessian's blocks. */
export type AddBlocks = (first: number, last: number, withHessian: boolean, sums: Float64Array) => void

/** Doubles of room that each member needs for itself. */
export function workspaceLength(problem: Pick<SoftmaxProblem, 'columns' | 'intercept' | 'classCount'>): number {
  const { width, vectors, size } = softmaxLayout(problem)
  // A multiple of 8: members share no line of the cache.
  const theta = Math.ceil(size / 8) * 8
  return blockColumns(width) * blockStride + 3 * blockStride + (2 * vectors + 1) * blockRows + theta + sheetCells.length
}

/**
 * Makes the function that adds up the log loss of blocks of rows, its gradient and its Hessian, without penalties:
 * - value: `w_i (log Σ_k e^(z_ik) - z_{i, y_i})`
 * - gradient: `∂/∂β_k = w_i (p_ik - [y_i = k]) x_i`
 * - Hessian: `∂²/∂β_k∂β_l = w_i p_ik ([k = l] - p_il) x_i x_iᵀ`, the lower triangle of each pair k >= l
 *
 * O(rows · K d), with the Hessian O(rows · K² d² / 4). No `Math.exp`: the bits are the same on every machine.
 * @param workspace `workspaceLength(problem)` zeros in the kernels' memory
 * @returns also `theta`, which the caller fills
 */
export function softmaxBlockAdder(
  problem: SoftmaxProblem,
  kernels: LinearKernels,
  workspace: Float64Array,
): { readonly addBlocks: AddBlocks; readonly theta: Float64Array } {
  const { rows, columns, every, data } = problem
  const { width, vectors, size } = softmaxLayout(problem)
  let end = 0
  const room = (length: number) => {
    const start = end
    end += length
    return workspace.subarray(start, end)
  }
  const block = room(blockColumns(width) * blockStride)
  if (problem.intercept) block.fill(1, columns * blockStride, columns * blockStride + blockRows)
  const theta = room(size)
  const cells: Sheet = {
    rows,
    columns,
    width,
    vectors,
    valueBytes: data.BYTES_PER_ELEMENT,
    data: data.byteOffset,
    codes: problem.codes.byteOffset,
    weights: problem.weights.byteOffset,
    center: problem.center.byteOffset,
    inverse: problem.inverse.byteOffset,
    block: block.byteOffset,
    scratch: room(3 * blockStride).byteOffset,
    scores: room(vectors * blockRows).byteOffset,
    residuals: room(vectors * blockRows).byteOffset,
    curvature: room(blockRows).byteOffset,
    theta: theta.byteOffset,
  }
  const sheet = room(sheetCells.length).byteOffset
  new Uint32Array(workspace.buffer, sheet, sheetCells.length).set(sheetCells.map((name) => cells[name]))

  const addBlocks: AddBlocks = (first, last, withHessian, sums) =>
    kernels.addBlocks(sheet, first, last, every, withHessian ? 1 : 0, sums.byteOffset)
  return { addBlocks, theta }
}
