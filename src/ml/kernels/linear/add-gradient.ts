import { blockStride } from './linear-kernels.ts'

/** `sums_j += Σ_i r_i x_ij`: four partial sums, of every fourth row each. O(rows · width). */
export function addGradient(doubles: Float64Array) {
  return (block: number, width: number, residuals: number, rows: number, sums: number): void => {
    const r = residuals / 8
    for (let j = 0; j < width; j++) {
      const x = block / 8 + j * blockStride
      let s0 = 0
      let s1 = 0
      let s2 = 0
      let s3 = 0
      for (let i = 0; i < rows; i += 4) {
        s0 += doubles[r + i]! * doubles[x + i]!
        s1 += doubles[r + i + 1]! * doubles[x + i + 1]!
        s2 += doubles[r + i + 2]! * doubles[x + i + 2]!
        s3 += doubles[r + i + 3]! * doubles[x + i + 3]!
      }
      doubles[sums / 8 + j]! += s0 + s2 + (s1 + s3)
    }
  }
}
