import type { Labels, Matrix } from '../../base/matrix.ts'
import { requireWhole } from '../checks.ts'
import { twisterStateWords } from '../kernels/resample/resample-kernels.ts'
import { nearestNeighbors } from '../neighbors/nearest-neighbors.ts'
import { requireNeighbors } from './check-resampling.ts'
import { overSamplingTargets } from './over-sampling-targets.ts'
import type { SmoteOptions } from './resample-options.ts'
import { columnsOf } from './rows-of-class.ts'
import type { SmoteRoom } from './smote-room.ts'

/** Which rows SMOTE mixes, class by class, where kernels see them. */
export interface SmotePairs {
  readonly room: SmoteRoom
  readonly classes: readonly ClassPairs[]
}

export interface ClassPairs {
  readonly code: number
  /** Rows of the table. */
  readonly base: Int32Array
  readonly neighbor: Int32Array
  /** In [0, 1): how far from the one to the other. */
  readonly step: Float64Array
}

/**
 * Draws pairs of rows as `drawPairs` does, each class with a generator of its own from the seed. Values are taken later.
 * `counts` are the rows of each class.
 * O(Σ n_c² · columns).
 */
export async function smotePairs(
  room: SmoteRoom,
  labels: Labels,
  counts: Float64Array,
  search: Matrix,
  options: SmoteOptions,
): Promise<SmotePairs> {
  const { seed, samplingStrategy = 'auto', kNeighbors: k = 5 } = options
  requireWhole('seed', seed, 0)
  requireWhole('kNeighbors', k, 1)
  const targets = overSamplingTargets(labels, samplingStrategy, counts)
  // Before the first search: who asks for too much hears it at once.
  for (const target of targets) requireNeighbors('kNeighbors', k, target)
  const { arena, kernels, codes } = room
  const state = arena.take(Int32Array, twisterStateWords).byteOffset
  const classes: ClassPairs[] = []
  for (const { code, count, generate } of targets) {
    const rows = arena.take(Int32Array, count)
    kernels.rowsOfClass(codes.byteOffset, codes.length, code, rows.byteOffset)
    const { indices } = await nearestNeighbors({ columns: columnsOf(search), rows }, k, options)
    // Drawn to where the neighbour is then written.
    const neighbor = arena.take(Int32Array, generate)
    const base = arena.take(Int32Array, generate)
    const step = arena.take(Float64Array, generate)
    kernels.drawPairs(seed, indices.length, generate, neighbor.byteOffset, step.byteOffset, state)
    const nearest = arena.take(Int32Array, indices.length)
    nearest.set(indices)
    kernels.pickRows(neighbor.byteOffset, generate, k, rows.byteOffset, nearest.byteOffset, base.byteOffset)
    classes.push({ code, base, neighbor, step })
  }
  return { room, classes }
}
