import { blockStride } from './linear-kernels.ts'

/**
 * The lower triangle of `Σ_i h_i x_i x_iᵀ` of a block: `sums_ab += Σ_i (h_i x_ia) x_ib` for b <= a, of even and of odd rows
 * each. `scratch` has room for three columns. O(rows · width² / 2).
 */
export function addGram(doubles: Float64Array) {
  return (block: number, width: number, curvature: number, rows: number, scratch: number, sums: number): void => {
    const h = curvature / 8
    const weighed = doubles.subarray(scratch / 8, scratch / 8 + rows)
    for (let a = 0; a < width; a++) {
      const own = block / 8 + a * blockStride
      for (let i = 0; i < rows; i++) weighed[i] = doubles[h + i]! * doubles[own + i]!
      for (let b = 0; b <= a; b++) {
        const x = block / 8 + b * blockStride
        let even = 0
        let odd = 0
        for (let i = 0; i < rows; i += 2) {
          even += weighed[i]! * doubles[x + i]!
          odd += weighed[i + 1]! * doubles[x + i + 1]!
        }
        doubles[sums / 8 + a * width + b]! += even + odd
      }
    }
  }
}
