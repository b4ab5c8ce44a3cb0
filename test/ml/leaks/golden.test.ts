import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { areasByClass } from '../../../src/ml/leaks/areas-by-class.ts'
import { correlation } from '../../../src/ml/leaks/correlation.ts'
import { midRanks } from '../../../src/ml/leaks/mid-ranks.ts'
import { nonNegativeLeastSquares } from '../../../src/ml/leaks/non-negative-least-squares.ts'
import { orderBy } from '../../../src/ml/leaks/order-by.ts'
import { pairedAdvantage } from '../../../src/ml/leaks/paired-advantage.ts'
import { mannKendall } from '../../../src/ml/statistics/mann-kendall.ts'

interface Golden {
  readonly mannKendall: readonly {
    readonly series: number[]
    readonly s: number
    readonly tau: number
    readonly z: number
    readonly pValue: number
  }[]
  readonly nonNegativeLeastSquares: readonly {
    readonly columns: number[][]
    readonly y: number[]
    readonly weights: number[]
  }[]
  readonly areasByClass: readonly { readonly values: number[]; readonly codes: number[]; readonly areas: number[] }[]
  readonly pairedAdvantage: readonly {
    readonly losses: number[]
    readonly reference: number[]
    readonly z: number
    readonly difference: number
  }[]
  readonly ranks: readonly {
    readonly x: number[]
    readonly y: number[]
    readonly ranks: number[]
    readonly pearson: number
  }[]
}

const golden = JSON.parse(readFileSync(new URL('../../golden/leaks.json', import.meta.url), 'utf8')) as Golden

describe('leak checks agree with SciPy and scikit-learn', () => {
  it.each(golden.mannKendall)('Mann-Kendall, $s', ({ series, s, tau, z, pValue }) => {
    const found = mannKendall(series)
    expect(found.s).toBe(s)
    expect(found.tau).toBeCloseTo(tau, 12)
    expect(found.z).toBeCloseTo(z, 12)
    expect(Math.abs(found.pValue - pValue)).toBeLessThan(1e-12 + 1e-9 * pValue)
  })

  it.each(golden.nonNegativeLeastSquares)('non-negative least squares', ({ columns, y, weights }) => {
    const product = (a: number[], b: number[]) => a.reduce((sum, value, i) => sum + value * b[i]!, 0)
    const gram = Float64Array.from(columns.flatMap((a) => columns.map((b) => product(a, b))))
    const found = nonNegativeLeastSquares(
      gram,
      Float64Array.from(columns, (a) => product(a, y)),
    )
    expect(weights.some((weight) => weight === 0)).toBe(true)
    // Normal equations square the condition of the columns: half of the digits are lost where SciPy loses none.
    found.forEach((weight, j) => {
      expect(Math.abs(weight - weights[j]!)).toBeLessThanOrEqual(1e-8 * Math.max(weights[j]!, 1e-6))
    })
  })

  it.each(golden.areasByClass)('areas one against the rest', ({ values, codes, areas }) => {
    const found = areasByClass(values, Int32Array.from(codes), 3, orderBy(values))
    areas.forEach((area, k) => {
      expect(found[k]).toBeCloseTo(area, 12)
    })
  })

  it.each(golden.pairedAdvantage)('paired differences', ({ losses, reference, z, difference }) => {
    const found = pairedAdvantage(losses, reference)
    expect(found.z).toBeCloseTo(z, 10)
    expect(found.difference).toBeCloseTo(difference, 12)
  })

  it.each(golden.ranks)('ranks and correlation', ({ x, y, ranks, pearson }) => {
    expect([...midRanks(x)]).toEqual(ranks)
    expect(correlation(x, y)).toBeCloseTo(pearson, 12)
  })
})
