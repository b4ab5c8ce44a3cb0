import { MillraceError } from '../../base/errors/millrace-error.ts'
import { type FloatArray, type Labels, type Matrix, matrixColumn } from '../../base/matrix.ts'
import { requireWhole } from '../checks.ts'
import { nearestNeighbors } from '../neighbors/nearest-neighbors.ts'
import { appendRows, type NewRows } from './append-rows.ts'
import { requireNeighbors, requireOthers, requireSearch } from './check-resampling.ts'
import { drawPairs, interpolate } from './draw-pairs.ts'
import { createMersenneTwister } from './mersenne-twister.ts'
import { overSamplingTargets } from './over-sampling-targets.ts'
import type { SmoteOptions } from './resample-options.ts'
import type { Resampled } from './resampled.ts'
import { columnsOf, rowsOfClass } from './rows-of-class.ts'

export interface BorderlineSmoteOptions extends SmoteOptions {
  /** Neighbours among all rows that tell whether a row is in danger. Default 10. */
  readonly mNeighbors?: number | undefined
  /**
   * `borderline-1` (default) mixes rows in danger with neighbours in their class. `borderline-2` takes neighbours among all
   * rows, and goes towards those of other classes only half as far at most.
   */
  readonly kind?: 'borderline-1' | 'borderline-2' | undefined
}

/**
 * SMOTE from the rows of a class that are in danger: those with at least half, but not all, of their m nearest neighbours in
 * other classes. A class without such rows does not grow.
 *
 * Source: Han, Wang and Mao, "Borderline-SMOTE", ICIC 2005; imbalanced-learn 0.10 `BorderlineSMOTE` for `borderline-1` (equal
 * to the last bit, as `smote`), its newer definition for `borderline-2`: pairs and steps are drawn as in `smote`, then, from
 * the seed anew, a factor in [0, ½) for each neighbour of another class. O(Σ n_c · n · columns).
 * @throws E_SMOTE_NEIGHBORS when a class (`borderline-2`: the table) has no more than kNeighbors rows, or the table no more
 *   than mNeighbors; else as `smote`
 * @example (await borderlineSmote(features, labels, { seed: 0, kind: 'borderline-1' })).counts
 */
export async function borderlineSmote(
  features: Matrix,
  labels: Labels,
  options: BorderlineSmoteOptions,
): Promise<Resampled> {
  const { seed, samplingStrategy = 'auto', kNeighbors: k = 5, mNeighbors: m = 10, kind = 'borderline-1' } = options
  const { search, counts } = requireSearch(features, labels, options.search)
  requireWhole('seed', seed, 0)
  requireWhole('kNeighbors', k, 1)
  requireWhole('mNeighbors', m, 1)
  if (kind !== 'borderline-1' && kind !== 'borderline-2') {
    throw new MillraceError('E_ML_PARAMETER', `kind is "${String(kind)}".`, {
      hint: 'Use "borderline-1" or "borderline-2".',
    })
  }
  const targets = overSamplingTargets(labels, samplingStrategy, counts)
  requireOthers('mNeighbors', m, features.rows)
  if (kind === 'borderline-2') requireOthers('kNeighbors', k, features.rows)
  else for (const target of targets) requireNeighbors('kNeighbors', k, target)

  const parts: NewRows[] = []
  for (const { code, generate } of targets) {
    const rows = rowsOfClass(labels, code)
    const around = await nearestNeighbors({ columns: columnsOf(search), queries: rows }, m, options)
    const danger = Int32Array.from(rows.keys()).filter((i) => {
      let others = 0
      for (let j = i * m; j < (i + 1) * m; j++) if (labels.codes[around.indices[j]!] !== code) others++
      return others >= m / 2 && others < m
    })
    if (danger.length === 0) continue
    const dangerRows = danger.map((i) => rows[i]!)
    const twister = createMersenneTwister(seed)
    if (kind === 'borderline-1') {
      const space = { columns: columnsOf(search), rows, queries: danger }
      const { indices } = await nearestNeighbors(space, k, options)
      const pairs = drawPairs(indices, k, generate, twister, dangerRows, rows)
      const write = (j: number, out: FloatArray) => interpolate(matrixColumn(features, j), pairs, out)
      parts.push({ code, count: generate, write })
    } else {
      const { indices } = await nearestNeighbors({ columns: columnsOf(search), queries: dangerRows }, k, options)
      const pairs = drawPairs(indices, k, generate, twister, dangerRows, undefined)
      const anew = createMersenneTwister(seed)
      const shrink = Float64Array.from(pairs.neighbor, (row) => (labels.codes[row] === code ? 1 : 0.5 * anew.uniform()))
      const write = (j: number, out: FloatArray) => interpolate(matrixColumn(features, j), pairs, out, shrink)
      parts.push({ code, count: generate, write })
    }
  }
  return appendRows(features, labels, counts, parts)
}
