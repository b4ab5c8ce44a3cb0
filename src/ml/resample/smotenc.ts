import { didYouMean } from '../../base/did-you-mean.ts'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import { type Labels, type Matrix, matrixColumn } from '../../base/matrix.ts'
import { drawPairs, interpolate } from './draw-pairs.ts'
import { createMersenneTwister, type MersenneTwister } from './mersenne-twister.ts'
import { nearestNeighbors } from './nearest-neighbors.ts'
import { gather, oversample, type Resampled, type SmoteOptions } from './oversample.ts'

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
 * @example smotenc(features, labels, { seed: 0, nominal: ['home'] }).features
 */
export function smotenc(features: Matrix, labels: Labels, options: SmotencOptions): Resampled {
  const isNominal = markNominal(features, options.nominal)
  return oversample(features, labels, options, ({ rows, search, k, seed, generate }) => {
    const columns = search.filter((_, j) => !isNominal[j])
    const scale = medianDeviation(columns)
    const nominal = search.filter((_, j) => isNominal[j])
    const neighbors = nearestNeighbors({ columns, nominal, mismatch: scale * scale }, k)
    const twister = createMersenneTwister(seed)
    const pairs = drawPairs(neighbors, k, generate, twister)
    return features.names.map((_, j) => {
      const column = gather(matrixColumn(features, j), rows)
      if (!isNominal[j]) return interpolate(column, pairs)
      return Float64Array.from(pairs.base, (base) => {
        const around = neighbors.subarray(base * k, (base + 1) * k)
        return Number.isNaN(column[base]!) ? Number.NaN : commonest(gather(column, around), column[base]!, twister)
      })
    })
  })
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
    throw new MillraceError(
      'E_ML_PARAMETER',
      `${marks.every(Boolean) ? 'All' : 'None'} of the ${features.columns} columns are nominal.`,
      { hint: 'smotenc is for tables with both kinds; use smote where no column is nominal.' },
    )
  }
  return marks
}

/** The median, over the columns, of `√(Σ (x - x̄)² / n)`. */
function medianDeviation(columns: readonly Float64Array[]): number {
  const deviations = Float64Array.from(columns, (column) => {
    const mean = column.reduce((sum, value) => sum + value, 0) / column.length
    return Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / column.length)
  }).sort()
  const middle = deviations.length >> 1
  return deviations.length % 2 === 1 ? deviations[middle]! : (deviations[middle - 1]! + deviations[middle]!) / 2
}

function commonest(values: Float64Array, otherwise: number, twister: MersenneTwister): number {
  const counts = new Map<number, number>()
  for (const value of values) if (!Number.isNaN(value)) counts.set(value, (counts.get(value) ?? 0) + 1)
  if (counts.size === 0) return otherwise
  const most = Math.max(...counts.values())
  const tied = [...counts.keys()].filter((value) => counts.get(value) === most).sort((a, b) => a - b)
  return tied[twister.integer(tied.length)]!
}
