import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../src/base/random.ts'
import {
  categoryDistance,
  kllSketch,
  numericDistance,
  numericStatistics,
  sketchQuantile,
  sketchRanks,
} from '../../../src/ml/index.ts'
import { codeOf, gaussian, golden } from '../tables.ts'

interface Column {
  values: (number | null)[]
  present: number
  mean: number
  sum: number
  std: number
  min: number
  max: number
  counts: number[]
  edges: number[]
  quantiles: number[]
}
interface Distances<Side> {
  baseline: Side
  current: Side
  simple: number
  robust: number
}
const { columns, distances, shares } = golden<{
  columns: Column[]
  distances: Distances<number[]>[]
  shares: Distances<Record<string, number>>[]
}>('profile')

it.each(columns)('statistics of column %# agree with NumPy', (column) => {
  const values = Float64Array.from(column.values, (value) => value ?? Number.NaN)
  const seen = numericStatistics(values)!
  expect(seen.common).toEqual({ num_present: column.present, num_missing: values.length - column.present })
  const near = (a: number, b: number) => expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(b)))
  near(seen.mean, column.mean)
  near(seen.sum, column.sum)
  expect(Math.abs(seen.std_dev - column.std)).toBeLessThanOrEqual(1e-7 * Math.max(1e-3, column.std))
  expect([seen.min, seen.max]).toEqual([column.min, column.max])
  const { buckets, sketch } = seen.distribution.kll
  expect(buckets.map(({ count }) => count)).toEqual(column.counts)
  for (const [k, { lower_bound, upper_bound }] of buckets.entries()) {
    near(lower_bound, column.edges[k]!)
    near(upper_bound, column.edges[k + 1]!)
  }
  const ranks = sketchRanks(sketch)
  expect([0.1, 0.25, 0.5, 0.75, 0.9].map((q) => sketchQuantile(ranks, q))).toEqual(column.quantiles)
})

it.each(distances)('distance %# of numbers agrees with the second implementation', (sides) => {
  const [a, b] = [kllSketch(sides.baseline), kllSketch(sides.current)]
  expect(numericDistance(a, b, 'Simple')).toBeCloseTo(sides.simple, 12)
  expect(numericDistance(a, b, 'Robust')).toBeCloseTo(sides.robust, 12)
  expect(numericDistance(b, a, 'Simple')).toBeCloseTo(sides.simple, 12)
})

const buckets = (counts: Record<string, number>) => Object.entries(counts).map(([value, count]) => ({ value, count }))

it.each(shares)('distance %# of categories agrees with the second implementation', (sides) => {
  const [a, b] = [buckets(sides.baseline), buckets(sides.current)]
  expect(categoryDistance(a, b, 'Simple')).toBeCloseTo(sides.simple, 12)
  expect(categoryDistance(a, b, 'Robust')).toBeCloseTo(sides.robust, 12)
})

// The vectors of deequ's own tests (KLLDistanceTest).
it('agrees with deequ on its own vectors', () => {
  const sketch = (data: number[]) => ({ parameters: { c: 0.64, k: 4 }, data: [data] })
  expect(numericDistance(sketch([1, 2, 3, 4]), sketch([2, 3, 4, 5]), 'Simple')).toBe(0.25)
  expect(numericDistance(sketch([1, 2, 3, 4]), sketch([2, 3, 4, 5]), 'Robust')).toBe(0)
  const one = buckets({ a: 10, b: 20, c: 25, d: 10, e: 5 })
  const two = buckets({ a: 11, b: 20, c: 25, d: 10, e: 10 })
  const three = buckets({ f: 11, a: 20, c: 25, d: 10, e: 10 })
  expect(categoryDistance(one, two, 'Simple')).toBeCloseTo(0.06015037593984962, 15)
  expect(categoryDistance(one, three, 'Simple')).toBeCloseTo(0.2857142857142857, 15)
  expect(categoryDistance(one, two, 'Robust')).toBe(0)
  expect(categoryDistance(one, three, 'Robust')).toBe(0)
})

describe('a sketch', () => {
  const random = createRandom(7)
  const values = Float64Array.from({ length: 50_000 }, () => gaussian(random))
  const sorted = values.slice().sort()

  it.each([64, 256, 2048])('of k = %i keeps the number of rows, and ranks within 6 / k', (k) => {
    const sketch = kllSketch(values, { k })
    const ranks = sketchRanks(sketch)
    expect(ranks.rows).toBe(values.length)
    expect(sketch.data.flat().length).toBeLessThan(4 * k + 100)
    for (let q = 0.02; q < 1; q += 0.02) {
      const found = sketchQuantile(ranks, q)
      const rank = sorted.findIndex((value) => value >= found) / values.length
      expect(Math.abs(rank - q)).toBeLessThan(6 / k)
    }
  })

  it('does not mind the order: sorted values, the hardest, are as near', () => {
    for (const order of [sorted, sorted.slice().reverse()]) {
      const median = sketchQuantile(sketchRanks(kllSketch(order, { k: 256 })), 0.5)
      expect(Math.abs(sorted.findIndex((value) => value >= median) / values.length - 0.5)).toBeLessThan(6 / 256)
    }
  })

  it('is the same for the same values, and holds few values as they are', () => {
    expect(kllSketch(values)).toEqual(kllSketch(values))
    expect(kllSketch([3, Number.NaN, 1, Number.POSITIVE_INFINITY, 2]).data).toEqual([[1, 2, 3]])
  })

  it('is refused without room, and says nothing without a value', () => {
    expect(codeOf(() => kllSketch(values, { k: 3 }))).toBe('E_ML_PARAMETER')
    expect(codeOf(() => sketchRanks(kllSketch([])))).toBe('E_ML_EMPTY')
    expect(codeOf(() => categoryDistance([], buckets({ a: 1 }), 'Simple'))).toBe('E_ML_EMPTY')
    expect(numericStatistics(Float64Array.of(Number.NaN, Number.NEGATIVE_INFINITY))).toBeUndefined()
  })
})
