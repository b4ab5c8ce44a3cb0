import { type Labels, type Matrix, matrixColumn } from '../../base/matrix.ts'
import { drawPairs, interpolate } from './draw-pairs.ts'
import { createMersenneTwister } from './mersenne-twister.ts'
import { nearestNeighbors } from './nearest-neighbors.ts'
import { gather, oversample, type Resampled, type SmoteOptions } from './oversample.ts'

/**
 * Synthetic minority over-sampling: each new row lies at a random point of the line from a row of its class to one of
 * that row's k nearest neighbours in the class.
 *
 * Only for training rows: resampling before the split leaks, and probabilities of a model trained on the result are
 * those of the new class shares, so calibrate on rows that were not resampled.
 *
 * Source: Chawla, Bowyer, Hall and Kegelmeyer, "SMOTE", JAIR 16 (2002) 321-357; imbalanced-learn 0.10
 * `SMOTE(random_state=seed)`, with whose rows the result is equal to the last bit as long as no two neighbours are
 * equally distant. O(Σ n_c² · columns) for the search.
 *
 * @throws E_SMOTE_NEIGHBORS when a class to grow has no more than k rows; else as `oversample`
 * @example smote(features, labels, { seed: 0 }).counts
 * // [{ class: 'lost', before: 8, after: 12 }, { class: 'won', before: 12, after: 12 }]
 */
export function smote(features: Matrix, labels: Labels, options: SmoteOptions): Resampled {
  return oversample(features, labels, options, ({ rows, search, k, seed, generate }) => {
    const neighbors = nearestNeighbors({ columns: search }, k)
    const pairs = drawPairs(neighbors, k, generate, createMersenneTwister(seed))
    return features.names.map((_, j) => interpolate(gather(matrixColumn(features, j), rows), pairs))
  })
}
