import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Labels } from '../../base/matrix.ts'
import { requireFiniteValues } from '../checks.ts'

/** The numbers that count: above `above`, up to and with `upTo`. Without one of them there is no such bound. */
export interface NumberInterval {
  readonly above?: number | undefined
  readonly upTo?: number | undefined
}

/**
 * Numbers as two classes: those in the interval `(above, upTo]`, class 1, and the others, class 0. So a salary becomes an outcome, and an age a facet.
 * The class names say which is which, such as `≤ 40` and `> 40`.
 *
 * Source: SageMaker Clarify, `report.py`, where a threshold t stands for `(t, max]`, closed on the right. O(n).
 * @throws E_ML_NOT_FINITE for a missing value; E_ML_EMPTY; E_ML_PARAMETER for an interval without an end or without width
 * @example intervalLabels('ages', [30, 40, 50], { above: 40 }).codes // [0, 0, 1]
 */
export function intervalLabels(what: string, values: ArrayLike<number>, { above, upTo }: NumberInterval): Labels {
  requireFiniteValues(what, values)
  if ((above === undefined && upTo === undefined) || (above ?? -Infinity) >= (upTo ?? Infinity)) {
    throw new MillraceError('E_ML_PARAMETER', `The interval is above ${above ?? '−∞'}, up to ${upTo ?? '∞'}.`, {
      hint: 'Name one end, or two of which the first is lower.',
    })
  }
  const inside = above === undefined ? `≤ ${upTo}` : upTo === undefined ? `> ${above}` : `> ${above} and ≤ ${upTo}`
  const outside = above === undefined ? `> ${upTo}` : upTo === undefined ? `≤ ${above}` : `≤ ${above} or > ${upTo}`
  const codes = Int32Array.from(values, (value) =>
    value > (above ?? Number.NEGATIVE_INFINITY) && value <= (upTo ?? Number.POSITIVE_INFINITY) ? 1 : 0,
  )
  return { classes: [outside, inside], codes }
}
