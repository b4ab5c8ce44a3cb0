import { MillraceError } from '../../base/errors/millrace-error.ts'
import { requireWhole } from '../checks.ts'
import { type Fold, rowsWhere } from './fold.ts'
import { type Groups, groupCodes } from './group-codes.ts'

export interface WalkForwardOptions {
  /** Periods before the first test. Default 1. */
  readonly minTrain?: number | undefined
  /** A rolling window of that many periods. Default: all earlier ones, an expanding window. */
  readonly maxTrain?: number | undefined
  /** Periods of each test. Default 1. */
  readonly testPeriods?: number | undefined
  /** Periods between training and test that are left out. Default 0. */
  readonly gap?: number | undefined
}

/**
 * Season by season, or day by day: every period is tested by what came before it. Periods are sorted (days as `2016-08-21`
 * or as numbers, seasons as `2016-17`); rows of one period are never parted, so that no match is forecast by another of the
 * same day. Rows may stand in any order. A last test of fewer periods than `testPeriods` is kept.
 *
 * Source: Tashman, "Out-of-sample tests of forecasting accuracy" (2000): rolling origin, recalibrated. O(n · tests).
 * @throws E_ML_EMPTY, E_ML_SHAPE; E_ML_PARAMETER when there are too few periods for one test
 * @example walkForward(['2015', '2015', '2016', '2017'])
 * // [{ train: [0, 1], test: [2] }, { train: [0, 1, 2], test: [3] }]
 */
export function walkForward(periods: Groups, options: WalkForwardOptions = {}): Fold[] {
  const { minTrain = 1, maxTrain, testPeriods = 1, gap = 0 } = options
  requireWhole('minTrain', minTrain, 1)
  requireWhole('testPeriods', testPeriods, 1)
  requireWhole('gap', gap, 0)
  if (maxTrain !== undefined) requireWhole('maxTrain', maxTrain, 1)
  const { codes, names } = groupCodes(periods, periods.length)
  if (names.length === 0) throw new MillraceError('E_ML_EMPTY', 'There are no rows to split.')
  if (names.length < minTrain + gap + 1) {
    throw new MillraceError(
      'E_ML_PARAMETER',
      `There are ${names.length} periods; ${minTrain} to learn from, a gap of ${gap} and one to test are needed.`,
      { hint: 'Use smaller periods, such as days instead of seasons, or a smaller minTrain or gap.' },
    )
  }
  const folds: Fold[] = []
  for (let start = minTrain + gap; start < names.length; start += testPeriods) {
    const end = start - gap
    const first = maxTrain === undefined ? 0 : Math.max(0, end - maxTrain)
    folds.push({
      train: rowsWhere(codes.length, (i) => codes[i]! >= first && codes[i]! < end),
      test: rowsWhere(codes.length, (i) => codes[i]! >= start && codes[i]! < start + testPeriods),
    })
  }
  return folds
}
