import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Labels } from '../../base/matrix.ts'
import { requireLabels, requireWhole } from '../checks.ts'
import { createMersenneTwister, type MersenneTwister } from '../resample/mersenne-twister.ts'
import { type Fold, foldsByNumber, requireSplits } from './fold.ts'
import type { KFoldOptions } from './k-fold.ts'

/**
 * K folds that all have the classes in about the same shares; each row is tested once.
 *
 * Source: scikit-learn `StratifiedKFold`, with whose folds they are equal for the same `random_state`. O(n · folds).
 * @throws E_ML_EMPTY; E_ML_LABEL; E_ML_PARAMETER when every class has fewer rows than there are folds
 * @example stratifiedKFold({ classes: ['a', 'b'], codes: Int32Array.of(0, 0, 1, 1) }, { nSplits: 2 })
 * // [{ train: [1, 3], test: [0, 2] }, { train: [0, 2], test: [1, 3] }]
 */
export function stratifiedKFold(labels: Labels, options: KFoldOptions = {}): Fold[] {
  const { nSplits = 5, seed } = options
  if (seed !== undefined) requireWhole('seed', seed, 0)
  return stratifiedKFoldFrom(labels, nSplits, seed === undefined ? undefined : createMersenneTwister(seed))
}

/** With a generator that others go on drawing from. */
export function stratifiedKFoldFrom(labels: Labels, nSplits: number, twister: MersenneTwister | undefined): Fold[] {
  requireLabels(labels)
  const rows = labels.codes.length
  requireSplits(nSplits, rows, 'rows')
  // Classes by their first row: that order decides who draws first.
  const order = [...new Set(labels.codes)]
  const members = order.map((code) => Array.from(labels.codes.keys()).filter((i) => labels.codes[i] === code))
  requireEnough(
    members.map((rowsOf) => rowsOf.length),
    nSplits,
  )
  // Rows laid out class after class and dealt to the folds in turn tell how many of each class a fold gets.
  const folds = new Int32Array(rows)
  let start = 0
  for (const rowsOf of members) {
    const dealt = new Int32Array(nSplits)
    for (let place = start; place < start + rowsOf.length; place++) dealt[place % nSplits]!++
    const foldOf: number[] = []
    for (const [f, count] of dealt.entries()) for (let c = 0; c < count; c++) foldOf.push(f)
    twister?.shuffle(foldOf)
    for (const [place, row] of rowsOf.entries()) folds[row] = foldOf[place]!
    start += rowsOf.length
  }
  return foldsByNumber(folds, nSplits)
}

/** Some class can be in every fold. */
export function requireEnough(counts: readonly number[], nSplits: number): void {
  const most = Math.max(...counts)
  if (most >= nSplits) return
  throw new MillraceError('E_ML_PARAMETER', `nSplits is ${nSplits}, but no class has more than ${most} rows.`, {
    hint: `Use ${most} folds at most.`,
  })
}
