import { type FloatArray, type Labels, type Matrix, matrixColumn } from '../../base/matrix.ts'
import { requireWhole } from '../checks.ts'
import { appendRows, type NewRows } from './append-rows.ts'
import { requireNeighbors, requireSearch } from './check-resampling.ts'
import { commonestValues } from './commonest.ts'
import { createMersenneTwister } from './mersenne-twister.ts'
import { overSamplingTargets } from './over-sampling-targets.ts'
import type { SmoteOptions } from './resample-options.ts'
import type { Resampled } from './resampled.ts'
import { gather, rowsOfClass } from './rows-of-class.ts'
import { valueDifference } from './value-difference.ts'

/**
 * SMOTE for tables of nominal columns only. Distances are sums of value differences (`valueDifference`, over all rows); a
 * new row takes in each column the commonest value among a drawn row and its k nearest neighbours in the class, the
 * smallest of those equally common.
 *
 * Many rows are equally distant here. Then the row itself comes first, others by their number; imbalanced-learn leaves that
 * order open, so that results agree in distribution, not in bits. The rows are drawn as it draws them.
 *
 * Source: Chawla et al., "SMOTE" (2002), section 6.2; imbalanced-learn 0.10 `SMOTEN`. O(Σ n_c² · columns), in the calling
 * thread.
 * @throws as `smote`
 * @example (await smoten(features, labels, { seed: 0, kNeighbors: 3 })).counts
 */
export async function smoten(features: Matrix, labels: Labels, options: SmoteOptions): Promise<Resampled> {
  const { seed, samplingStrategy = 'auto', kNeighbors: k = 5, signal } = options
  const { search, counts } = requireSearch(features, labels, options.search)
  requireWhole('seed', seed, 0)
  requireWhole('kNeighbors', k, 1)
  const targets = overSamplingTargets(labels, samplingStrategy, counts)
  for (const target of targets) requireNeighbors('kNeighbors', k, target)
  const metric = search.names.map((_, j) => valueDifference(matrixColumn(search, j), labels))

  const parts: NewRows[] = []
  for (const { code, generate } of targets) {
    const rows = rowsOfClass(labels, code)
    const twister = createMersenneTwister(seed)
    const drawn = Int32Array.from({ length: generate }, () => twister.integer(rows.length))
    const around = new Map<number, Int32Array>()
    for (const point of drawn) {
      if (around.has(point)) continue
      around.set(point, nearest(metric, rows, point, k))
      if (around.size % 64 === 0) await new Promise(setImmediate)
      signal?.throwIfAborted()
    }
    const write = (j: number, out: FloatArray) => {
      const column = matrixColumn(features, j)
      for (let s = 0; s < out.length; s++) {
        out[s] = commonestValues(gather(column, around.get(drawn[s]!)!))[0] ?? Number.NaN
      }
    }
    parts.push({ code, count: generate, write })
  }
  return appendRows(features, labels, counts, parts)
}

/** The row of a point and those of its k nearest in the class. */
function nearest(
  metric: readonly ReturnType<typeof valueDifference>[],
  rows: Int32Array,
  point: number,
  k: number,
): Int32Array {
  const distances = new Float64Array(rows.length)
  for (const { codes, from } of metric) {
    const difference = from(codes[rows[point]!]!)
    for (let i = 0; i < rows.length; i++) distances[i]! += difference[codes[rows[i]!]!]!
  }
  distances[point] = -1
  const kept: number[] = []
  for (let i = 0; i < rows.length; i++) {
    if (kept.length === k + 1 && distances[i]! >= distances[kept[k]!]!) continue
    let place = kept.length
    while (place > 0 && distances[kept[place - 1]!]! > distances[i]!) place--
    kept.splice(place, 0, i)
    if (kept.length > k + 1) kept.pop()
  }
  return Int32Array.from(kept, (i) => rows[i]!)
}
