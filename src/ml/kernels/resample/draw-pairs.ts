import { createMersenneTwister } from '../../resample/mersenne-twister.ts'
import type { ResampleKernels } from './resample-kernels.ts'

/** The plain twin of `drawPairs` in `assembly/index.ts`. O(count). */
export function drawPairs(buffer: ArrayBufferLike): ResampleKernels['drawPairs'] {
  return (seed, bound, count, pairs, steps) => {
    const twister = createMersenneTwister(seed)
    const drawn = new Int32Array(buffer, pairs, count)
    const uniform = new Float64Array(buffer, steps, count)
    for (let s = 0; s < count; s++) drawn[s] = twister.integer(bound)
    for (let s = 0; s < count; s++) uniform[s] = twister.uniform()
  }
}
