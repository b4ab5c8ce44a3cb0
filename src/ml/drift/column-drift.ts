import { MillraceError } from '../../base/errors/millrace-error.ts'
import { binNumbers, sharesOf } from './binned-shares.ts'
import { chiSquareTest } from './chi-square-test.ts'
import { distributionDistances } from './distribution-distances.ts'
import { kolmogorovSmirnov } from './kolmogorov-smirnov.ts'
import { proportionsTest } from './proportions-test.ts'
import { type CategoryCounts, countCategories } from './samples.ts'
import { wassersteinDistance } from './wasserstein-distance.ts'

export type DriftTest =
  | 'kolmogorovSmirnov'
  | 'chiSquare'
  | 'z'
  | 'wasserstein'
  | 'jensenShannon'
  | 'psi'
  | 'kullbackLeibler'
  | 'hellinger'
  | 'totalVariation'

/** A column of both sides: numbers with NaN for missing, or categories with missing ones left out, or how often each occurs. */
export type DriftColumn =
  | { readonly type: 'number'; readonly reference: ArrayLike<number>; readonly current: ArrayLike<number> }
  | {
      readonly type: 'category'
      readonly reference: ArrayLike<string | number>
      readonly current: ArrayLike<string | number>
    }
  | { readonly type: 'counts'; readonly counts: CategoryCounts }

export interface ColumnDrift {
  readonly test: DriftTest
  /** A p-value where the test has one (small: drift), else a distance (large: drift). */
  readonly score: number
  readonly measure: 'p-value' | 'distance'
  readonly threshold: number
  readonly drifted: boolean
}

/**
 * Whether a column has drifted, by the test that Evidently takes by default. Up to 1000 reference rows: Kolmogorov and Smirnov for numbers of
 * more than five values, chi-square for the rest, z where there are no more than two; drift when p is below 0.05. Above: Wasserstein's
 * distance over the reference's standard deviation, or Jensen and Shannon's; drift from 0.1.
 *
 * Source: Evidently, `_get_default_stattest` and its registry.
 * @param options.test another test than the default one
 * @param options.threshold another threshold than the test's own
 * @throws E_ML_EMPTY when a side has no known value
 * @throws E_ML_PARAMETER when a test of numbers is asked for categories
 * @example columnDrift({ type: 'number', reference, current }).drifted
 */
export function columnDrift(
  column: DriftColumn,
  options: { readonly test?: DriftTest; readonly threshold?: number } = {},
): ColumnDrift {
  const test = options.test ?? defaultTest(column)
  const score = scoreOf(column, test)
  const measure = test === 'kolmogorovSmirnov' || test === 'chiSquare' || test === 'z' ? 'p-value' : 'distance'
  const threshold = options.threshold ?? (measure === 'p-value' ? 0.05 : 0.1)
  // As Evidently has it: p equal to the threshold is drift for Kolmogorov and Smirnov, not for the others.
  const small = test === 'kolmogorovSmirnov' ? score <= threshold : score < threshold
  return { test, score, measure, threshold, drifted: measure === 'p-value' ? small : score >= threshold }
}

/** Evidently's choice, by the rows and the distinct values of the reference. */
function defaultTest(column: DriftColumn): DriftTest {
  const { rows, distinct } = referenceSize(column)
  const numeric = column.type === 'number' && distinct > 5
  if (rows > 1000) return numeric ? 'wasserstein' : 'jensenShannon'
  if (numeric) return 'kolmogorovSmirnov'
  return distinct > 2 ? 'chiSquare' : 'z'
}

function referenceSize(column: DriftColumn): { readonly rows: number; readonly distinct: number } {
  if (column.type === 'counts') {
    const counts = column.counts.reference.filter((count) => count > 0)
    return { rows: counts.reduce((sum, count) => sum + count, 0), distinct: counts.length }
  }
  const reference = known(column.reference)
  return { rows: reference.length, distinct: new Set(reference).size }
}

function scoreOf(column: DriftColumn, test: DriftTest): number {
  switch (test) {
    case 'kolmogorovSmirnov':
      return kolmogorovSmirnov(...numbersOf(column, test)).pValue
    case 'wasserstein':
      return wassersteinDistance(...numbersOf(column, test)).normed
    case 'chiSquare':
      return chiSquareTest(countsOf(column)).pValue
    case 'z': {
      // As Evidently: the share of the smallest category, which decides where the current rows bring a third one.
      const { categories, reference, current } = countsOf(column)
      let first = 0
      for (let k = 1; k < categories.length; k++) if (categories[k]! < categories[first]!) first = k
      const side = (counts: Float64Array) => ({
        hits: counts[first]!,
        rows: counts.reduce((sum, count) => sum + count, 0),
      })
      return proportionsTest(side(reference), side(current)).pValue
    }
    default: {
      const shares =
        column.type === 'number' ? binNumbers(column.reference, column.current) : sharesOf(countsOf(column))
      return distributionDistances(shares)[test]
    }
  }
}

function known(values: ArrayLike<string | number>): (string | number)[] {
  return Array.from(values).filter((value) => typeof value === 'string' || !Number.isNaN(value))
}

function countsOf(column: DriftColumn): CategoryCounts {
  return column.type === 'counts' ? column.counts : countCategories(known(column.reference), known(column.current))
}

function numbersOf(column: DriftColumn, test: DriftTest): [ArrayLike<number>, ArrayLike<number>] {
  if (column.type === 'number') return [column.reference, column.current]
  throw new MillraceError('E_ML_PARAMETER', `The test ${test} takes numbers; the column holds categories.`, {
    hint: 'For categories there are chiSquare, z, jensenShannon, psi, hellinger, totalVariation and kullbackLeibler.',
  })
}
