import { blockRows, type LinearKernels } from './linear-kernels.ts'

/** What a sheet holds, 32 bits each, in this order: sizes first, then the places of arrays. */
export const sheetCells = [
  'rows',
  'columns',
  'width',
  'vectors',
  /** Bytes of a value of the matrix: 4 or 8. */
  'valueBytes',
  'data',
  'codes',
  'weights',
  'center',
  'inverse',
  'block',
  /** Room for three columns of a block. */
  'scratch',
  'scores',
  'residuals',
  'curvature',
  'theta',
] as const

export type Sheet = Record<(typeof sheetCells)[number], number>

/**
 * All kernels of a pass over the rows, block after block, in one call: adds the loss, the gradients of the classes and, when
 * asked, the products of the pairs of classes to the sums. Blocks `first … last - 1` are every `every`-th of the matrix.
 */
export function addBlocks(wholes: Int32Array, doubles: Float64Array, kernels: Omit<LinearKernels, 'addBlocks'>) {
  return (sheet: number, first: number, last: number, every: number, withHessian: number, sums: number): void => {
    const cells = sheetCells.map((name, cell) => [name, wholes[sheet / 4 + cell]! >>> 0])
    const s = Object.fromEntries(cells) as Sheet
    const loadRows = s.valueBytes === 4 ? kernels.loadRows32 : kernels.loadRows64
    const classBytes = 8 * blockRows
    for (let b = first; b < last; b++) {
      const from = b * every * blockRows
      const count = Math.min(blockRows, s.rows - from)
      const rounded = Math.ceil(count / 16) * 16
      const codes = s.codes + 4 * from
      const weights = s.weights + 8 * from
      const data = s.data + s.valueBytes * from
      loadRows(data, s.valueBytes * s.rows, s.columns, count, rounded, s.center, s.inverse, s.block)
      for (let v = 0; v < s.vectors; v++) {
        kernels.scoreRows(s.block, s.width, s.theta + 8 * v * s.width, rounded, s.scores + v * classBytes)
      }
      doubles[sums / 8]! +=
        s.vectors === 1
          ? kernels.judgeTwo(s.scores, codes, weights, count, rounded, s.residuals, s.curvature)
          : kernels.judgeMany(s.scores, s.vectors, codes, weights, count, rounded, s.residuals)
      let at = sums + 8
      for (let v = 0; v < s.vectors; v++) {
        kernels.addGradient(s.block, s.width, s.residuals + v * classBytes, rounded, at)
        at += 8 * s.width
      }
      if (withHessian === 0) continue
      for (let k = 0; k < s.vectors; k++) {
        for (let l = 0; l <= k; l++) {
          kernels.curvePair(s.scores + k * classBytes, s.scores + l * classBytes, weights, count, rounded, s.curvature)
          kernels.addGram(s.block, s.width, s.curvature, rounded, s.scratch, at)
          at += 8 * s.width * s.width
        }
      }
    }
  }
}
