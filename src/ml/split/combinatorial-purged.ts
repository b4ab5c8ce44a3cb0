import { MillraceError } from '../../base/errors/millrace-error.ts'
import { requireWhole } from '../checks.ts'
import type { Fold } from './fold.ts'
import { type LabelIntervals, requireIntervals, rowsOutside } from './purge.ts'
import { blocksOf, requireEmbargo, requireTraining } from './purged-k-fold.ts'

export interface CombinatorialPurgedOptions {
  /** Blocks of neighbouring rows. Default 10. */
  readonly nFolds?: number | undefined
  /** Blocks tested together. Default 8. */
  readonly nTestFolds?: number | undefined
  /** In the unit of the intervals. Default 0. */
  readonly embargo?: number | undefined
}

export interface CombinatorialFold extends Fold {
  /** Which blocks are tested. */
  readonly testFolds: readonly number[]
  /**
   * Of which backtest path each of them is a part: path p takes from every block the (p + 1)-th split that tests it, so that
   * each path covers all rows once.
   */
  readonly paths: readonly number[]
}

const mostSplits = 10_000

/**
 * Combinatorial purged cross-validation: every choice of `nTestFolds` of `nFolds` blocks is tested once, purged and with
 * embargo. `C(N, k)` splits make `C(N, k) k / N` paths through all rows: many backtests of one history instead of one.
 *
 * Source: López de Prado (2018), section 12.4; defaults of skfolio's `CombinatorialPurgedCV`. O(C(N, k) · n).
 * @throws as `purgedKFold`; E_ML_PARAMETER for more than 10,000 splits
 * @example combinatorialPurged(intervals, { nFolds: 6, nTestFolds: 2 }).length // 15 splits, 5 paths
 */
export function combinatorialPurged(
  intervals: LabelIntervals,
  options: CombinatorialPurgedOptions = {},
): CombinatorialFold[] {
  const { nFolds = 10, nTestFolds = 8, embargo = 0 } = options
  requireIntervals(intervals)
  requireEmbargo(embargo)
  requireWhole('nTestFolds', nTestFolds, 1)
  const blocks = blocksOf(intervals.start.length, nFolds)
  if (nTestFolds >= nFolds) {
    throw new MillraceError('E_ML_PARAMETER', `nTestFolds is ${nTestFolds} of ${nFolds} folds.`, {
      hint: `Use ${nFolds - 1} at most: something must be left to learn from.`,
    })
  }
  let splits = 1
  for (let i = 1; i <= nTestFolds; i++) splits = (splits * (nFolds - nTestFolds + i)) / i
  if (splits > mostSplits) {
    throw new MillraceError('E_ML_PARAMETER', `${nTestFolds} of ${nFolds} folds can be chosen in ${splits} ways.`, {
      hint: `Use fewer folds: ${mostSplits} splits at most.`,
    })
  }
  const seen = new Int32Array(nFolds)
  return combinations(nFolds, nTestFolds).map((testFolds) => {
    const chosen = testFolds.map((fold) => blocks[fold]!)
    const train = rowsOutside(intervals, chosen, embargo)
    requireTraining(train, `The split that tests folds ${testFolds.map((fold) => fold + 1).join(', ')}`)
    const test = chosen.flatMap(([first, after]) => Array.from({ length: after - first }, (_, i) => first + i))
    return { train, test: Int32Array.from(test), testFolds, paths: testFolds.map((fold) => seen[fold]!++) }
  })
}

/** All ways to choose `count` of 0 … `of` - 1, in lexicographic order. */
function combinations(of: number, count: number, from = 0): number[][] {
  if (count === 0) return [[]]
  const found: number[][] = []
  for (let first = from; first <= of - count; first++) {
    for (const rest of combinations(of, count - 1, first + 1)) found.push([first, ...rest])
  }
  return found
}
