import { MillraceError } from '../../base/errors/millrace-error.ts'
import { requireWhole } from '../checks.ts'
import type { Fold } from './fold.ts'

export interface TimeSeriesSplitOptions {
  /** Default 5. */
  readonly nSplits?: number | undefined
  /** Rows between training and test that are left out. Default 0. */
  readonly gap?: number | undefined
  /** A rolling window of that many rows. Default: all earlier rows, an expanding window. */
  readonly maxTrainSize?: number | undefined
  /** Rows of each test. Default `floor(n / (nSplits + 1))`. */
  readonly testSize?: number | undefined
}

/**
 * Later rows are tested by what came before them; the tests follow one another up to the last row. Rows must be in order of
 * time. Where several rows share a time that must not be parted, use `walkForward`.
 *
 * Source: scikit-learn `TimeSeriesSplit`, the same folds. O(n · splits).
 * @throws E_ML_EMPTY; E_ML_PARAMETER when rows do not suffice
 * @example timeSeriesSplit(6, { nSplits: 2 }) // [{ train: [0, 1], test: [2, 3] }, { train: [0, 1, 2, 3], test: [4, 5] }]
 */
export function timeSeriesSplit(rows: number, options: TimeSeriesSplitOptions = {}): Fold[] {
  const { nSplits = 5, gap = 0, maxTrainSize } = options
  if (rows === 0) throw new MillraceError('E_ML_EMPTY', 'There are no rows to split.')
  requireWhole('nSplits', nSplits, 2)
  requireWhole('gap', gap, 0)
  if (maxTrainSize !== undefined) requireWhole('maxTrainSize', maxTrainSize, 1)
  const testSize = options.testSize ?? Math.floor(rows / (nSplits + 1))
  if (options.testSize !== undefined) requireWhole('testSize', testSize, 1)
  if (nSplits + 1 > rows || rows - gap - testSize * nSplits <= 0) {
    throw new MillraceError(
      'E_ML_PARAMETER',
      `${rows} rows do not suffice for ${nSplits} tests of ${Math.max(1, testSize)} rows after a gap of ${gap}.`,
      { hint: 'Use fewer splits, smaller tests or a smaller gap.' },
    )
  }
  return Array.from({ length: nSplits }, (_, s) => {
    const start = rows - (nSplits - s) * testSize
    const end = start - gap
    const first = maxTrainSize === undefined ? 0 : Math.max(0, end - maxTrainSize)
    return { train: range(first, end), test: range(start, start + testSize) }
  })
}

/** From `first` to before `end`. */
export function range(first: number, end: number): Int32Array {
  return Int32Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i)
}
