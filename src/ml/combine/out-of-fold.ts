import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { RowNumbers } from './pick-rows.ts'

/** One fold: rows to fit on, and rows to predict. Numbers from 0. */
export interface Fold {
  readonly train: RowNumbers
  readonly test: RowNumbers
}

/**
 * Each row must be predicted once, by a model that did not see it.
 * @throws E_ML_PARAMETER for a row that does not exist, that no fold or more than one predicts, or that a fold both fits
 *   and predicts
 */
export function requireFolds(folds: readonly Fold[], rows: number): void {
  const predicted = new Int32Array(rows).fill(-1)
  const wrong = (what: string): MillraceError =>
    new MillraceError('E_ML_PARAMETER', `The folds do not fit: ${what}.`, {
      hint: 'Every row must stand in the test part of exactly one fold, and not in the train part of that one.',
    })
  for (const [f, { train, test }] of folds.entries()) {
    for (const part of [train, test]) {
      for (let i = 0; i < part.length; i++) {
        const row = part[i]!
        if (!Number.isInteger(row) || row < 0 || row >= rows) throw wrong(`fold ${f + 1} names row ${row} of ${rows}`)
      }
    }
    if (train.length === 0) throw wrong(`fold ${f + 1} has no rows to fit on`)
    for (let i = 0; i < test.length; i++) {
      if (predicted[test[i]!] !== -1) throw wrong(`row ${test[i]} is predicted twice`)
      predicted[test[i]!] = f
    }
    for (let i = 0; i < train.length; i++) {
      if (predicted[train[i]!] === f) throw wrong(`fold ${f + 1} fits and predicts row ${train[i]}`)
    }
  }
  const left = predicted.indexOf(-1)
  if (left >= 0) throw wrong(`no fold predicts row ${left}`)
}
