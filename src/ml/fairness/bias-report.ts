import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Labels } from '../../base/matrix.ts'
import { createRandom } from '../../base/random.ts'
import { requireLabels, requireSameLabels, requireShare, requireWhole } from '../checks.ts'
import { quantile } from '../metrics/quantile.ts'
import { type BiasMetricText, biasMetrics } from './bias-metrics.ts'
import { classImbalance } from './class-imbalance.ts'
import { differenceInProportions } from './difference-in-proportions.ts'
import { binaryCounts, cellOfRows, labelCounts, markDisfavoured, markPositive } from './facet-counts.ts'
import { generalizedEntropy } from './generalized-entropy.ts'
import { labelDistances } from './label-distances.ts'
import { predictionGaps } from './prediction-gaps.ts'

export interface BiasReportInput {
  readonly actual: Labels
  /** With predictions the report also has the post-training metrics. */
  readonly predicted?: Labels
  readonly facet: Labels
  /** Classes that count as the positive (wanted) outcome. */
  readonly positive: readonly string[]
  /** The facet value, or values, of the disfavoured group d; all other rows are group a. */
  readonly disfavoured: string | readonly string[]
  /** Unsigned 32-bit. */
  readonly seed: number
  /** Default 1000. */
  readonly resamples?: number
  /** Default 0.95. */
  readonly level?: number
}

export interface BiasMetric {
  /** Clarify's abbreviation, such as `DPPL`. */
  readonly metric: string
  readonly name: string
  /** May be infinite; null where it cannot be computed, and then `error` says why. */
  readonly value: number | null
  /** The value of equal treatment. */
  readonly neutral: 0 | 1
  /** Percentile bootstrap over rows; null where most resamples have no value. */
  readonly interval: readonly [number, number] | null
  readonly nA: number
  readonly nD: number
  /** A group has fewer than 10 rows: the value says little. */
  readonly smallSample: boolean
  /** One sentence on how to read the sign. */
  readonly meaning: string
  readonly error?: string
}

/**
 * SageMaker Clarify's bias metrics for one facet: seven of the labels, and eleven of the predictions when there are
 * any. Labels with more than two classes are judged as positive against the rest, the distances of label
 * distributions over all classes. Intervals by drawing rows with replacement.
 *
 * Source: SageMaker Clarify; see each metric's own file. O(n + resamples · (n + K²)).
 * @throws E_FACET for a facet with one group only or without the value given; E_ML_EMPTY, E_ML_SHAPE, E_ML_LABEL,
 *   E_ML_PARAMETER
 * @example
 * biasReport({ actual, predicted, facet: venue, positive: ['won'], disfavoured: 'away', seed: 1 })
 *   .find(({ metric }) => metric === 'DPPL')
 */
export function biasReport(input: BiasReportInput): BiasMetric[] {
  const { actual, predicted, facet, positive, disfavoured, seed, resamples = 1000, level = 0.95 } = input
  requireLabels(actual)
  requireLabels(facet, actual.codes.length)
  if (predicted !== undefined) requireSameLabels(actual, predicted)
  requireWhole('seed', seed, 0)
  requireWhole('resamples', resamples, 1)
  requireShare('level', level)
  const isDisfavoured = markDisfavoured(facet, typeof disfavoured === 'string' ? [disfavoured] : disfavoured)
  const isPositive = markPositive(actual.classes, positive)

  // All metrics are functions of how many rows each cell (group, actual, predicted) has.
  const cellOf = cellOfRows(actual, predicted, isDisfavoured)
  const cellCount = 2 * actual.classes.length ** 2
  const n = cellOf.length
  const nD = isDisfavoured.reduce((sum, mark) => sum + mark, 0)
  const texts = biasMetrics.filter((text) => predicted !== undefined || !text.postTraining)

  const observed = new Float64Array(cellCount)
  for (const cell of cellOf) observed[cell]!++
  const random = createRandom(seed)
  const replicates = texts.map(() => [] as number[])
  const drawn = new Float64Array(cellCount)
  for (let resample = 0; resample < resamples; resample++) {
    drawn.fill(0)
    for (let draw = 0; draw < n; draw++) drawn[cellOf[random.integer(n)]!]!++
    const values = evaluate(drawn, isPositive)
    for (const [t, text] of texts.entries()) {
      const value = values(text.metric)
      if (typeof value === 'number' && !Number.isNaN(value)) replicates[t]!.push(value)
    }
  }

  const values = evaluate(observed, isPositive)
  return texts.map((text, t) => {
    const value = values(text.metric)
    const sorted = Float64Array.from(replicates[t]!).sort()
    const enough = typeof value === 'number' && sorted.length * 2 > resamples
    return {
      ...describe(text),
      value: typeof value === 'number' ? value : null,
      interval: enough ? [quantile(sorted, (1 - level) / 2), quantile(sorted, (1 + level) / 2)] : null,
      nA: n - nD,
      nD,
      smallSample: Math.min(nD, n - nD) < 10,
      ...(typeof value === 'number' ? {} : { error: value.message }),
    }
  })
}

function describe({ metric, name, neutral, meaning }: BiasMetricText) {
  return { metric, name, neutral, meaning }
}

/** All metrics of one table of cells, by abbreviation; an error where one is not defined. */
function evaluate(cells: Float64Array, isPositive: Uint8Array): (metric: string) => number | MillraceError {
  const labels = labelCounts(cells, isPositive.length)
  const { a, d } = binaryCounts(cells, isPositive)
  const [nA, nD] = [total(labels.a), total(labels.d)]
  if (nA === 0 || nD === 0) {
    const empty = new MillraceError('E_FACET', `The groups have ${nA} and ${nD} rows: both need some.`)
    return () => empty
  }

  const distances = attempt(() => labelDistances(labels.a, labels.d))
  const gaps = predictionGaps({ a, d })
  const both = { tp: a.tp + d.tp, fp: a.fp + d.fp, fn: a.fn + d.fn, tn: a.tn + d.tn }
  return (metric) => {
    if (metric === 'CI') return classImbalance(nA, nD)
    if (metric === 'DPL') return differenceInProportions(a.tp + a.fn, nA, d.tp + d.fn, nD)
    if (metric === 'GE') return attempt(() => generalizedEntropy(both))
    const key = metric.toLowerCase()
    if (key in gaps) return gaps[key as keyof typeof gaps]
    return distances instanceof MillraceError ? distances : distances[key as keyof typeof distances]
  }
}

function attempt<T>(compute: () => T): T | MillraceError {
  try {
    return compute()
  } catch (error) {
    if (error instanceof MillraceError) return error
    throw error
  }
}

function total(counts: Float64Array): number {
  return counts.reduce((sum, count) => sum + count, 0)
}
