import { requireWhole } from '../checks.ts'
import { createMersenneTwister, type MersenneTwister } from '../resample/mersenne-twister.ts'
import { type Fold, foldsByNumber, requireSplits } from './fold.ts'

export interface KFoldOptions {
  /** Default 5. */
  readonly nSplits?: number | undefined
  /** Unsigned 32-bit: rows are shuffled first. Default: neighbouring rows stay together. */
  readonly seed?: number | undefined
}

/**
 * K folds of nearly equal size; each row is tested once.
 *
 * Source: scikit-learn `KFold`, with whose folds they are equal for the same `random_state`. O(n · folds).
 * @throws E_ML_EMPTY; E_ML_PARAMETER for fewer than 2 folds or more than rows
 * @example kFold(4, { nSplits: 2 }) // [{ train: [2, 3], test: [0, 1] }, { train: [0, 1], test: [2, 3] }]
 */
export function kFold(rows: number, options: KFoldOptions = {}): Fold[] {
  const { nSplits = 5, seed } = options
  if (seed !== undefined) requireWhole('seed', seed, 0)
  return kFoldFrom(rows, nSplits, seed === undefined ? undefined : createMersenneTwister(seed))
}

/** With a generator that others go on drawing from. */
export function kFoldFrom(rows: number, nSplits: number, twister: MersenneTwister | undefined): Fold[] {
  requireSplits(nSplits, rows, 'rows')
  const order = twister?.permutation(rows) ?? Int32Array.from({ length: rows }, (_, i) => i)
  const folds = new Int32Array(rows)
  let next = 0
  for (let f = 0; f < nSplits; f++) {
    const size = Math.floor(rows / nSplits) + (f < rows % nSplits ? 1 : 0)
    for (const end = next + size; next < end; next++) folds[order[next]!] = f
  }
  return foldsByNumber(folds, nSplits)
}
