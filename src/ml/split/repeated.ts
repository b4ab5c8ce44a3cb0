import type { Labels } from '../../base/matrix.ts'
import { requireWhole } from '../checks.ts'
import { createMersenneTwister } from '../resample/mersenne-twister.ts'
import type { Fold } from './fold.ts'
import { kFoldFrom } from './k-fold.ts'
import { stratifiedKFoldFrom } from './stratified-k-fold.ts'

export interface RepeatedOptions {
  /** Unsigned 32-bit. */
  readonly seed: number
  /** Folds of each repetition. Default 5. */
  readonly nSplits?: number | undefined
  /** Default 10. */
  readonly nRepeats?: number | undefined
}

/**
 * K folds, shuffled anew and again; `nSplits · nRepeats` folds in all.
 *
 * Source: scikit-learn `RepeatedKFold`: one generator for all repetitions, the same folds for the same `random_state`.
 * @throws as `kFold`
 * @example repeatedKFold(100, { seed: 0, nSplits: 5, nRepeats: 2 }).length // 10
 */
export function repeatedKFold(rows: number, options: RepeatedOptions): Fold[] {
  return repeat(options, (nSplits, twister) => kFoldFrom(rows, nSplits, twister))
}

/**
 * Stratified folds, shuffled anew and again.
 *
 * Source: scikit-learn `RepeatedStratifiedKFold`, likewise.
 * @throws as `stratifiedKFold`
 * @example repeatedStratifiedKFold(labels, { seed: 0, nRepeats: 3 }).length // 15
 */
export function repeatedStratifiedKFold(labels: Labels, options: RepeatedOptions): Fold[] {
  return repeat(options, (nSplits, twister) => stratifiedKFoldFrom(labels, nSplits, twister))
}

function repeat(
  { seed, nSplits = 5, nRepeats = 10 }: RepeatedOptions,
  split: (nSplits: number, twister: ReturnType<typeof createMersenneTwister>) => Fold[],
): Fold[] {
  requireWhole('seed', seed, 0)
  requireWhole('nRepeats', nRepeats, 1)
  const twister = createMersenneTwister(seed)
  return Array.from({ length: nRepeats }, () => split(nSplits, twister)).flat()
}
