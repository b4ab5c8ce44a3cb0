import { binNumbers, sharesOf } from './binned-shares.ts'
import { chiSquareTest } from './chi-square-test.ts'
import { distributionDistances } from './distribution-distances.ts'
import { kolmogorovSmirnov } from './kolmogorov-smirnov.ts'
import { proportionsTest } from './proportions-test.ts'
import { countCategories } from './samples.ts'
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

/** A column of both sides: numbers with NaN for missing, or categories with missing ones left out. */
export type DriftColumn =
  | { readonly type: 'number'; readonly reference: ArrayLike<number>; readonly current: ArrayLike<number> }
  | {
      readonly type: 'category'
      readonly reference: ArrayLike<string | number>
      readonly current: ArrayLike<string | number>
    }

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

function defaultTest(column: DriftColumn): DriftTest {
  const reference: ArrayLike<string | number> = column.reference
  const known = Array.from(reference).filter((value) => typeof value === 'string' || !Number.isNaN(value))
  const distinct = new Set(known).size
  const numeric = column.type === 'number' && distinct > 5
  if (known.length > 1000) return numeric ? 'wasserstein' : 'jensenShannon'
  if (numeric) return 'kolmogorovSmirnov'
  return distinct > 2 ? 'chiSquare' : 'z'
}

function scoreOf(column: DriftColumn, test: DriftTest): number {
  const known = (values: ArrayLike<string | number>) =>
    Array.from(values).filter((value) => typeof value === 'string' || !Number.isNaN(value))
  const numbers = (values: ArrayLike<string | number>) => Float64Array.from(Array.from(values, Number))
  switch (test) {
    case 'kolmogorovSmirnov':
      return kolmogorovSmirnov(numbers(column.reference), numbers(column.current)).pValue
    case 'wasserstein':
      return wassersteinDistance(numbers(column.reference), numbers(column.current)).normed
    case 'chiSquare':
      return chiSquareTest(countCategories(known(column.reference), known(column.current))).pValue
    case 'z': {
      const { reference, current } = countCategories(known(column.reference), known(column.current))
      const side = (counts: Float64Array) => ({ hits: counts[0]!, rows: counts.reduce((sum, count) => sum + count, 0) })
      return proportionsTest(side(reference), side(current)).pValue
    }
    default: {
      const shares =
        column.type === 'number'
          ? binNumbers(column.reference, column.current)
          : sharesOf(countCategories(known(column.reference), known(column.current)))
      return distributionDistances(shares)[test]
    }
  }
}
