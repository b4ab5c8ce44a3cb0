import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Labels, Matrix } from '../../base/matrix.ts'
import type { Categories } from '../prepare/categories.ts'
import type { Fold } from '../split/fold.ts'

/** What is learnt from, and how its rows are left out in turn. */
export interface AutoData {
  /** Columns of numbers; those of `categories` hold codes. NaN is missing. */
  readonly features: Matrix
  /** Classes or numbers: the task. */
  readonly target: Labels | Float64Array
  /** Features that are categories, with their names in the order of the codes. */
  readonly categories?: Categories | undefined
  /** One a row, from 0: for fitting and for judging. */
  readonly sampleWeight?: Float64Array | undefined
  /** A row is tested once at most. Rows that no fold tests are learnt from and judge nothing. */
  readonly split: readonly Fold[]
}

/** The rows that judge: those that some fold tests, fold after fold. */
export interface JudgedRows {
  /** Numbers of rows of the table. */
  readonly rows: Int32Array
  /** The fold of each of them. */
  readonly folds: Int32Array
  readonly target: Labels | Float64Array
  readonly sampleWeight: Float64Array | undefined
}

/**
 * O(rows).
 * @throws E_ML_PARAMETER where a row is tested twice, or learnt from by the fold that tests it, or only one fold has tests: weights
 *   are chosen on other folds than those that judge them
 */
export function judgedRows({ target, sampleWeight, split, features }: AutoData): JudgedRows {
  const rows: number[] = []
  const folds: number[] = []
  const use = new Int32Array(features.rows)
  for (const [f, { train, test }] of split.entries()) {
    for (const row of test) {
      if (use[row] !== 0) throw wrong(`row ${row} is tested twice`)
      use[row] = f + 1
      rows.push(row)
      folds.push(f)
    }
    const both = train.find((row) => use[row] === f + 1)
    if (both !== undefined) throw wrong(`fold ${f + 1} learns from row ${both} and tests it`)
  }
  if (new Set(folds).size < 2) throw wrong('fewer than two of them test rows')
  const picked = Int32Array.from(rows)
  return {
    rows: picked,
    folds: Int32Array.from(folds),
    target:
      target instanceof Float64Array
        ? Float64Array.from(picked, (row) => target[row]!)
        : { classes: target.classes, codes: Int32Array.from(picked, (row) => target.codes[row]!) },
    sampleWeight: sampleWeight && Float64Array.from(picked, (row) => sampleWeight[row]!),
  }
}

/** Numbers that a prediction of one row has: one a class, or one. */
export function predictionWidth(target: Labels | Float64Array): number {
  return target instanceof Float64Array ? 1 : target.classes.length
}

function wrong(what: string): MillraceError {
  return new MillraceError('E_ML_PARAMETER', `The folds do not fit: ${what}.`, {
    hint: 'Use at least two folds, each row in the test of one of them at most.',
  })
}
