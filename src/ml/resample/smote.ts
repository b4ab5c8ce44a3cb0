import { type FloatArray, type Labels, type Matrix, matrixColumn } from '../../base/matrix.ts'
import { appendRows, type NewRows } from './append-rows.ts'
import { requireSearch } from './check-resampling.ts'
import type { SmoteOptions } from './resample-options.ts'
import type { Resampled } from './resampled.ts'
import { type SmotePairs, smotePairs } from './smote-pairs.ts'
import { openSmoteRoom } from './smote-room.ts'

/**
 * Synthetic minority over-sampling: each new row lies at a random point of the line from a row of its class to one of
 * that row's k nearest neighbours in the class. The original rows come first, in order, then synthetic rows by class in
 * sorted order of the class names.
 *
 * Only for training rows: resampling before the split leaks, and probabilities of a model trained on the result are
 * those of the new class shares, so calibrate on rows that were not resampled.
 *
 * Source: Chawla, Bowyer, Hall and Kegelmeyer, "SMOTE", JAIR 16 (2002) 321-357; imbalanced-learn 0.10
 * `SMOTE(random_state=seed)`, with whose rows the result is equal to the last bit as long as no two neighbours are
 * equally distant. O(Σ n_c² · columns) for the search.
 *
 * @throws E_SMOTE_NEIGHBORS when a class to grow has no more than k rows; E_ML_EMPTY, E_ML_SHAPE, E_ML_LABEL,
 *   E_ML_ONE_CLASS, E_ML_PARAMETER; E_ML_NOT_FINITE for a missing value in the search matrix or an infinite one anywhere
 * @example (await smote(features, labels, { seed: 0 })).counts
 * // [{ class: 'lost', before: 8, after: 12 }, { class: 'won', before: 12, after: 12 }]
 */
export async function smote(features: Matrix, labels: Labels, options: SmoteOptions): Promise<Resampled> {
  const room = openSmoteRoom(labels)
  const { search, counts } = requireSearch(features, labels, options.search, room.count)
  const pairs = await smotePairs(room, labels, counts, search, options)
  return appendRows(features, labels, counts, smoteRows(features, pairs))
}

/** The rows that lie between drawn pairs of rows. */
export function smoteRows(features: Matrix, { room: { arena, kernels }, classes }: SmotePairs): NewRows[] {
  const single = features.data instanceof Float32Array
  const most = classes.reduce((count, { base }) => Math.max(count, base.length), 0)
  const take = (length: number): FloatArray =>
    single ? arena.take(Float32Array, length) : arena.take(Float64Array, length)
  const column = take(features.rows)
  const mixed = take(most)
  const mix = single ? kernels.mixSingles : kernels.mixDoubles
  let staged = -1
  return classes.map(({ code, base, neighbor, step }) => ({
    code,
    count: base.length,
    write(j, out) {
      if (staged !== j) column.set(matrixColumn(features, j))
      staged = j
      mix(column.byteOffset, base.byteOffset, neighbor.byteOffset, step.byteOffset, out.length, mixed.byteOffset)
      out.set(mixed.subarray(0, out.length))
    },
  }))
}
