import { expect, it } from 'vitest'
import { createRandom } from '../../../src/base/random.ts'
import { nearestNeighbors } from '../../../src/ml/resample/nearest-neighbors.ts'

it('finds the nearest others, nearest first, ties by index', () => {
  expect(Array.from(nearestNeighbors({ columns: [Float64Array.of(0, 1, 3, 2)] }, 2))).toEqual([1, 3, 0, 3, 3, 1, 1, 2])
})

it('agrees with sorting all distances', () => {
  const random = createRandom(3)
  const columns = [0, 1].map(() => Float64Array.from({ length: 40 }, () => random.integer(6)))
  const nominal = [Float64Array.from({ length: 40 }, () => random.integer(2))]
  const found = nearestNeighbors({ columns, nominal, mismatch: 1.5 }, 7)
  const distance = (a: number, b: number) =>
    (columns[0]![a]! - columns[0]![b]!) ** 2 +
    (columns[1]![a]! - columns[1]![b]!) ** 2 +
    (nominal[0]![a] === nominal[0]![b] ? 0 : 1.5)
  for (let i = 0; i < 40; i++) {
    const others = Array.from({ length: 40 }, (_, j) => j).filter((j) => j !== i)
    others.sort((a, b) => distance(i, a) - distance(i, b) || a - b)
    expect(Array.from(found.subarray(i * 7, i * 7 + 7))).toEqual(others.slice(0, 7))
  }
})
