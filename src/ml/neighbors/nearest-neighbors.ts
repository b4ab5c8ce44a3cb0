import { availableParallelism } from 'node:os'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import { requireWhole } from '../checks.ts'
import { neighborsSource } from '../generated/neighbors-program.ts'
import { neighborScratchBytes } from '../kernels/neighbors/neighbor-kernels.ts'
import { createArena } from '../threads/arena.ts'
import { runProgram } from '../threads/run-program.ts'
import { layOutPoints } from './lay-out-points.ts'
import { countPoints, countRows, type NeighborSpace } from './neighbor-space.ts'
import { program } from './neighbors.program.ts'

export interface NeighborOptions {
  /** Default: as many as the machine has, one for a short search. The neighbours are the same for any number. */
  readonly threads?: number | undefined
  /** Cancels the search, which then throws the signal's reason. */
  readonly signal?: AbortSignal | undefined
}

export interface Neighbors {
  readonly k: number
  /** Numbers of points, row-major, queries x k, nearest first. */
  readonly indices: Int32Array
  /** Their squared distances. */
  readonly squaredDistances: Float64Array
}

/** Products of coordinates below which starting threads costs more than they save. */
const worthThreads = 1.5e9
/** Queries a task: a kernel call then takes about a millisecond at 10,000 points. */
const block = 64

/**
 * The `k` nearest other points of each query, nearest first, by exact float64 squared Euclidean distance
 * `Σ_j (a_j - b_j)²`, summed in the order of the columns, plus `mismatch` for each nominal column in which two points
 * differ. Of equally distant points the one with the smaller index comes first.
 *
 * Source: brute force, as scikit-learn's `NearestNeighbors(algorithm='brute')`, without its rounding trick
 * `|a|² - 2ab + |b|²`: that serves here, in single precision, only to pass over what cannot be near.
 * O(queries · points · columns) time, O(points · columns) memory.
 * @throws E_ML_PARAMETER when there are no `k` other points; E_ML_NOT_FINITE; E_ML_EMPTY; `signal.reason`
 * @example (await nearestNeighbors({ columns: [Float64Array.of(0, 1, 3)] }, 1)).indices // [1, 0, 1]
 */
export async function nearestNeighbors(
  space: NeighborSpace,
  k: number,
  options: NeighborOptions = {},
): Promise<Neighbors> {
  const points = countPoints(space)
  check(space, points, k)
  const arena = createArena()
  const laidOut = layOutPoints(arena, space)
  const queryCount = space.queries?.length ?? points
  const indices = arena.take(Int32Array, queryCount * k)
  const squaredDistances = arena.take(Float64Array, queryCount * k)
  const long = queryCount * points * (laidOut.width + 1) >= worthThreads
  const asked = options.threads ?? (long ? availableParallelism() : 1)
  // Where memory cannot be shared there is one thread, whatever is asked for.
  const threads = arena.memory.wasm === undefined ? 1 : Math.min(asked, Math.max(1, Math.ceil(queryCount / block)))
  const all = space.queries === undefined
  const lists = Array.from({ length: all ? threads - 1 : 0 }, () => ({
    indices: arena.take(Int32Array, points * k).byteOffset,
    distances: arena.take(Float64Array, points * k).byteOffset,
  }))
  const boundsBytes = all ? 2 * 64 * Math.ceil((4 * (points + 8)) / 64) : 0
  const scratchBytes = neighborScratchBytes(laidOut.width, block)
  const queries = all ? undefined : arena.take(Int32Array, queryCount)
  if (space.queries !== undefined) queries?.set(space.queries)
  await runProgram({
    program,
    source: neighborsSource,
    payload: {
      ...laidOut,
      queries: queries?.byteOffset,
      queryCount,
      k,
      indices: indices.byteOffset,
      distances: squaredDistances.byteOffset,
      lists,
      bounds: arena.take(Uint8Array, boundsBytes * threads).byteOffset,
      boundsBytes,
      scratch: arena.take(Uint8Array, scratchBytes * threads).byteOffset,
      scratchBytes,
      block,
    },
    memory: arena.memory,
    threads,
    signal: options.signal,
  })
  // Copies, so that the working memory is not held by the results.
  return { k, indices: indices.slice(), squaredDistances: squaredDistances.slice() }
}

function check(space: NeighborSpace, points: number, k: number): void {
  const { columns, nominal = [], mismatch = 0, queries, rows: chosen } = space
  const rows = countRows(space)
  if (points === 0) throw new MillraceError('E_ML_EMPTY', 'There are no points to search.')
  requireWhole('k', k, 1)
  if (k >= points) {
    throw new MillraceError('E_ML_PARAMETER', `${k} neighbours are asked for, each point has ${points - 1} others.`, {
      hint: `Use ${points - 1} at most.`,
    })
  }
  for (const [j, column] of [...columns, ...nominal].entries()) {
    if (column.length !== rows) {
      throw new MillraceError('E_ML_SHAPE', `Column ${j} has ${column.length} values, others have ${rows}.`)
    }
  }
  if (!(mismatch >= 0 && Number.isFinite(mismatch))) {
    throw new MillraceError('E_ML_PARAMETER', `mismatch is ${mismatch}.`, { hint: 'Use a finite number from 0.' })
  }
  const missing = chosen?.find((row) => row < 0 || row >= rows)
  if (missing !== undefined) throw new MillraceError('E_ML_PARAMETER', `Row ${missing} is none of the ${rows} rows.`)
  const outside = queries?.find((query) => query < 0 || query >= points)
  if (outside !== undefined) {
    throw new MillraceError('E_ML_PARAMETER', `Query ${outside} is none of the ${points} points.`)
  }
}
