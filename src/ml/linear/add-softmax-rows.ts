import { blockColumns, blockRows, blockStride, type LinearKernels } from '../kernels/linear/linear-kernels.ts'
import { firstFreeClass, type SoftmaxProblem, softmaxLayout } from './softmax-problem.ts'

/** Adds the rows `from … to - 1` (at most `blockRows`) to `sums`: the value, then the gradient, then the Hessian's blocks. */
export type AddRows = (from: number, to: number, withHessian: boolean, sums: Float64Array) => void

/** Doubles of room that each member needs for itself. */
export function workspaceLength(problem: Pick<SoftmaxProblem, 'columns' | 'intercept' | 'classCount'>): number {
  const { width, vectors, size } = softmaxLayout(problem)
  // A multiple of 8: members share no line of the cache.
  const theta = Math.ceil(size / 8) * 8
  return blockColumns(width) * blockStride + 3 * blockStride + (2 * vectors + 1) * blockRows + theta
}

/**
 * Makes the function that adds up the log loss of a block of rows, its gradient and its Hessian, without penalties:
 * - value: `w_i (log Σ_k e^(z_ik) - z_{i, y_i})`
 * - gradient: `∂/∂β_k = w_i (p_ik - [y_i = k]) x_i`
 * - Hessian: `∂²/∂β_k∂β_l = w_i p_ik ([k = l] - p_il) x_i x_iᵀ`, the lower triangle of each pair k >= l
 *
 * O(rows · K d), with the Hessian O(rows · K² d² / 4). No `Math.exp`: the bits are the same on every machine.
 * @param workspace `workspaceLength(problem)` zeros in the kernels' memory
 * @returns also `theta`, which the caller fills
 */
export function softmaxRowAdder(
  problem: SoftmaxProblem,
  kernels: LinearKernels,
  workspace: Float64Array,
): { readonly addRows: AddRows; readonly theta: Float64Array } {
  const { rows, columns, classCount, intercept } = problem
  const { width, vectors, size } = softmaxLayout(problem)
  let end = 0
  const room = (length: number) => {
    const start = end
    end += length
    return workspace.subarray(start, end)
  }
  const x = room(blockColumns(width) * blockStride)
  if (intercept) x.fill(1, columns * blockStride, columns * blockStride + blockRows)
  const block = x.byteOffset
  const weighed = room(3 * blockStride).byteOffset
  const scores = room(vectors * blockRows).byteOffset
  const residuals = room(vectors * blockRows).byteOffset
  const curvature = room(blockRows).byteOffset
  const theta = room(size)
  const valueSize = problem.data.BYTES_PER_ELEMENT
  const loadRows = problem.data instanceof Float32Array ? kernels.loadRows32 : kernels.loadRows64
  const [data, codesAt, weightsAt] = [problem.data.byteOffset, problem.codes.byteOffset, problem.weights.byteOffset]
  const [center, inverse, thetaAt] = [problem.center.byteOffset, problem.inverse.byteOffset, theta.byteOffset]
  const isTwo = firstFreeClass(classCount) === 1
  const classBytes = 8 * blockRows

  const addRows: AddRows = (from, to, withHessian, sums) => {
    const count = to - from
    const rounded = Math.ceil(count / 16) * 16
    const codes = codesAt + 4 * from
    const weights = weightsAt + 8 * from
    loadRows(data + valueSize * from, valueSize * rows, columns, count, rounded, center, inverse, block)
    for (let v = 0; v < vectors; v++) {
      kernels.scoreRows(block, width, thetaAt + 8 * v * width, rounded, scores + v * classBytes)
    }
    sums[0]! += isTwo
      ? kernels.judgeTwo(scores, codes, weights, count, rounded, residuals, curvature)
      : kernels.judgeMany(scores, vectors, codes, weights, count, rounded, residuals)
    let at = sums.byteOffset + 8
    for (let v = 0; v < vectors; v++) {
      kernels.addGradient(block, width, residuals + v * classBytes, rounded, at + 8 * v * width)
    }
    if (!withHessian) return
    at += 8 * size
    for (let k = 0; k < vectors; k++) {
      for (let l = 0; l <= k; l++) {
        kernels.curvePair(scores + k * classBytes, scores + l * classBytes, weights, count, rounded, curvature)
        kernels.addGram(block, width, curvature, rounded, weighed, at)
        at += 8 * width * width
      }
    }
  }
  return { addRows, theta }
}
