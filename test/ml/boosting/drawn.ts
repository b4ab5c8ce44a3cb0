import type { Labels, Matrix } from '../../../src/base/matrix.ts'
import { createRandom } from '../../../src/base/random.ts'
import { gaussian } from '../tables.ts'

/**
 * Rows of numbers, some missing, the last column numbers of categories; targets that depend on them, with noise: from 0,
 * whole numbers for half of the seeds, and their classes.
 */
export function drawn(
  rows: number,
  columns: number,
  classes: number,
  seed: number,
  missing = 0.05,
): { features: Matrix; labels: Labels; values: Float64Array } {
  const random = createRandom(seed)
  const data = Float64Array.from({ length: rows * columns }, (_, i) => {
    if (i >= rows * (columns - 1)) return random.integer(9)
    return random.next() < missing ? Number.NaN : gaussian(random)
  })
  const at = (i: number, j: number) => data[j * rows + i]! || 0
  const scores = Float64Array.from({ length: rows }, (_, i) => {
    const effect = at(i, 0) + at(i, 1) * at(i, 2) + ([2, 3, 7].includes(at(i, columns - 1)) ? 1.5 : 0)
    return effect + 0.7 * gaussian(random)
  })
  const sorted = Float64Array.from(scores).sort()
  const codes = Int32Array.from(scores, (score) => {
    let code = 0
    while (code + 1 < classes && score >= sorted[Math.floor(((code + 1) * rows) / classes)]!) code++
    return code
  })
  return {
    features: { rows, columns, names: Array.from({ length: columns }, (_, j) => `x${j}`), data },
    labels: { classes: ['a', 'b', 'c', 'd', 'e'].slice(0, classes), codes },
    values: scores.map((score) => Math.max(0, Math.round(score * 2 + 4))),
  }
}
