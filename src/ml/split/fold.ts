import { MillraceError } from '../../base/errors/millrace-error.ts'

/** Row numbers to learn from and to be judged on. What is in neither (a gap, a purge) is left out. */
export interface Fold {
  readonly train: Int32Array
  readonly test: Int32Array
}

/** One fold a test set: rows of `folds` number f are tested in fold f, all others learnt from, both upwards. O(n · folds). */
export function foldsByNumber(folds: Int32Array, nSplits: number): Fold[] {
  return Array.from({ length: nSplits }, (_, f) => ({
    train: rowsWhere(folds.length, (i) => folds[i] !== f),
    test: rowsWhere(folds.length, (i) => folds[i] === f),
  }))
}

/** The rows for which something holds, upwards. O(n). */
export function rowsWhere(rows: number, holds: (row: number) => boolean): Int32Array {
  const found = new Int32Array(rows)
  let count = 0
  for (let i = 0; i < rows; i++) if (holds(i)) found[count++] = i
  return found.slice(0, count)
}

/** A number of folds: whole, from 2, and no more than there are rows or groups. @throws E_ML_PARAMETER, E_ML_EMPTY */
export function requireSplits(nSplits: number, most: number, what: string): void {
  if (most === 0) throw new MillraceError('E_ML_EMPTY', `There are no ${what} to split.`)
  if (Number.isInteger(nSplits) && nSplits >= 2 && nSplits <= most) return
  throw new MillraceError('E_ML_PARAMETER', `nSplits is ${nSplits} for ${most} ${what}.`, {
    hint: most < 2 ? `At least two ${what} are needed.` : `Use a whole number from 2 to ${most}.`,
  })
}
