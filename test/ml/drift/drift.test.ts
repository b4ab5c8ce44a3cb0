import { describe, expect, it } from 'vitest'
import { binNumbers, sharesOf } from '../../../src/ml/drift/binned-shares.ts'
import { chiSquareTest } from '../../../src/ml/drift/chi-square-test.ts'
import { columnDrift } from '../../../src/ml/drift/column-drift.ts'
import { datasetDrift } from '../../../src/ml/drift/dataset-drift.ts'
import { distributionDistances } from '../../../src/ml/drift/distribution-distances.ts'
import { kolmogorovSmirnov } from '../../../src/ml/drift/kolmogorov-smirnov.ts'
import { proportionsTest } from '../../../src/ml/drift/proportions-test.ts'
import { countCategories } from '../../../src/ml/drift/samples.ts'
import { wassersteinDistance } from '../../../src/ml/drift/wasserstein-distance.ts'
import { chiSquareSurvival } from '../../../src/ml/statistics/chi-square-survival.ts'
import { codeOf, golden } from '../tables.ts'

interface Sides {
  reference: number[]
  current: number[]
  scores: Record<string, number>
}
interface Drift {
  quoted: Sides
  numbers: Sides[]
  categories: Sides[]
  shares: { given: [number, number, number, number]; z: number; p: number }[]
  chiSquareSurvival: [number, number, number][]
}
const { quoted, numbers, categories, shares, chiSquareSurvival: survivals } = golden<Drift>('drift')

describe.each(numbers)('numbers of case %#', ({ reference, current, scores }) => {
  it('agree with SciPy', () => {
    const ks = kolmogorovSmirnov(reference, current)
    expect(ks.statistic).toBeCloseTo(scores.ks!, 12)
    expect(ks.pValue).toBeCloseTo(scores.ksP!, 9)
    const moved = wassersteinDistance(reference, current)
    expect(moved.value).toBeCloseTo(scores.wasserstein!, 10)
    expect(moved.normed).toBeCloseTo(scores.wassersteinNormed!, 10)
    const distances = distributionDistances(binNumbers(reference, current))
    expect(distances.psi).toBeCloseTo(scores.psi!, 10)
    expect(distances.kullbackLeibler).toBeCloseTo(scores.kullbackLeibler!, 10)
    expect(distances.jensenShannon).toBeCloseTo(scores.jensenShannon!, 10)
    expect(distances.hellinger).toBeCloseTo(scores.hellinger!, 10)
    expect(distances.totalVariation).toBeCloseTo(scores.totalVariation!, 10)
  })
})

it.each(categories)('categories of case %#', ({ reference, current, scores }) => {
  const { statistic, pValue } = chiSquareTest(countCategories(reference, current))
  expect(statistic).toBeCloseTo(scores.chi!, 9)
  expect(pValue).toBeCloseTo(scores.chiP!, 10)
})

it.each(shares)('shares of case %#', ({ given: [hits, rows, hits2, rows2], z, p }) => {
  const test = proportionsTest({ hits, rows }, { hits: hits2, rows: rows2 })
  expect(test.z).toBeCloseTo(z, 12)
  expect(test.pValue).toBeCloseTo(p, 12)
})

it.each(survivals)('chi-square at %d of %i degrees', (value, degrees, expected) => {
  expect(Math.abs(chiSquareSurvival(value, degrees) - expected)).toBeLessThan(1e-9 * Math.max(expected, 1e-3))
})

// definitions: measured with Evidently on this sample.
it('gives the numbers that the definitions quote', () => {
  const { reference, current, scores } = quoted
  const ks = kolmogorovSmirnov(reference, current)
  const bins = binNumbers(reference, current)
  const { psi, kullbackLeibler, jensenShannon } = distributionDistances(bins)
  expect(ks.statistic).toBeCloseTo(0.0615, 10)
  expect(ks.pValue).toBeCloseTo(0.35593, 5)
  expect(wassersteinDistance(reference, current).normed).toBeCloseTo(0.1121701, 7)
  expect(bins.reference).toHaveLength(11)
  expect([psi, kullbackLeibler, jensenShannon].map((value) => value.toFixed(7))).toEqual([
    '0.0606152',
    '0.0248753',
    '0.0830493',
  ])
  expect(psi).toBeCloseTo(scores.psi!, 10)
})

