import type { ResampleKernels } from './resample-kernels.ts'

/** The plain twin of `rowsOfClass` in `assembly/index.ts`. O(count). */
export function rowsOfClass(buffer: ArrayBufferLike): ResampleKernels['rowsOfClass'] {
  return (codes, count, code, rows) => {
    const given = new Int32Array(buffer, codes, count)
    const found = new Int32Array(buffer, rows)
    let next = 0
    for (let i = 0; i < count; i++) if (given[i] === code) found[next++] = i
  }
}
