/**
 * Adds the lower triangle of `Σ_i h_i x_i x_iᵀ` over one block of rows: `sums[at + a * width + b] += Σ_i h_i x_ia x_ib`
 * for b <= a. Two columns by two at a time: four products for four loads. O(rows · width² / 2).
 *
 * The order of the additions depends on nothing but `rows`, so the bits are the same on every machine.
 * @param block the columns of the block one after the other, `stride` apart
 * @param weights one number a row, such as the curvature of the loss
 * @param scratch room for two columns
 */
export function addWeightedGram(
  block: Float64Array,
  stride: number,
  rows: number,
  width: number,
  weights: Float64Array,
  scratch: Float64Array,
  sums: Float64Array,
  at: number,
): void {
  for (let a = 0; a < width; a += 2) {
    const pair = a + 1 < width
    const first = a * stride
    const second = pair ? first + stride : first
    for (let i = 0; i < rows; i++) {
      scratch[i] = weights[i]! * block[first + i]!
      scratch[stride + i] = weights[i]! * block[second + i]!
    }
    for (let b = 0; b <= a; b += 2) {
      const left = b * stride
      const right = b + 1 < width ? left + stride : left
      let aa = 0
      let ab = 0
      let ba = 0
      let bb = 0
      for (let i = 0; i < rows; i++) {
        const h0 = scratch[i]!
        const h1 = scratch[stride + i]!
        const x0 = block[left + i]!
        const x1 = block[right + i]!
        aa += h0 * x0
        ab += h0 * x1
        ba += h1 * x0
        bb += h1 * x1
      }
      sums[at + a * width + b]! += aa
      if (b + 1 <= a) sums[at + a * width + b + 1]! += ab
      if (pair) sums[at + (a + 1) * width + b]! += ba
      if (pair && b + 1 <= a + 1) sums[at + (a + 1) * width + b + 1]! += bb
    }
  }
}
