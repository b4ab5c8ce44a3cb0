import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { BiasCells } from './bias-cells.ts'
import { classImbalance } from './class-imbalance.ts'
import { disparityOfSubgroups } from './conditional-disparity.ts'
import { differenceInProportions } from './difference-in-proportions.ts'
import { binaryCounts, labelCounts } from './facet-counts.ts'
import { generalizedEntropy } from './generalized-entropy.ts'
import { labelDistances } from './label-distances.ts'
import { predictionGaps } from './prediction-gaps.ts'

/** One way of dividing the cells in two, and what counts as positive. */
export interface BiasDivision {
  /** 1 a cell of the disfavoured group d. */
  readonly isDisfavoured: Uint8Array
  /** 1 a class that is a positive outcome. */
  readonly isPositive: Uint8Array
  /** Names of the subgroups within which CDDL and CDDPL compare. */
  readonly subgroups?: readonly string[] | undefined
}

/**
 * All metrics of counted cells, by Clarify's abbreviation, but FT, which needs rows; an error where one is not defined.
 * O(cells + K²).
 * @param counts rows a cell: as observed, or as resampled
 */
export function evaluateBias(
  counts: Float64Array,
  cells: BiasCells,
  { isDisfavoured, isPositive, subgroups }: BiasDivision,
): (metric: string) => number | MillraceError {
  const size = isPositive.length
  const table = new Float64Array(2 * size * size)
  for (let cell = 0; cell < counts.length; cell++) {
    table[(isDisfavoured[cell]! * size + cells.actual[cell]!) * size + cells.predicted[cell]!]! += counts[cell]!
  }
  const labels = labelCounts(table, size)
  const { a, d } = binaryCounts(table, isPositive)
  const [nA, nD] = [total(labels.a), total(labels.d)]
  if (nA === 0 || nD === 0) {
    const empty = new MillraceError('E_FACET', `The groups have ${nA} and ${nD} rows: both need some.`)
    return () => empty
  }

  const distances = attempt(() => labelDistances(labels.a, labels.d))
  const gaps = predictionGaps({ a, d })
  const both = { tp: a.tp + d.tp, fp: a.fp + d.fp, fn: a.fn + d.fn, tn: a.tn + d.tn }
  const conditional = (codes: Int32Array) =>
    attempt(() => disparityOfSubgroups(subgroups ?? [], countSubgroups(codes)).value)
  return (metric) => {
    if (metric === 'CI') return classImbalance(nA, nD)
    if (metric === 'DPL') return differenceInProportions(a.tp + a.fn, nA, d.tp + d.fn, nD)
    if (metric === 'GE') return attempt(() => generalizedEntropy(both))
    if (metric === 'CDDL') return conditional(cells.actual)
    if (metric === 'CDDPL') return conditional(cells.predicted)
    const key = metric.toLowerCase()
    if (key in gaps) return gaps[key as keyof typeof gaps]
    return distances instanceof MillraceError ? distances : distances[key as keyof typeof distances]
  }

  function countSubgroups(codes: Int32Array) {
    const found = (subgroups ?? []).map(() => ({ positive: 0, negative: 0, positiveOfD: 0, negativeOfD: 0 }))
    for (let cell = 0; cell < counts.length; cell++) {
      const count = found[cells.subgroup[cell]!]!
      const rows = counts[cell]!
      const ofD = isDisfavoured[cell] === 1 ? rows : 0
      if (isPositive[codes[cell]!] === 1) {
        count.positive += rows
        count.positiveOfD += ofD
      } else {
        count.negative += rows
        count.negativeOfD += ofD
      }
    }
    return found
  }
}

/** What is computed, or the error that says why it cannot be. */
export function attempt<T>(compute: () => T): T | MillraceError {
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
