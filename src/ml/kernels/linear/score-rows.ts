import { blockStride } from './linear-kernels.ts'

/** `scores_i = Σ_j theta_j x_ij`, the columns in their order. O(rows · width). */
export function scoreRows(doubles: Float64Array) {
  return (block: number, width: number, theta: number, rows: number, scores: number): void => {
    const to = scores / 8
    doubles.fill(0, to, to + rows)
    for (let j = 0; j < width; j++) {
      const beta = doubles[theta / 8 + j]!
      const x = block / 8 + j * blockStride
      for (let i = 0; i < rows; i++) doubles[to + i]! += beta * doubles[x + i]!
    }
  }
}
