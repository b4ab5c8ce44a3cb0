import { type Labels, type Matrix, matrixColumn } from '../../base/matrix.ts'
import { appendRows, type NewRows } from './append-rows.ts'
import { requireSearch } from './check-resampling.ts'
import { interpolate } from './draw-pairs.ts'
import type { SmoteOptions } from './resample-options.ts'
import type { Resampled } from './resampled.ts'
import { type ClassPairs, smotePairs } from './smote-pairs.ts'

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
  const search = requireSearch(features, labels, options.search)
  const classes = await smotePairs(labels, search, options)
  return appendRows(features, labels, smoteRows(features, classes))
}

/** The rows that lie between drawn pairs of rows. */
export function smoteRows(features: Matrix, classes: readonly ClassPairs[]): NewRows[] {
  return classes.map(({ code, pairs }) => ({
    code,
    count: pairs.base.length,
    write: (j, out) => interpolate(matrixColumn(features, j), pairs, out),
  }))
}
