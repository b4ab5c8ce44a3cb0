import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { FloatArray } from '../../base/matrix.ts'
import type { PredictOptions } from '../model.ts'
import { canShareMemory } from '../threads/shared-memory.ts'
import type { CompiledEnsemble } from './compile-ensemble.ts'
import { compiledEnsemble, forgetCompiled } from './compiled-ensembles.ts'
import { takeScratch } from './prediction-scratch.ts'
import { endThreads, sendToThreads, startThreads, waitingThreads } from './prediction-threads.ts'
import { type SumCall, sumChunks } from './sum-chunks.ts'
import { sumLeavesPlainly } from './sum-leaves-plainly.ts'
import type { TreeEnsemble } from './tree-ensemble.ts'

/**
 * The sums of the values of the leaves that each row falls into, tree after tree. O(rows · trees · depth).
 *
 * With `singlePrecision` every sum starts at `base` and is rounded to a single after each tree, as XGBoost does: then the
 * margins of an XGBoost model come out to the last bit. Otherwise sums are doubles.
 *
 * The trees are packed for the kernels once for each ensemble (which must not change any more) and kept as long as it
 * lives. Threads share the rows: the calling thread does its part and waits, blocked, for the others. Small batches stay
 * in the calling thread. Measured (see `bench/learners`): about 1 ns a row, tree and level.
 * @param columns one array a feature, in the order of the model
 * @param base what each sum starts at, one number a sum; it tells how many sums a row has
 * @returns rows x sums, row-major
 * @throws E_ML_THREAD when a thread does not end its share
 */
export function sumLeaves(
  ensemble: TreeEnsemble,
  columns: readonly FloatArray[],
  rows: number,
  base: Float64Array,
  options: PredictOptions = {},
): Float64Array {
  const singles = columns.every((column) => column instanceof Float32Array)
  const threads = canShareMemory() ? worthwhileThreads(ensemble, rows, options.threads ?? 1) : 1
  // They start while the trees are packed.
  if (threads > 1) startThreads(threads - 1)
  const compiled = rows === 0 ? undefined : compiledEnsemble(ensemble, singles)
  if (compiled === undefined) return sumLeavesPlainly(ensemble, columns, rows, base)
  const result = new Float64Array(rows * base.length)
  const { capacity, raw, sums, tiles, call } = takeScratch(compiled, rows, base, threads)
  for (let first = 0; first < rows; first += capacity) {
    const count = Math.min(capacity, rows - first)
    for (const [c, feature] of compiled.layout.features.entries()) {
      const column = columns[feature]!.subarray(first, first + count)
      // A double among doubles has to be rounded on its way; among singles it is.
      raw[c]!.set(ensemble.singlePrecision ? asSingles(column) : column)
    }
    if (!sumRows(compiled, { ...call, rows: count }, tiles, threads)) {
      forgetCompiled(ensemble)
      throw new MillraceError(
        'E_ML_THREAD',
        `A thread of a prediction gave no sign for ${patienceMs / 1000} seconds.`,
        {
          hint: 'Predict again, or in one thread.',
        },
      )
    }
    result.set(sums.subarray(0, count * base.length), first * base.length)
  }
  return result
}

function asSingles(column: FloatArray): Float32Array {
  return column instanceof Float32Array ? column : Float32Array.from(column)
}

/** About what a step from node to node takes, in seconds. */
const stepSeconds = 1.5e-9
/** What sharing costs: waking a thread that waits, starting one. */
const wakeSeconds = 0.5e-3
const startSeconds = 15e-3

function worthwhileThreads({ roots, feature }: TreeEnsemble, rows: number, threads: number): number {
  const trees = roots.length - 1
  const depth = Math.log2(feature.length / Math.max(1, trees) + 1)
  const seconds = rows * trees * depth * stepSeconds
  const cost = waitingThreads() + 1 >= threads ? wakeSeconds : startSeconds
  return threads > 1 && seconds / threads > cost ? threads : 1
}

let calls = 0
/** A chunk takes some hundredths of a second; a thread that gives no sign for so long is no more. */
const patienceMs = 60_000

/** @returns whether all rows are summed; if not, a thread may still write into the memory of this call */
function sumRows(
  { kernels, arena }: CompiledEnsemble,
  plan: Omit<SumCall, 'number'>,
  tiles: readonly number[],
  threads: number,
): boolean {
  calls = (calls % 0x7ffe) + 1
  const call: SumCall = { ...plan, number: calls }
  const { buffer, wasm } = arena.memory
  const cells = new Int32Array(buffer, call.control, 2)
  Atomics.store(cells, 1, 0)
  Atomics.store(cells, 0, calls << 16)
  const chunks = Math.ceil(call.rows / call.chunkRows)
  const others = Math.min(threads, chunks) - 1
  if (others > 0 && wasm !== undefined) {
    sendToThreads(tiles.slice(1, others + 1).map((tile) => ({ wasm, call, tile })))
  }
  sumChunks(kernels, buffer, call, tiles[0]!)
  for (let done = Atomics.load(cells, 1); done < chunks; done = Atomics.load(cells, 1)) {
    if (Atomics.wait(cells, 1, done, patienceMs) !== 'timed-out') continue
    endThreads()
    return false
  }
  return true
}
