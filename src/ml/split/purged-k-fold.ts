import { MillraceError } from '../../base/errors/millrace-error.ts'
import { type Fold, requireSplits } from './fold.ts'
import { type LabelIntervals, requireIntervals, rowsOutside } from './purge.ts'
import { range } from './time-series-split.ts'

export interface PurgedKFoldOptions {
  /** Default 5. */
  readonly nSplits?: number | undefined
  /** How long after a test rows are left out too, in the unit of the intervals. Default 0. */
  readonly embargo?: number | undefined
}

/**
 * K blocks of neighbouring rows, each tested once by earlier and later rows that know nothing of it: rows whose label
 * overlaps the test in time are purged, and rows that start within `embargo` after it are left out.
 *
 * Source: López de Prado (2018), section 7.4.3. O(n · folds).
 * @throws E_ML_EMPTY, E_ML_SHAPE, E_ML_NOT_FINITE; E_ML_PARAMETER, also when a fold would have nothing to learn from
 * @example purgedKFold({ start: Float64Array.of(0, 1, 2, 3), end: Float64Array.of(1, 2, 3, 4) }, { nSplits: 2 })
 * // [{ train: [3], test: [0, 1] }, { train: [0], test: [2, 3] }]: rows 2 and 1 overlap the test
 */
export function purgedKFold(intervals: LabelIntervals, options: PurgedKFoldOptions = {}): Fold[] {
  const { nSplits = 5, embargo = 0 } = options
  requireIntervals(intervals)
  requireEmbargo(embargo)
  return blocksOf(intervals.start.length, nSplits).map(([first, after], f) => {
    const train = rowsOutside(intervals, [[first, after]], embargo)
    requireTraining(train, `Fold ${f + 1}`)
    return { train, test: range(first, after) }
  })
}

/** Blocks of neighbouring rows of nearly equal size, as `kFold` without a seed. */
export function blocksOf(rows: number, count: number): [number, number][] {
  requireSplits(count, rows, 'rows')
  let next = 0
  return Array.from({ length: count }, (_, b) => {
    const first = next
    next += Math.floor(rows / count) + (b < rows % count ? 1 : 0)
    return [first, next]
  })
}

export function requireEmbargo(embargo: number): void {
  if (embargo >= 0 && Number.isFinite(embargo)) return
  throw new MillraceError('E_ML_PARAMETER', `embargo is ${embargo}.`, { hint: 'Use a finite number from 0.' })
}

export function requireTraining(train: Int32Array, what: string): void {
  if (train.length > 0) return
  throw new MillraceError('E_ML_PARAMETER', `${what} has nothing to learn from after purge and embargo.`, {
    hint: 'Use more folds, a shorter embargo, or labels that last less long.',
  })
}
