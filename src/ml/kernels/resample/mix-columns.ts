import type { FloatArray } from '../../../base/matrix.ts'
import { interpolate } from '../../resample/draw-pairs.ts'
import type { MixColumn } from './resample-kernels.ts'

type Floats = new (buffer: ArrayBufferLike, byteOffset: number, length?: number) => FloatArray

/** The plain twin of `mixDoubles` and `mixSingles` in `assembly/index.ts`. O(count). */
export function mixColumns(buffer: ArrayBufferLike, type: Floats): MixColumn {
  return (column, base, neighbor, step, count, out) => {
    const size = type === Float32Array ? 4 : 8
    const values = new type(buffer, column, Math.floor((buffer.byteLength - column) / size))
    const pairs = {
      base: new Int32Array(buffer, base, count),
      neighbor: new Int32Array(buffer, neighbor, count),
      step: new Float64Array(buffer, step, count),
    }
    interpolate(values, pairs, new type(buffer, out, count))
  }
}
