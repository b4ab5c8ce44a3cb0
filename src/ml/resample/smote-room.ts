import type { Labels } from '../../base/matrix.ts'
import { requireLabels } from '../checks.ts'
import { openResampleKernels } from '../kernels/resample/open-resample-kernels.ts'
import type { ResampleKernels } from '../kernels/resample/resample-kernels.ts'
import { type Arena, createArena } from '../threads/arena.ts'

/** The working memory of one SMOTE: what it does once with every row, kernels do, at full speed from the first row on. */
export interface SmoteRoom {
  readonly arena: Arena
  readonly kernels: ResampleKernels
  /** The codes of the labels. */
  readonly codes: Int32Array
  /** Does what `requireLabels` does. @throws as that */
  count(labels: Labels, rows: number): Float64Array
}

export function openSmoteRoom({ codes: given }: Labels): SmoteRoom {
  const arena = createArena()
  const kernels = openResampleKernels(arena.memory)
  const codes = arena.take(Int32Array, given.length)
  codes.set(given)
  return {
    arena,
    kernels,
    codes,
    count(labels, rows) {
      const counts = arena.take(Float64Array, labels.classes.length)
      const isRight =
        rows === codes.length &&
        rows > 0 &&
        kernels.countCodes(codes.byteOffset, rows, counts.length, counts.byteOffset) < 0
      // What is wrong is told as everywhere.
      return isRight ? counts : requireLabels(labels, rows)
    },
  }
}
