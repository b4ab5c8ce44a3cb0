import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Labels } from '../../base/matrix.ts'
import { requireLabels } from '../checks.ts'
import { type Weighted, weightsOf } from '../metrics/sample-weights.ts'

export interface GroupRates {
  readonly group: string
  /** Weight of the group's rows. */
  readonly rows: number
  /** Weight of those that are positive. */
  readonly positives: number
  /** Share predicted positive. */
  readonly selectionRate: number
  /** Of positive rows, the share predicted positive; NaN where there is none. */
  readonly truePositiveRate: number
  /** Of negative rows, the share predicted positive; NaN where there is none. */
  readonly falsePositiveRate: number
  /** Of positive rows, the share not predicted positive; NaN where there is none. */
  readonly falseNegativeRate: number
  readonly accuracy: number
}

export interface GroupDisparities {
  readonly groups: readonly GroupRates[]
  readonly overall: Omit<GroupRates, 'group'>
  /** Largest difference and smallest ratio of the selection rates. */
  readonly demographicParity: { readonly difference: number; readonly ratio: number }
  /** The worse of the true and of the false positive rates (larger difference, smaller ratio), or their mean. */
  readonly equalizedOdds: { readonly difference: number; readonly ratio: number }
  /** Of the true positive rates alone. */
  readonly equalOpportunity: { readonly difference: number; readonly ratio: number }
  /** Whether the ratio of the selection rates reaches four fifths. */
  readonly fourFifths: boolean
}

/** `betweenGroups`: largest against smallest; `toOverall`: the group that is farthest from all rows together. */
export type DisparityMethod = 'betweenGroups' | 'toOverall'
/** How equalized odds join the gaps of the two rates. */
export type OddsAggregate = 'worstCase' | 'mean'

/**
 * How differently any number of groups are treated, without saying which is favoured: differences (0 is equal) and ratios (1 is equal).
 *
 * Source: Fairlearn, `demographic_parity_difference`, `equalized_odds_difference`, `equal_opportunity_difference`, their ratios, and `MetricFrame`; the four-fifths
 * rule of the Uniform Guidelines (1978). O(n).
 * @param actual non-zero where the row is positive
 * @param predicted non-zero where it is predicted positive
 * @param facet the group of each row; cross two facets to judge their intersections
 * @throws E_FACET for fewer than two groups with rows; E_ML_SHAPE; for bad weights as `weightsOf`
 * @example groupDisparities([0, 1, 1], [0, 1, 0], { classes: ['a', 'b'], codes: Int32Array.of(0, 0, 1) }).demographicParity.difference // 0.5
 */
export function groupDisparities(
  actual: ArrayLike<number>,
  predicted: ArrayLike<number>,
  facet: Labels,
  options: Weighted & {
    readonly method?: DisparityMethod | undefined
    readonly aggregate?: OddsAggregate | undefined
  } = {},
): GroupDisparities {
  const { method = 'betweenGroups', aggregate = 'worstCase' } = options
  requireLabels(facet, actual.length)
  if (predicted.length !== actual.length) {
    throw new MillraceError('E_ML_SHAPE', `There are ${actual.length} outcomes but ${predicted.length} predictions.`)
  }
  const weights = weightsOf(options.sampleWeight, actual.length)
  const ratesOf = (belongs: (i: number) => boolean): Omit<GroupRates, 'group'> => {
    let [tp, fp, fn, tn] = [0, 0, 0, 0]
    for (let i = 0; i < actual.length; i++) {
      if (!belongs(i)) continue
      const weight = weights[i]!
      if (predicted[i] !== 0 && actual[i] !== 0) tp += weight
      else if (predicted[i] !== 0) fp += weight
      else if (actual[i] !== 0) fn += weight
      else tn += weight
    }
    const rows = tp + fp + fn + tn
    return {
      rows,
      positives: tp + fn,
      selectionRate: (tp + fp) / rows,
      truePositiveRate: tp / (tp + fn),
      falsePositiveRate: fp / (fp + tn),
      falseNegativeRate: fn / (tp + fn),
      accuracy: (tp + tn) / rows,
    }
  }
  const groups = facet.classes
    .map((group, k) => ({ group, ...ratesOf((i) => facet.codes[i] === k) }))
    .filter(({ rows }) => rows > 0)
  if (groups.length < 2) {
    throw new MillraceError('E_FACET', `The facet has ${groups.length} group with rows: comparing needs two.`)
  }
  const overall = ratesOf(() => true)
  type Rate = 'selectionRate' | 'truePositiveRate' | 'falsePositiveRate'
  const disparity = (rate: Rate) =>
    compare(
      groups.map((group) => group[rate]),
      overall[rate],
      method,
    )
  const [parity, opportunity, alarms] = [
    disparity('selectionRate'),
    disparity('truePositiveRate'),
    disparity('falsePositiveRate'),
  ]
  return {
    groups,
    overall,
    demographicParity: parity,
    equalOpportunity: opportunity,
    equalizedOdds:
      aggregate === 'mean'
        ? {
            difference: (opportunity.difference + alarms.difference) / 2,
            ratio: (opportunity.ratio + alarms.ratio) / 2,
          }
        : {
            difference: Math.max(opportunity.difference, alarms.difference),
            ratio: Math.min(opportunity.ratio, alarms.ratio),
          },
    fourFifths: parity.ratio >= 0.8,
  }
}

function compare(rates: readonly number[], overall: number, method: DisparityMethod) {
  // A group without positive (or negative) rows has no such rate, as in Fairlearn it counts as 0.
  const known = rates.map((rate) => (Number.isNaN(rate) ? 0 : rate))
  if (method === 'betweenGroups') {
    const [least, most] = [Math.min(...known), Math.max(...known)]
    return { difference: most - least, ratio: most === 0 ? 1 : least / most }
  }
  return {
    difference: Math.max(...known.map((rate) => Math.abs(rate - overall))),
    ratio: Math.min(...known.map((rate) => (rate === overall ? 1 : Math.min(rate / overall, overall / rate)))),
  }
}
