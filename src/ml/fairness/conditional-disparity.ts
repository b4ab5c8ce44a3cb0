import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Labels } from '../../base/matrix.ts'
import { requireLabels } from '../checks.ts'

export interface ConditionalDisparity {
  /** The mean over the subgroups, weighted by their rows, from -1 to 1. Above 0 group d is over-represented among the negative outcomes. */
  readonly value: number
  readonly subgroups: readonly { readonly name: string; readonly rows: number; readonly disparity: number }[]
}

/**
 * Conditional demographic disparity: within each subgroup (a department, a season) the share of group d among the negative outcomes less its
 * share among the positive ones, and the mean over the subgroups. It tells disparity apart from what the subgroups explain (Simpson's paradox).
 * Of observed labels it is Clarify's CDDL, of predictions CDDPL.
 *
 * A subgroup without negative or without positive outcomes counts 0 for that share.
 *
 * Source: Wachter, Mittelstadt and Russell (2020); amazon-sagemaker-clarify, `CDD`. O(n + subgroups).
 * @param isPositive 1 where the outcome is positive, one a row
 * @param isDisfavoured 1 where the row is of group d, one a row
 * @throws E_ML_SHAPE; E_ML_ONE_CLASS when no outcome is positive, or none negative
 * @example // one subgroup; of 4 negative rows 3 are of d, of 4 positive rows 1: 3/4 - 1/4 = 0.5
 */
export function conditionalDisparity(
  isPositive: ArrayLike<number>,
  isDisfavoured: ArrayLike<number>,
  subgroup: Labels,
): ConditionalDisparity {
  requireLabels(subgroup, isPositive.length)
  if (isDisfavoured.length !== isPositive.length) {
    throw new MillraceError('E_ML_SHAPE', `There are ${isPositive.length} outcomes but ${isDisfavoured.length} groups.`)
  }
  const counts = subgroup.classes.map(() => ({ positive: 0, negative: 0, positiveOfD: 0, negativeOfD: 0 }))
  for (let i = 0; i < isPositive.length; i++) {
    const count = counts[subgroup.codes[i]!]!
    const ofD = isDisfavoured[i] === 1 ? 1 : 0
    if (isPositive[i] === 1) {
      count.positive++
      count.positiveOfD += ofD
    } else {
      count.negative++
      count.negativeOfD += ofD
    }
  }
  return disparityOfSubgroups(subgroup.classes, counts)
}

/** Rows of one subgroup by outcome, and those of them that are of group d. */
export interface SubgroupCounts {
  readonly positive: number
  readonly negative: number
  readonly positiveOfD: number
  readonly negativeOfD: number
}

/** The same from counts, one a subgroup; one without rows is left out. @throws E_ML_ONE_CLASS. O(subgroups) */
export function disparityOfSubgroups(
  names: readonly string[],
  counts: readonly SubgroupCounts[],
): ConditionalDisparity {
  const rows = counts.reduce((sum, { positive, negative }) => sum + positive + negative, 0)
  const positives = counts.reduce((sum, { positive }) => sum + positive, 0)
  if (positives === 0 || positives === rows) {
    throw new MillraceError(
      'E_ML_ONE_CLASS',
      `${positives} of ${rows} outcomes are positive: there is nothing to compare.`,
    )
  }
  const subgroups = counts.flatMap(({ positive, negative, positiveOfD, negativeOfD }, k) => {
    if (positive + negative === 0) return []
    const disparity = (negative === 0 ? 0 : negativeOfD / negative) - (positive === 0 ? 0 : positiveOfD / positive)
    return [{ name: names[k]!, rows: positive + negative, disparity }]
  })
  return { value: subgroups.reduce((sum, one) => sum + one.rows * one.disparity, 0) / rows, subgroups }
}
