import { type Fold, foldsByNumber, requireSplits } from './fold.ts'
import { type Groups, groupCodes } from './group-codes.ts'

export interface GroupKFoldOptions {
  /** Default 5. */
  readonly nSplits?: number | undefined
}

/**
 * K folds of nearly equal size that never part a group: the largest group first, each to the fold with the fewest rows.
 *
 * Source: scikit-learn `GroupKFold`. Of groups of one size the last in sorted order goes first, as there with up to 16 groups
 * (beyond, its sort leaves their order open). O(n · folds).
 * @throws E_ML_EMPTY; E_ML_SHAPE; E_ML_PARAMETER for fewer than 2 folds or more than groups
 * @example groupKFold(['a', 'a', 'b', 'c'], { nSplits: 2 })
 * // [{ train: [2, 3], test: [0, 1] }, { train: [0, 1], test: [2, 3] }]
 */
export function groupKFold(groups: Groups, options: GroupKFoldOptions = {}): Fold[] {
  const { nSplits = 5 } = options
  const { codes, names } = groupCodes(groups, groups.length)
  requireSplits(nSplits, names.length, 'groups')
  const sizes = new Int32Array(names.length)
  for (const code of codes) sizes[code]!++
  const order = [...sizes.keys()].sort((a, b) => sizes[b]! - sizes[a]! || b - a)
  const filled = new Float64Array(nSplits)
  const foldOf = new Int32Array(names.length)
  for (const group of order) {
    const lightest = filled.indexOf(Math.min(...filled))
    filled[lightest]! += sizes[group]!
    foldOf[group] = lightest
  }
  return foldsByNumber(
    codes.map((code) => foldOf[code]!),
    nSplits,
  )
}
