import { MillraceError } from '../../base/errors/millrace-error.ts'

/** What rows belong to: the same value, the same group. */
export type Groups = readonly (string | number)[] | Int32Array | Float64Array

/**
 * Groups as numbers 0 … count - 1 in sorted order, numbers by size and texts by their characters. O(n log n).
 * @throws E_ML_SHAPE when there is not one a row; E_ML_NOT_FINITE for NaN
 */
export function groupCodes(groups: Groups, rows: number): { codes: Int32Array; names: (string | number)[] } {
  if (groups.length !== rows) {
    throw new MillraceError('E_ML_SHAPE', `There are ${rows} rows but ${groups.length} groups.`, {
      hint: 'Give the group of each row.',
    })
  }
  const nan = Array.prototype.findIndex.call(groups, Number.isNaN)
  if (nan >= 0) throw new MillraceError('E_ML_NOT_FINITE', `The group of row ${nan + 1} is missing.`)
  const names = [...new Set<string | number>(groups)].sort((a, b) => (a < b ? -1 : 1))
  const place = new Map(names.map((name, code) => [name, code]))
  return { codes: Int32Array.from(groups, (group: string | number) => place.get(group)!), names }
}
