import { didYouMean } from '../../base/did-you-mean.ts'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import { type FloatArray, type Labels, type Matrix, matrixColumn } from '../../base/matrix.ts'
import { requireWhole } from '../checks.ts'
import { nearestNeighbors } from '../neighbors/nearest-neighbors.ts'
import { appendRows, type NewRows } from './append-rows.ts'
import { requireNeighbors, requireSearch } from './check-resampling.ts'
import { commonestValues } from './commonest.ts'
import { drawPairs, interpolate } from './draw-pairs.ts'
import { createMersenneTwister } from './mersenne-twister.ts'
import { overSamplingTargets } from './over-sampling-targets.ts'
import type { SmoteOptions } from './resample-options.ts'
import type { Resampled } from './resampled.ts'
import { columnsOf, gather, rowsOfClass } from './rows-of-class.ts'

export interface SmotencOptions extends SmoteOptions {
  /** Names of the columns whose numbers are only labels. */
  readonly nominal: readonly string[]
}

/**
 * SMOTE for tables with nominal and continuous columns. Continuous columns are interpolated as in `smote`. A nominal
 * one takes the commonest value among all k neighbours of the base row, a random one of those equally common.
 *
 * In the search, a nominal column is one-hot encoded with `m / √2` for the ones, where `m` is the median of the
 * standard deviations (over the class, population form) of the continuous search columns: two different values add
 * `2 · (m / √2)² = m²` to the squared distance.
 *
 * Missing nominal values: a base row without one gives a synthetic row without one; a neighbour without one has no
 * say, and where none has one the base row's value stays.
 *
 * Source: Chawla et al. (2002), section 6.1; imbalanced-learn from 0.11 on (`m / √2`, of each class). The draws for
 * base rows and steps are imbalanced-learn's; ties are drawn afterwards from the same generator, not in its order.
 * O(Σ n_c² · columns) for the search.
 *
 * @throws E_ML_PARAMETER when all or no columns are nominal; E_ML_FEATURES for a name that is not a column; else as
 *   `smote`
 * @example (await smotenc(features, labels, { seed: 0, nominal: ['home'] })).features
 */
export async function smotenc(features: Matrix, labels: Labels, options: SmotencOptions): Promise<Resampled> {
  const { seed, samplingStrategy = 'auto', kNeighbors: k = 5 } = options
  const { search, counts } = requireSearch(features, labels, options.search)
  const isNominal = markNominal(features, options.nominal)
  requireWhole('seed', seed, 0)
  requireWhole('kNeighbors', k, 1)
  const targets = overSamplingTargets(labels, samplingStrategy, counts)
  for (const target of targets) requireNeighbors('kNeighbors', k, target)

  const parts: NewRows[] = []
  for (const { code, generate } of targets) {
    const rows = rowsOfClass(labels, code)
    const points = columnsOf(search, rows)
    const columns = points.filter((_, j) => !isNominal[j])
    const nominal = points.filter((_, j) => isNominal[j])
    const scale = medianDeviation(columns)
    const { indices } = await nearestNeighbors({ columns, nominal, mismatch: scale * scale }, k, options)
    const twister = createMersenneTwister(seed)
    const pairs = drawPairs(indices, k, generate, twister, rows, rows)
    const write = (j: number, out: FloatArray) => {
      const column = matrixColumn(features, j)
      if (!isNominal[j]) return interpolate(column, pairs, out)
      for (let s = 0; s < out.length; s++) {
        const own = column[pairs.base[s]!]!
        const first = Math.floor(pairs.drawn[s]! / k) * k
        const around = indices.subarray(first, first + k).map((point) => rows[point]!)
        const commonest = Number.isNaN(own) ? [] : commonestValues(gather(column, around))
        out[s] = commonest.length === 0 ? own : commonest[twister.integer(commonest.length)]!
      }
    }
    parts.push({ code, count: generate, write })
  }
  return appendRows(features, labels, counts, parts)
}

function markNominal(features: Matrix, nominal: readonly string[]): boolean[] {
  const unknown = nominal.find((name) => !features.names.includes(name))
  if (unknown !== undefined) {
    throw new MillraceError('E_ML_FEATURES', `The nominal column "${unknown}" is not among the features.`, {
      hint: didYouMean(unknown, features.names),
    })
  }
  const marks = features.names.map((name) => nominal.includes(name))
  if (marks.every(Boolean) || !marks.some(Boolean)) {
    const all = marks.every(Boolean)
    throw new MillraceError(
      'E_ML_PARAMETER',
      `${all ? 'All' : 'None'} of the ${features.columns} columns are nominal.`,
      { hint: `smotenc is for tables with both kinds; use ${all ? 'smoten' : 'smote'}.` },
    )
  }
  return marks
}

/** The median, over the columns, of `√(Σ (x - x̄)² / n)`. */
function medianDeviation(columns: readonly FloatArray[]): number {
  const deviations = Float64Array.from(columns, (column) => {
    let [sum, squares] = [0, 0]
    for (let i = 0; i < column.length; i++) sum += column[i]!
    const mean = sum / column.length
    for (let i = 0; i < column.length; i++) squares += (column[i]! - mean) ** 2
    return Math.sqrt(squares / column.length)
  }).sort()
  const middle = deviations.length >> 1
  return deviations.length % 2 === 1 ? deviations[middle]! : (deviations[middle - 1]! + deviations[middle]!) / 2
}
