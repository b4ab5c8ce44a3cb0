import type { ResampleKernels } from './resample-kernels.ts'

/** The plain twin of `pickRows` in `assembly/index.ts`. O(count). */
export function pickRows(buffer: ArrayBufferLike): ResampleKernels['pickRows'] {
  return (pairs, count, k, rows, indices, base) => {
    const words = new Int32Array(buffer)
    for (let s = 0; s < count; s++) {
      const pair = words[pairs / 4 + s]!
      words[base / 4 + s] = words[rows / 4 + Math.floor(pair / k)]!
      words[pairs / 4 + s] = words[rows / 4 + words[indices / 4 + pair]!]!
    }
  }
}
