import { type Fold, foldsByNumber, requireSplits } from './fold.ts'
import { type Groups, groupCodes } from './group-codes.ts'

/**
 * Each group is tested once, in sorted order: a season, a league, a patient that the model has never seen.
 *
 * Source: scikit-learn `LeaveOneGroupOut`. O(n · groups).
 * @throws E_ML_EMPTY, E_ML_SHAPE; E_ML_PARAMETER for one group
 * @example leaveOneGroupOut(['a', 'b', 'a']) // [{ train: [1], test: [0, 2] }, { train: [0, 2], test: [1] }]
 */
export function leaveOneGroupOut(groups: Groups): Fold[] {
  const { codes, names } = groupCodes(groups, groups.length)
  requireSplits(Math.max(2, names.length), names.length, 'groups')
  return foldsByNumber(codes, names.length)
}
