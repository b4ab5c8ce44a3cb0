import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Matrix } from '../../base/matrix.ts'
import { createRandom, deriveSeed } from '../../base/random.ts'
import { requireMatrix, requireShare, requireWhole } from '../checks.ts'
import { bootstrapInterval } from '../metrics/bootstrap-interval.ts'
import { quantile } from '../metrics/quantile.ts'
import type { RowLosses } from '../metrics/row-losses.ts'

export interface PermutationOptions {
  /** Unsigned 32-bit. */
  readonly seed: number
  /** How often each column is shuffled. Default 10. */
  readonly repeats?: number | undefined
  /** Whether what `judge` gives is better when higher, as accuracy, or when lower, as log loss. Default: lower. */
  readonly higherIsBetter?: boolean | undefined
  /** Level of the intervals. Default 0.95. */
  readonly level?: number | undefined
  /** Resamples of the rows, where `judge` gives a loss a row. Default 1000. */
  readonly resamples?: number | undefined
}

export interface PermutedFeature {
  readonly name: string
  /** By how much the metric gets worse, on average over the repeats. Below 0: it got better, which chance can do. */
  readonly mean: number
  /** Standard deviation over the repeats (of as many, not of one less: scikit-learn's). */
  readonly deviation: number
  readonly lower: number
  readonly upper: number
}

export interface PermutationImportance {
  /** The metric of the rows as they are. */
  readonly baseline: number
  /** In the order of the columns. */
  readonly features: readonly PermutedFeature[]
  readonly repeats: number
  /**
   * What the intervals are over: `rows`, when `judge` gives a loss a row (bootstrap of the mean rise: other test rows would
   * have given another), else `repeats` (the middle of the repeats: only what shuffling does by chance).
   */
  readonly intervalOver: 'rows' | 'repeats'
}

/**
 * How much a model needs each feature: by how much a metric of rows gets worse when the feature's column is shuffled, so that
 * each row has some other row's value. Take held-out rows: on training rows it shows what the model has memorised. Of features
 * that say the same, each can look useless, since the other is still there.
 *
 * Source: Breiman, "Random forests" (2001), §10; scikit-learn, `permutation_importance`. O(features · repeats) judgements.
 * @param judge the metric of the rows, such as `(rows) => logLoss(labels, model.predictProbability(rows))`
 * @throws E_ML_EMPTY, E_ML_SHAPE, E_ML_PARAMETER; E_ML_NOT_FINITE for a metric that is no number; what `judge` throws
 * @example permutationImportance(test, (rows) => logLoss(labels, model.predictProbability(rows)), { seed: 1 }).features[0]
 */
export function permutationImportance(
  features: Matrix,
  judge: (features: Matrix) => number | RowLosses,
  options: PermutationOptions,
): PermutationImportance {
  const { seed, repeats = 10, higherIsBetter = false, level = 0.95, resamples = 1000 } = options
  requireMatrix(features)
  requireWhole('seed', seed, 0)
  requireWhole('repeats', repeats, 1)
  requireShare('level', level)
  const worse = higherIsBetter ? -1 : 1
  const { rows } = features
  const plain = judge(features)
  const baseline = metricOf(plain)
  const shuffled: Matrix = { ...features, data: features.data.slice() }

  const judged = features.names.map((name, j): PermutedFeature => {
    // Streams by name: another column in the table shifts nobody's.
    const random = createRandom(deriveSeed(seed, 'permutation', name))
    const column = shuffled.data.subarray(j * rows, (j + 1) * rows)
    const rises = new Float64Array(repeats)
    const perRow = typeof plain === 'number' ? undefined : new Float64Array(rows)
    for (let repeat = 0; repeat < repeats; repeat++) {
      for (let i = rows - 1; i > 0; i--) {
        const other = random.integer(i + 1)
        const value = column[i]!
        column[i] = column[other]!
        column[other] = value
      }
      const said = judge(shuffled)
      rises[repeat] = worse * (metricOf(said) - baseline)
      if (perRow === undefined || typeof said === 'number' || typeof plain === 'number') continue
      for (let i = 0; i < rows; i++) perRow[i]! += (worse * (said.perRow[i]! - plain.perRow[i]!)) / repeats
    }
    column.set(features.data.subarray(j * rows, (j + 1) * rows))
    const mean = rises.reduce((sum, rise) => sum + rise, 0) / repeats
    const deviation = Math.sqrt(rises.reduce((sum, rise) => sum + (rise - mean) ** 2, 0) / repeats)
    return { name, mean, deviation, ...intervalOf(rises, perRow, { seed, name, level, resamples }) }
  })
  return { baseline, features: judged, repeats, intervalOver: typeof plain === 'number' ? 'repeats' : 'rows' }
}

function metricOf(said: number | RowLosses): number {
  const value = typeof said === 'number' ? said : said.value
  if (Number.isFinite(value)) return value
  throw new MillraceError('E_ML_NOT_FINITE', `The metric that features are judged by is ${value}.`, {
    hint: 'Take a metric that is a number for these rows.',
  })
}

function intervalOf(
  rises: Float64Array,
  perRow: Float64Array | undefined,
  { seed, name, level, resamples }: { seed: number; name: string; level: number; resamples: number },
): { readonly lower: number; readonly upper: number } {
  if (perRow !== undefined) {
    const { lower, upper } = bootstrapInterval(perRow, { seed: deriveSeed(seed, 'bootstrap', name), level, resamples })
    return { lower, upper }
  }
  const sorted = rises.slice().sort()
  return { lower: quantile(sorted, (1 - level) / 2), upper: quantile(sorted, (1 + level) / 2) }
}