// definitions: the vector of Evidently's own tests.
it('agrees with Evidently on its own vector', () => {
  const counts = {
    categories: [0, 1, 2, 3, 4, 5],
    reference: Float64Array.of(16, 18, 16, 14, 12, 12),
    current: Float64Array.of(16, 16, 16, 16, 16, 8),
  }
  expect(chiSquareTest(counts).pValue).toBeCloseTo(0.67309, 5)
  expect(distributionDistances(sharesOf(counts)).hellinger).toBeCloseTo(0.06812, 4)
})

describe('the test that is taken', () => {
  const few = Array.from({ length: 100 }, (_, i) => i / 100)
  const many = Array.from({ length: 1001 }, (_, i) => i / 1001)
  it.each([
    ['many numbers, few rows', few, 'kolmogorovSmirnov'],
    ['many numbers, many rows', many, 'wasserstein'],
    ['few numbers, few rows', few.map((value) => Math.floor(value * 5)), 'chiSquare'],
    ['two numbers, few rows', few.map((value) => Math.floor(value * 2)), 'z'],
    ['few numbers, many rows', many.map((value) => Math.floor(value * 5)), 'jensenShannon'],
  ] as const)('%s', (_, values, test) => {
    const same = columnDrift({ type: 'number', reference: values, current: values })
    expect(same).toMatchObject({ test, drifted: false })
    const other = columnDrift({
      type: 'number',
      reference: values,
      current: values.map((value) => value * value + 0.6),
    })
    expect(other.drifted).toBe(true)
  })

  it('makes a data set drift from half of its columns on', () => {
    const still = { type: 'number', reference: few, current: few } as const
    const moved = { ...still, current: few.map((value) => value + 1) }
    expect(datasetDrift({ a: still, b: moved })).toMatchObject({ share: 0.5, drifted: true })
    expect(datasetDrift({ a: still, b: still, c: moved }).drifted).toBe(false)
  })

  it('leaves missing values out, and refuses a column without any value', () => {
    const gaps = [Number.NaN, ...few]
    expect(kolmogorovSmirnov(gaps, few).statistic).toBe(0)
    expect(codeOf(() => columnDrift({ type: 'number', reference: few, current: [Number.NaN] }))).toBe('E_ML_EMPTY')
    expect(codeOf(() => chiSquareTest(countCategories(['a'], ['a'])))).toBe('E_ML_ONE_CLASS')
  })

  it('counts of categories are judged as the categories themselves', () => {
    const [reference, current] = [[...'aabbbc'], [...'abccc']]
    const counts = countCategories(reference, current)
    expect(columnDrift({ type: 'counts', counts })).toEqual(columnDrift({ type: 'category', reference, current }))
    const test = 'psi'
    expect(columnDrift({ type: 'counts', counts }, { test })).toEqual(
      columnDrift({ type: 'category', reference, current }, { test }),
    )
    expect(codeOf(() => columnDrift({ type: 'counts', counts }, { test: 'wasserstein' }))).toBe('E_ML_PARAMETER')
  })

  it('z goes by the smallest category, whichever comes first', () => {
    const given = { type: 'category', reference: [...'abab'.repeat(20)], current: [...'cbcb'.repeat(20)] } as const
    const turned = { ...given, reference: [...'baba'.repeat(20)] }
    expect(columnDrift(given)).toMatchObject({ test: 'z', drifted: true })
    expect(columnDrift(turned)).toEqual(columnDrift(given))
  })

  it('an unseen category is drift', () => {
    const column = { type: 'category', reference: ['a', 'b', 'c'], current: ['a', 'd', 'c'] } as const
    expect(columnDrift(column)).toMatchObject({ test: 'chiSquare', score: 0, drifted: true })
  })
})
