import { MillraceError } from '../../base/errors/millrace-error.ts'
import { type Labels, type Matrix, matrixColumn } from '../../base/matrix.ts'
import { requireWhole } from '../checks.ts'
import { nearestNeighbors } from '../neighbors/nearest-neighbors.ts'
import { appendRows, type NewRows } from './append-rows.ts'
import { requireNeighbors, requireSearch } from './check-resampling.ts'
import { type DrawnPairs, interpolate } from './draw-pairs.ts'
import { createMersenneTwister } from './mersenne-twister.ts'
import { overSamplingTargets } from './over-sampling-targets.ts'
import { pairwiseSum } from './pairwise-sum.ts'
import type { OverSamplingOptions, SearchOptions } from './resample-options.ts'
import type { Resampled } from './resampled.ts'
import { columnsOf, rowsOfClass } from './rows-of-class.ts'

export interface AdasynOptions extends OverSamplingOptions, SearchOptions {
  /** Default 5. */
  readonly nNeighbors?: number | undefined
}

/**
 * Adaptive synthetic sampling: SMOTE that makes more rows where a class is harder to learn. Of the k nearest neighbours of
 * row i among all rows a share `r_i` belongs to other classes; the row gets `round(r_i / Σ r · n)` new rows (halves to the
 * even number), so that a class may end a few rows beside its target.
 *
 * Source: He, Bai, Garcia and Li, "ADASYN", IJCNN 2008; imbalanced-learn 0.10 `ADASYN(random_state=seed)`, to the last bit as
 * for `smote`; one generator serves all classes. O(Σ n_c · n · columns).
 * @throws E_ML_PARAMETER when no row of a class has a neighbour of another class, or when all numbers round to 0; else as
 *   `smote`
 * @example (await adasyn(features, labels, { seed: 0, nNeighbors: 5 })).counts
 */
export async function adasyn(features: Matrix, labels: Labels, options: AdasynOptions): Promise<Resampled> {
  const { seed, samplingStrategy = 'auto', nNeighbors: k = 5 } = options
  const { search, counts } = requireSearch(features, labels, options.search)
  requireWhole('seed', seed, 0)
  requireWhole('nNeighbors', k, 1)
  const targets = overSamplingTargets(labels, samplingStrategy, counts)
  for (const target of targets) requireNeighbors('nNeighbors', k, target)
  const twister = createMersenneTwister(seed)

  const parts: NewRows[] = []
  for (const { code, name, generate } of targets) {
    const rows = rowsOfClass(labels, code)
    const around = await nearestNeighbors({ columns: columnsOf(search), queries: rows }, k, options)
    const shares = Float64Array.from(rows, (_, i) => {
      let others = 0
      for (let j = i * k; j < (i + 1) * k; j++) if (labels.codes[around.indices[j]!] !== code) others++
      return others / k
    })
    const total = pairwiseSum(shares)
    if (total === 0) {
      throw new MillraceError(
        'E_ML_PARAMETER',
        `No row of "${name}" has a neighbour of another class among its ${k}.`,
        {
          hint: 'ADASYN grows a class where it meets others: use SMOTE, or more neighbours.',
        },
      )
    }
    const made = shares.map((share) => roundHalfEven((share / total) * generate))
    const count = made.reduce((sum, value) => sum + value, 0)
    if (count === 0) {
      throw new MillraceError(
        'E_ML_PARAMETER',
        `samplingStrategy asks for so few rows of "${name}" that none is made.`,
        {
          hint: `${generate} rows fall to ${rows.length}, less than half a row each: ask for more.`,
        },
      )
    }
    const { indices } = await nearestNeighbors({ columns: columnsOf(search), rows }, k, options)
    const pairs = drawRows(made, count)
    parts.push({ code, count, write: (j, out) => interpolate(matrixColumn(features, j), pairs, out) })

    function drawRows(times: Float64Array, length: number): DrawnPairs {
      const base = new Int32Array(length)
      const neighbor = new Int32Array(length)
      const drawn = new Int32Array(length)
      let s = 0
      for (const [point, repeat] of times.entries()) {
        for (let r = 0; r < repeat; r++, s++) {
          drawn[s] = point * k + twister.integer(k)
          base[s] = rows[point]!
          neighbor[s] = rows[indices[drawn[s]!]!]!
        }
      }
      return { base, neighbor, drawn, step: Float64Array.from(base, () => twister.uniform()) }
    }
  }
  return appendRows(features, labels, counts, parts)
}

/** To the nearest whole number, halves to the even one, as C's `rint`. */
function roundHalfEven(value: number): number {
  const floor = Math.floor(value)
  const rest = value - floor
  return rest < 0.5 || (rest === 0.5 && floor % 2 === 0) ? floor : floor + 1
}
