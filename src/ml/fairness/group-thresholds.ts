import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Labels } from '../../base/matrix.ts'
import { requireFiniteValues, requireLabels } from '../checks.ts'
import { type RocPoint, rocPoints } from './roc-points.ts'

/** Which rates are to be alike: selection rates, true positive rates, or both true and false positive rates. */
export type FairnessConstraint = 'demographicParity' | 'equalOpportunity' | 'equalizedOdds'

export interface GroupThresholdOptions {
  readonly constraint: FairnessConstraint
  /** How far apart the rates of two groups may lie. Default 0.02. */
  readonly tolerance?: number
  /** Thresholds tried in each group, at even steps of its rows. Default 200. */
  readonly candidates?: number
}

export interface GroupThresholds {
  /** A row of the group is positive where its score is above it. Infinite: nobody is. */
  readonly thresholds: readonly { readonly group: string; readonly threshold: number; readonly rows: number }[]
  /** Share of the rows that are judged right. */
  readonly accuracy: number
  /** The widest gap of the rates that are to be alike. */
  readonly gap: number
}

/**
 * A threshold for each group: of all that keep the rates of any two groups within `tolerance` of one another, those that judge most rows right. Fit
 * it on rows that the model has not seen and that do not judge it: on training rows scores are too sure.
 *
 * Hardt, Price and Srebro's predictor meets equalized odds exactly by drawing lots between two thresholds. Here the same person gets the same answer
 * every time: one threshold a group, and the gap that is left is reported. Nobody positive has no gap, so that there always is an answer.
 *
 * Source: Hardt, Price and Srebro, "Equality of opportunity in supervised learning", NIPS 2016; compare Fairlearn's `ThresholdOptimizer`. Exact over the
 * candidates: the lowest rate of any solution is one of theirs. O(n log n + c² groups²) for c candidates, for equalized odds c³ groups³ at worst.
 * @param scores one a row, higher is more positive
 * @param positive non-zero where the row is positive
 * @throws E_FACET for fewer than two groups, or one without positive or negative rows where their rate is compared; E_ML_SHAPE, E_ML_NOT_FINITE,
 *   E_ML_PARAMETER
 * @example groupThresholds(scores, positive, sex, { constraint: 'equalizedOdds' }).thresholds
 */
export function groupThresholds(
  scores: ArrayLike<number>,
  positive: ArrayLike<number>,
  facet: Labels,
  options: GroupThresholdOptions,
): GroupThresholds {
  const { constraint, tolerance = 0.02, candidates = 200 } = options
  requireFiniteValues('scores', scores)
  requireLabels(facet, scores.length)
  if (positive.length !== scores.length) {
    throw new MillraceError('E_ML_SHAPE', `There are ${scores.length} scores but ${positive.length} outcomes.`)
  }
  if (!(tolerance >= 0 && tolerance < 1) || !(candidates >= 2)) {
    throw new MillraceError('E_ML_PARAMETER', `tolerance is ${tolerance}, candidates ${candidates}.`, {
      hint: 'Use a tolerance from 0 to below 1, and at least 2 candidates.',
    })
  }
  const groups = facet.classes.flatMap((group, code) => {
    const rows = Array.from(facet.codes.keys()).filter((i) => facet.codes[i] === code)
    if (rows.length === 0) return []
    return [{ group, rows: rows.length, points: rocPoints(scores, positive, rows, candidates) }]
  })
  if (groups.length < 2) {
    throw new MillraceError('E_FACET', `The facet has ${groups.length} group with rows: comparing needs two.`)
  }
  const rates = ratesOf(constraint)
  for (const { group, points } of groups) {
    const unknown = points[0]!.rates
    if (rates.every((rate) => !Number.isNaN(unknown[rate]))) continue
    throw new MillraceError('E_FACET', `The group "${group}" has no row of one outcome: its rates are not known.`, {
      hint: 'Use demographicParity, join small groups, or fit on more rows.',
    })
  }

  const lows = rates.map((rate) => distinct(groups.flatMap(({ points }) => points.map(({ rates }) => rates[rate]))))
  // A hair more, since rates are quotients: 0.3 - 0.28 is more than 0.02.
  const reach = tolerance + 1e-12
  let best: { right: number; chosen: readonly RocPoint[] } | undefined
  const consider = (corner: readonly number[]) => {
    const chosen: RocPoint[] = []
    let right = 0
    for (const { points } of groups) {
      const found = mostRight(points, rates, corner, reach)
      if (found === undefined) return
      chosen.push(found)
      right += found.right
    }
    if (best === undefined || right > best.right) best = { right, chosen }
  }
  for (const first of lows[0]!) {
    if (lows.length === 1) consider([first])
    else for (const second of lows[1]!) consider([first, second])
  }
  const { right, chosen } = best!
  const gaps = rates.map((rate) => {
    const reached = chosen.map((point) => point.rates[rate])
    return Math.max(...reached) - Math.min(...reached)
  })
  return {
    thresholds: groups.map(({ group, rows }, g) => ({ group, threshold: chosen[g]!.threshold, rows })),
    accuracy: right / scores.length,
    gap: Math.max(...gaps),
  }
}

type Rate = keyof RocPoint['rates']

function ratesOf(constraint: FairnessConstraint): readonly Rate[] {
  if (constraint === 'demographicParity') return ['selection']
  if (constraint === 'equalOpportunity') return ['truePositive']
  if (constraint === 'equalizedOdds') return ['falsePositive', 'truePositive']
  throw new MillraceError('E_ML_PARAMETER', `constraint is "${String(constraint)}".`, {
    hint: 'Use demographicParity, equalOpportunity or equalizedOdds.',
  })
}

/** The point with most rows right of those whose rates lie in the box. Points are in the order of rising rates. */
function mostRight(points: readonly RocPoint[], rates: readonly Rate[], corner: readonly number[], reach: number) {
  let best: RocPoint | undefined
  for (let p = firstFrom(points, rates[0]!, corner[0]!); p < points.length; p++) {
    const point = points[p]!
    if (rates.some((rate, r) => point.rates[rate] > corner[r]! + reach)) break
    const inside = rates.every((rate, r) => point.rates[rate] >= corner[r]!)
    if (inside && (best === undefined || point.right > best.right)) best = point
  }
  return best
}

/** Place of the first point whose rate is at least `low`. */
function firstFrom(points: readonly RocPoint[], rate: Rate, low: number): number {
  let [from, to] = [0, points.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (points[middle]!.rates[rate] < low) from = middle + 1
    else to = middle
  }
  return from
}

function distinct(values: readonly number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b)
}
