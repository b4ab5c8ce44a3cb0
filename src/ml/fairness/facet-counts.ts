import { didYouMean } from '../../base/did-you-mean.ts'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Labels } from '../../base/matrix.ts'

/** One group's rows, counted by actual and predicted outcome: positive is the wanted one. */
export interface BinaryCounts {
  readonly tp: number
  readonly fp: number
  readonly fn: number
  readonly tn: number
}

/** How the labels are distributed in the favoured group a and the disfavoured group d. */
export interface FacetCounts<T> {
  readonly a: T
  readonly d: T
}

/**
 * Which rows belong to the disfavoured group d: 1 where the facet has one of the values given.
 * @throws E_FACET for a value that does not exist, or when one of the groups has no row. O(n)
 */
export function markDisfavoured(facet: Labels, disfavoured: readonly string[]): Uint8Array {
  const codes = disfavoured.map((value) => {
    const code = facet.classes.indexOf(value)
    if (code >= 0) return code
    throw new MillraceError('E_FACET', `The facet has no value "${value}".`, {
      hint: didYouMean(value, facet.classes),
    })
  })
  const marks = Uint8Array.from(facet.codes, (code) => (codes.includes(code) ? 1 : 0))
  const count = marks.reduce((sum, mark) => sum + mark, 0)
  if (count === 0 || count === marks.length) {
    throw new MillraceError(
      'E_FACET',
      `${count} of ${marks.length} rows belong to the disfavoured group (${disfavoured.join(', ')}).`,
      { hint: 'Comparing needs rows of two groups: choose another facet, another value, or more rows.' },
    )
  }
  return marks
}

/** Which codes are positive outcomes: 1 a class. @throws E_ML_LABEL; E_ML_PARAMETER when none or all are */
export function markPositive(classes: readonly string[], positive: readonly string[]): Uint8Array {
  for (const name of positive) {
    if (!classes.includes(name)) {
      throw new MillraceError('E_ML_LABEL', `The positive class "${name}" does not exist.`, {
        hint: didYouMean(name, classes),
      })
    }
  }
  const marks = Uint8Array.from(classes, (name) => (positive.includes(name) ? 1 : 0))
  const count = marks.reduce((sum, mark) => sum + mark, 0)
  if (count === 0 || count === classes.length) {
    throw new MillraceError('E_ML_PARAMETER', `${count} of the ${classes.length} classes count as positive.`, {
      hint: 'Name the wanted outcomes; at least one class must be neither.',
    })
  }
  return marks
}

/**
 * Rows a class in each group. `cells` counts rows by group, actual and predicted class: entry `(group * K + actual) * K + predicted`, group 0 being
 * a, 1 being d. O(K²).
 */
export function labelCounts(cells: ArrayLike<number>, size: number): FacetCounts<Float64Array> {
  const groups = [new Float64Array(size), new Float64Array(size)] as const
  for (let cell = 0; cell < cells.length; cell++) {
    const group = groups[cell < size * size ? 0 : 1]
    group[Math.floor(cell / size) % size]! += cells[cell]!
  }
  return { a: groups[0], d: groups[1] }
}

/** Each group's confusion counts, with the positive classes joined into one. O(K²). */
export function binaryCounts(cells: ArrayLike<number>, isPositive: Uint8Array): FacetCounts<BinaryCounts> {
  const size = isPositive.length
  const groups = [0, 1].map((group) => {
    const counts = { tp: 0, fp: 0, fn: 0, tn: 0 }
    for (let y = 0; y < size; y++) {
      for (let p = 0; p < size; p++) {
        const right = isPositive[y] === isPositive[p]
        const cell = isPositive[p] === 1 ? (right ? 'tp' : 'fp') : right ? 'tn' : 'fn'
        counts[cell] += cells[(group * size + y) * size + p]!
      }
    }
    return counts
  })
  return { a: groups[0]!, d: groups[1]! }
}
