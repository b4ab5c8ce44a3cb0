import { MillraceError } from '../../base/errors/millrace-error.ts'
import { createSharedMemory, memoryLimitBytes, type SharedMemory } from './shared-memory.ts'

type TypedArrayOf<T> = new (buffer: ArrayBufferLike, byteOffset: number, length: number) => T
interface Sized {
  readonly BYTES_PER_ELEMENT: number
}

/** Where a fit lays out its arrays, one after the other; it is given back as a whole when nobody holds it any more. */
export interface Arena {
  readonly memory: SharedMemory
  /**
   * Room for `length` values, all 0, at a multiple of 64 bytes. `byteOffset` is what kernels take.
   * @throws E_ML_MEMORY when 32-bit addresses no longer reach it
   */
  take<T>(type: TypedArrayOf<T> & Sized, length: number): T
  readonly bytes: number
}

const pageBytes = 65536
const alignment = 64

export function createArena(): Arena {
  const memory = createSharedMemory()
  let end = pageBytes
  let capacity = pageBytes

  return {
    memory,
    get bytes() {
      return end
    },
    take(type, length) {
      const start = Math.ceil(end / alignment) * alignment
      const next = start + length * type.BYTES_PER_ELEMENT
      if (next > memoryLimitBytes - pageBytes) {
        throw new MillraceError(
          'E_ML_MEMORY',
          `The fit needs ${(next / 2 ** 30).toFixed(1)} GiB of working memory; kernels reach 4 GiB.`,
          { hint: 'Take fewer rows or columns, or a smaller part of the rows a tree (subsample, maxSamples).' },
        )
      }
      if (next > capacity) {
        const pages = Math.ceil((next - capacity) / pageBytes)
        memory.grow(pages)
        capacity += pages * pageBytes
      }
      end = next
      return new type(memory.buffer, start, length)
    },
  }
}
