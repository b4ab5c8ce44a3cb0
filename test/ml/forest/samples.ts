import type { Labels, Matrix } from '../../../src/base/matrix.ts'
import { createRandom } from '../../../src/base/random.ts'
import { gaussian, labelsOf, matrixOf } from '../tables.ts'

/** Rows for forests: most columns are noise, the first two decide; the third is rounded, the fourth of two values. */
export function sampleRows(
  rows: number,
  seed: number,
  missing = 0,
): { features: Matrix; labels: Labels; values: Float64Array; weights: Float64Array } {
  const random = createRandom(seed)
  const data = Array.from({ length: rows * 8 }, (_, i) => {
    const value = gaussian(random)
    if (i % 8 === 2) return Math.round(value)
    if (i % 8 === 3) return value > 0 ? 1 : 0
    return value
  })
  const score = Array.from({ length: rows }, (_, i) => data[8 * i]! + data[8 * i + 1]! + gaussian(random))
  const holed = data.map((value) => (random.next() < missing ? Number.NaN : value))
  return {
    features: matrixOf(holed, 8),
    labels: labelsOf(
      score.map((value) => (value > 0.8 ? 'won' : value > -0.8 ? 'draw' : 'lost')),
      ['lost', 'draw', 'won'],
    ),
    values: Float64Array.from(score),
    weights: Float64Array.from({ length: rows }, () => (random.next() < 0.1 ? 0 : random.next() * 3)),
  }
}
