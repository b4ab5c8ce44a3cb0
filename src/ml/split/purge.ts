import { MillraceError } from '../../base/errors/millrace-error.ts'
import { rowsWhere } from './fold.ts'

/**
 * When the label of each row was made, both ends included: a bet from its placing to the final whistle, a price from today to
 * its horizon. Numbers of any unit (days, milliseconds), one pair a row, rows in order of `start`.
 */
export interface LabelIntervals {
  readonly start: Float64Array
  readonly end: Float64Array
}

/** @throws E_ML_SHAPE, E_ML_NOT_FINITE; E_ML_PARAMETER for an end before its start, or rows out of order */
export function requireIntervals({ start, end }: LabelIntervals): void {
  if (start.length !== end.length) {
    throw new MillraceError('E_ML_SHAPE', `There are ${start.length} starts but ${end.length} ends.`)
  }
  for (let i = 0; i < start.length; i++) {
    if (!Number.isFinite(start[i]) || !Number.isFinite(end[i])) {
      throw new MillraceError('E_ML_NOT_FINITE', `The label of row ${i + 1} lasts from ${start[i]} to ${end[i]}.`)
    }
    if (end[i]! < start[i]!) {
      throw new MillraceError('E_ML_PARAMETER', `The label of row ${i + 1} ends at ${end[i]}, before ${start[i]}.`)
    }
    if (i > 0 && start[i]! < start[i - 1]!) {
      throw new MillraceError('E_ML_PARAMETER', `Row ${i + 1} starts before row ${i}.`, {
        hint: 'Bring rows into the order of time first.',
      })
    }
  }
}

/**
 * The rows to learn from when whole blocks of rows are tested: all that are in none of them, less those whose label overlaps
 * a block's time (purge), less those that start within `embargo` after a block's last label (embargo).
 *
 * Source: López de Prado, "Advances in Financial Machine Learning" (2018), sections 7.4.1 and 7.4.2. O(n · blocks).
 * @param blocks first row and row after the last of each; neighbouring ones count as one
 */
export function rowsOutside(
  { start, end }: LabelIntervals,
  blocks: readonly (readonly [number, number])[],
  embargo: number,
): Int32Array {
  const spans = joined(blocks).map(([first, after]) => {
    let last = Number.NEGATIVE_INFINITY
    for (let i = first; i < after; i++) last = Math.max(last, end[i]!)
    return { first, after, from: start[first]!, to: last }
  })
  return rowsWhere(start.length, (i) =>
    spans.every(({ first, after, from, to }) => {
      if (i >= first && i < after) return false
      const overlaps = start[i]! <= to && end[i]! >= from
      return !overlaps && !(start[i]! > to && start[i]! <= to + embargo && embargo > 0)
    }),
  )
}

function joined(blocks: readonly (readonly [number, number])[]): [number, number][] {
  const result: [number, number][] = []
  for (const [first, after] of blocks) {
    const before = result.at(-1)
    if (before !== undefined && before[1] === first) before[1] = after
    else result.push([first, after])
  }
  return result
}
