import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Labels, Matrix } from '../../base/matrix.ts'
import { createRandom } from '../../base/random.ts'
import { requireLabels, requireSameLabels, requireShare, requireWhole } from '../checks.ts'
import { quantile } from '../metrics/quantile.ts'
import { biasCells, resampleCells } from './bias-cells.ts'
import { type BiasMetricText, biasMetrics } from './bias-metrics.ts'
import { attempt, evaluateBias } from './evaluate-bias.ts'
import { markDisfavoured, markPositive } from './facet-counts.ts'
import { type FlipSign, flipTest } from './flip-test.ts'

/** One group against all other rows. */
export interface BiasComparison {
  readonly facet: Labels
  /** The facet value, or values, of the disfavoured group d; all other rows are group a. */
  readonly disfavoured: string | readonly string[]
}

export interface BiasReportsInput {
  readonly actual: Labels
  /** With predictions the report also has the post-training metrics. */
  readonly predicted?: Labels | undefined
  readonly comparisons: readonly BiasComparison[]
  /** Classes that count as the positive (wanted) outcome. */
  readonly positive: readonly string[]
  /** What might explain a disparity, such as a department: with it there are CDDL and CDDPL. */
  readonly subgroup?: Labels | undefined
  /** Numbers of the rows without facets and label: with them, and predictions, there is FT. */
  readonly features?: Matrix | undefined
  /** Default `documented`. */
  readonly sign?: FlipSign
  /** The classes were numbers: RD, SD, AD and TE are not defined, as in Clarify. */
  readonly continuous?: boolean
  /** A group with fewer rows is marked as a small sample. Default 10. */
  readonly minimumGroup?: number
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
  /** Percentile bootstrap over rows; null where most resamples have no value, and for FT. */
  readonly interval: readonly [number, number] | null
  readonly nA: number
  readonly nD: number
  /** A group has fewer rows than the minimum: the value says little. */
  readonly smallSample: boolean
  /** One sentence on how to read the sign. */
  readonly meaning: string
  readonly error?: string
}

const notOfNumbers = new Set(['RD', 'SD', 'AD', 'TE'])

/**
 * SageMaker Clarify's bias metrics for any number of comparisons over the same rows: of the labels CI, DPL, KL, JS, LP, TVD, KS and, with subgroups,
 * CDDL; of the predictions, where there are some, DPPL, DI, DCA, DCR, RD, SD, DAR, DRR, AD, TE, GE, with subgroups CDDPL, with features FT. Labels
 * with more than two classes are judged as positive against the rest, the distances of label distributions over all classes.
 *
 * Intervals by drawing rows with replacement: every comparison sees the same draws. FT has none: it would search all neighbours again for each.
 *
 * Source: SageMaker Clarify; see each metric's own file. O(n · (facets + resamples) + resamples · comparisons · cells), for FT n_a n_d columns more.
 * @returns the metrics of each comparison, in the order given
 * @throws E_FACET for a facet with one group only or without the value given; E_ML_ONE_CLASS when no actual outcome is positive, or all are;
 *   E_ML_EMPTY, E_ML_SHAPE, E_ML_LABEL, E_ML_PARAMETER
 * @example
 * biasReports({ actual, predicted, comparisons: [{ facet: sex, disfavoured: 'Female' }], positive: ['>50K'], seed: 1 })
 */
export function biasReports(input: BiasReportsInput): BiasMetric[][] {
  const { actual, predicted, comparisons, positive, subgroup, features, seed } = input
  const { resamples = 1000, level = 0.95, minimumGroup = 10, sign = 'documented' } = input
  requireLabels(actual)
  for (const { facet } of comparisons) requireLabels(facet, actual.codes.length)
  if (subgroup !== undefined) requireLabels(subgroup, actual.codes.length)
  if (predicted !== undefined) requireSameLabels(actual, predicted)
  requireWhole('seed', seed, 0)
  requireWhole('resamples', resamples, 1)
  requireWhole('minimumGroup', minimumGroup, 0)
  requireShare('level', level)
  const isPositive = markPositive(actual.classes, positive)
  requireBothOutcomes(actual, isPositive)

  const facets = [...new Set(comparisons.map(({ facet }) => facet))]
  const cells = biasCells(actual, predicted, facets, subgroup)
  const texts = biasMetrics.filter(
    ({ metric, postTraining }) =>
      (predicted !== undefined || !postTraining) &&
      (subgroup !== undefined || !metric.startsWith('CDD')) &&
      (features !== undefined || metric !== 'FT'),
  )
  const judged = comparisons.map(({ facet, disfavoured }) => {
    const named = typeof disfavoured === 'string' ? [disfavoured] : disfavoured
    const rows = markDisfavoured(facet, named)
    const codes = cells.facets[facets.indexOf(facet)]!
    const isDisfavoured = Uint8Array.from(codes, (code) => (named.includes(facet.classes[code]!) ? 1 : 0))
    const nD = rows.reduce((sum, mark) => sum + mark, 0)
    const division = { isDisfavoured, isPositive, subgroups: subgroup?.classes }
    return { rows, nD, division, replicates: texts.map(() => [] as number[]) }
  })

  const random = createRandom(seed)
  const drawn = new Float64Array(cells.counts.length)
  for (let resample = 0; resample < resamples; resample++) {
    resampleCells(cells, random, drawn)
    for (const { division, replicates } of judged) {
      const values = evaluateBias(drawn, cells, division)
      for (const [t, { metric }] of texts.entries()) {
        const value = metric === 'FT' ? Number.NaN : values(metric)
        if (typeof value === 'number' && !Number.isNaN(value)) replicates[t]!.push(value)
      }
    }
  }

  const n = actual.codes.length
  const calledPositive = predicted?.codes.map((code) => isPositive[code]!)
  return judged.map(({ rows, nD, division, replicates }) => {
    const values = evaluateBias(cells.counts, cells, division)
    const observed = (metric: string) => {
      if (input.continuous === true && notOfNumbers.has(metric)) {
        return new MillraceError('E_ML_TASK', `${metric} is not defined where the outcome is a number.`)
      }
      return metric === 'FT' ? attempt(() => flipTest(features!, calledPositive!, rows, { sign })) : values(metric)
    }
    return texts.map((text, t): BiasMetric => {
      const value = observed(text.metric)
      const sorted = Float64Array.from(replicates[t]!).sort()
      const enough = typeof value === 'number' && sorted.length * 2 > resamples
      return {
        ...describe(text, sign),
        value: typeof value === 'number' ? value : null,
        interval: enough ? [quantile(sorted, (1 - level) / 2), quantile(sorted, (1 + level) / 2)] : null,
        nA: n - nD,
        nD,
        smallSample: Math.min(nD, n - nD) < minimumGroup,
        ...(typeof value === 'number' ? {} : { error: value.message }),
      }
    })
  })
}

function describe({ metric, name, neutral, meaning }: BiasMetricText, sign: FlipSign) {
  const turned = metric === 'FT' && sign === 'code'
  return {
    metric,
    name,
    neutral,
    meaning: turned ? meaning.replace('Above 0', "Below 0 (the sign of Clarify's code)") : meaning,
  }
}

function requireBothOutcomes({ codes }: Labels, isPositive: Uint8Array): void {
  const positives = codes.reduce((sum, code) => sum + isPositive[code]!, 0)
  if (positives > 0 && positives < codes.length) return
  throw new MillraceError(
    'E_ML_ONE_CLASS',
    `${positives} of ${codes.length} actual outcomes are positive: there is nothing to compare.`,
    { hint: 'Choose other positive classes, another threshold, or more rows.' },
  )
}
