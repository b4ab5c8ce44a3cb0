import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Matrix } from '../../base/matrix.ts'
import { requireFiniteMatrix, requireMatrix } from '../checks.ts'

/** Whose sign: Clarify's documentation counts unfavourable flips as positive, its open code the other way round. */
export type FlipSign = 'documented' | 'code'

/**
 * Would group d be treated otherwise if it were group a? Each row of d is compared with its nearest rows of a: where they are mostly predicted
 * positive and it is not, that is a flip against d; the other way round a flip for d. `(against - for) / n_d`, above 0 against d.
 *
 * Nearest by Euclidean distance over all columns, ties in the order of rows; 5 neighbours, 1 where group a has fewer than ten rows. A tie among an
 * even number of neighbours counts as negative.
 *
 * Source: Dwork et al. (2012); amazon-sagemaker-clarify, `FT` (k-nearest neighbours fitted on group a's predictions). O(n_a n_d columns).
 * @param features numeric columns, without facet and label
 * @param predicted 1 where predicted positive, one a row
 * @param isDisfavoured 1 where the row is of group d, one a row
 * @throws E_FACET when a group has no row; E_ML_SHAPE; E_ML_NOT_FINITE for a gap in the features, E_ML_EMPTY for no columns
 * @example flipTest(features, predicted, isDisfavoured)
 */
export function flipTest(
  features: Matrix,
  predicted: ArrayLike<number>,
  isDisfavoured: ArrayLike<number>,
  options: { readonly kNeighbors?: number; readonly sign?: FlipSign } = {},
): number {
  const { rows, columns, data } = features
  if (predicted.length !== rows || isDisfavoured.length !== rows) {
    throw new MillraceError(
      'E_ML_SHAPE',
      `There are ${rows} rows, ${predicted.length} predictions and ${isDisfavoured.length} groups.`,
    )
  }
  requireMatrix(features)
  requireFiniteMatrix(features)
  const all = Array.from({ length: rows }, (_, i) => i)
  const ofA = all.filter((i) => isDisfavoured[i] !== 1)
  const ofD = all.filter((i) => isDisfavoured[i] === 1)
  if (ofA.length === 0 || ofD.length === 0) {
    throw new MillraceError('E_FACET', `The groups have ${ofA.length} and ${ofD.length} rows: both need some.`)
  }
  const k = Math.min(options.kNeighbors ?? (ofA.length > 9 ? 5 : 1), ofA.length)
  let [against, inFavour] = [0, 0]
  // The k nearest so far, from the nearest on: a row that is as far as another comes after it.
  const [distances, outcomes] = [new Float64Array(k), new Uint8Array(k)]
  for (const d of ofD) {
    distances.fill(Number.POSITIVE_INFINITY)
    for (let place = 0; place < ofA.length; place++) {
      const a = ofA[place]!
      let squared = 0
      for (let j = 0; j < columns; j++) {
        const gap = data[j * rows + a]! - data[j * rows + d]!
        squared += gap * gap
      }
      if (squared >= distances[k - 1]!) continue
      let at = k - 1
      for (; at > 0 && distances[at - 1]! > squared; at--) {
        distances[at] = distances[at - 1]!
        outcomes[at] = outcomes[at - 1]!
      }
      distances[at] = squared
      outcomes[at] = predicted[a] === 1 ? 1 : 0
    }
    const votes = outcomes.reduce((sum, outcome) => sum + outcome, 0)
    const positive = votes * 2 > k ? 1 : 0
    if (positive === 1 && predicted[d] !== 1) against++
    if (positive === 0 && predicted[d] === 1) inFavour++
  }
  const value = (against - inFavour) / ofD.length
  return options.sign === 'code' ? (value === 0 ? 0 : -value) : value
}
