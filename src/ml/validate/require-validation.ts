import { MillraceError } from '../../base/errors/millrace-error.ts'
import { requireFiniteValues, requireLabels, requireMatrix } from '../checks.ts'
import { type CrossValidation, isLabels, type Target } from './validation.ts'

/**
 * Everything fits before the first fold is fitted. O(rows · folds).
 * @throws E_ML_EMPTY, E_ML_SHAPE, E_ML_FEATURES, E_ML_LABEL; E_ML_NOT_FINITE for a target that is no number;
 *   E_ML_PARAMETER for a fold that has no rows, names rows that do not exist, or tests what it learns from
 */
export function requireValidation<T extends Target>({ features, target, split, metrics }: CrossValidation<T>): void {
  requireMatrix(features)
  const { rows } = features
  if (isLabels(target)) requireLabels(target, rows)
  else {
    if (target.length !== rows) {
      throw new MillraceError('E_ML_SHAPE', `There are ${rows} rows but ${target.length} target values.`)
    }
    requireFiniteValues('target values', target)
  }
  if (split.length === 0) throw new MillraceError('E_ML_EMPTY', 'There are no folds.')
  if (Object.keys(metrics).length === 0) {
    throw new MillraceError('E_ML_PARAMETER', 'There are no metrics.', { hint: 'Name at least one: { auc: … }.' })
  }
  const use = new Int32Array(rows)
  for (const [f, { train, test }] of split.entries()) {
    const wrong = (what: string) =>
      new MillraceError('E_ML_PARAMETER', `Fold ${f + 1} ${what}.`, {
        hint: 'Make folds of the same rows, for example with kFold(features.rows).',
      })
    if (train.length === 0) throw wrong('has no row to learn from')
    if (test.length === 0) throw wrong('has no row to test')
    for (const row of [...train, ...test]) {
      if (!(row >= 0 && row < rows)) throw wrong(`names row ${row} of ${rows}`)
    }
    for (const row of train) use[row] = 2 * f + 1
    for (const row of test) {
      if (use[row] === 2 * f + 1) throw wrong(`learns from row ${row} and tests it`)
      if (use[row] === 2 * f + 2) throw wrong(`tests row ${row} twice`)
      use[row] = 2 * f + 2
    }
  }
}
