import { expect, it } from 'vitest'
import { createRandom } from '../../../src/base/random.ts'
import { findCuts } from '../../../src/ml/boosting/find-cuts.ts'
import { sampleRows } from '../../../src/ml/boosting/sample-rows.ts'

it('cuts between all values where there are enough bins', () => {
  expect([...findCuts(Float32Array.of(1, 1, 2, 5), undefined, 3)]).toEqual([1.5, 3.5])
  expect([...findCuts(Float32Array.of(4, 4), undefined, 255)]).toEqual([])
  expect([...findCuts(Float32Array.of(), undefined, 255)]).toEqual([])
})

it('cuts above the lower and at most at the upper of two neighbouring singles, and of the greatest', () => {
  const next = Math.fround(1 + 2 ** -23)
  expect([...findCuts(Float32Array.of(1, next), undefined, 2)]).toEqual([next])
  const great = Math.fround(3.4e38)
  expect([...findCuts(Float32Array.of(-great, great), undefined, 2)]).toEqual([0])
  expect(findCuts(Float32Array.of(great * 0.99, great), undefined, 2)[0]).toBeLessThanOrEqual(great)
})

it('fills bins by weight, and lets no frequent value cost the others theirs', () => {
  const random = createRandom(3)
  const values = Float32Array.from({ length: 10_000 }, () => random.next()).sort()
  const cuts = findCuts(values, undefined, 100)
  expect(cuts.length).toBe(99)
  for (const [b, cut] of cuts.entries()) expect(Math.abs(cut - (b + 1) / 100)).toBeLessThan(0.02)

  const half = Float32Array.from(values, (value, i) => (i < 5000 ? 0 : value))
  expect(findCuts(half, undefined, 100).length).toBe(99)

  const heavy = Float32Array.from(values, (value) => (value < 0.5 ? 3 : 1))
  const weighed = findCuts(values, heavy, 100)
  expect(weighed.filter((cut) => cut < 0.5).length).toBeGreaterThanOrEqual(73)
  expect(weighed.filter((cut) => cut < 0.5).length).toBeLessThanOrEqual(77)
})

it('samples one row of each stretch, in order, and all when it can', () => {
  expect([...sampleRows(4, 4)]).toEqual([0, 1, 2, 3])
  const rows = sampleRows(1003, 100)
  expect(rows.every((row, i) => row >= Math.floor(i * 10.03) && row < Math.floor((i + 1) * 10.03))).toBe(true)
  expect(new Set(Array.from(rows, (row) => row % 10)).size).toBeGreaterThan(5)
})
