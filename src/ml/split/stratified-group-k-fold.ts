import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Labels } from '../../base/matrix.ts'
import { requireLabels, requireWhole } from '../checks.ts'
import { createMersenneTwister } from '../resample/mersenne-twister.ts'
import { pairwiseSum } from '../resample/pairwise-sum.ts'
import { type Fold, foldsByNumber, requireSplits } from './fold.ts'
import { type Groups, groupCodes } from './group-codes.ts'
import type { KFoldOptions } from './k-fold.ts'
import { requireEnough } from './stratified-k-fold.ts'

/**
 * K folds that never part a group and have the classes in shares as equal as that allows: groups go, the most one-sided
 * first, to the fold where the shares of the classes then vary least between folds, of those to the one with fewest rows.
 * With a seed, groups that are equally one-sided come in a random order.
 *
 * Source: scikit-learn `StratifiedGroupKFold`: the same folds without a seed. With one they differ on purpose: scikit-learn
 * 1.2 shuffles the class counts away from the groups that they belong to. O(groups · folds² · classes).
 * @throws E_ML_EMPTY; E_ML_LABEL; E_ML_SHAPE; E_ML_PARAMETER
 * @example stratifiedGroupKFold(labels, patients, { nSplits: 3 })
 */
export function stratifiedGroupKFold(labels: Labels, groups: Groups, options: KFoldOptions = {}): Fold[] {
  const { nSplits = 5, seed } = options
  requireLabels(labels)
  if (seed !== undefined) requireWhole('seed', seed, 0)
  const { codes: groupOf, names } = groupCodes(groups, labels.codes.length)
  requireSplits(nSplits, labels.codes.length, 'rows')
  if (names.length < nSplits) {
    throw new MillraceError('E_ML_PARAMETER', `nSplits is ${nSplits} for ${names.length} groups.`, {
      hint: 'A fold needs a group of its own: use fewer folds.',
    })
  }
  // Classes that have rows, by name.
  const classes = [...new Set(labels.codes)].sort((a, b) => (labels.classes[a]! < labels.classes[b]! ? -1 : 1))
  const place = new Map(classes.map((code, k) => [code, k]))
  const counts = names.map(() => new Float64Array(classes.length))
  const totals = new Float64Array(classes.length)
  for (const [i, code] of labels.codes.entries()) {
    counts[groupOf[i]!]![place.get(code)!]!++
    totals[place.get(code)!]!++
  }
  requireEnough(Array.from(totals), nSplits)

  const given =
    seed === undefined ? [...names.keys()] : Array.from(createMersenneTwister(seed).permutation(names.length))
  const order = given
    .map((group) => ({ group, spread: deviation(counts[group]!) }))
    .sort((a, b) => b.spread - a.spread)
    .map(({ group }) => group)
  const filled = Array.from({ length: nSplits }, () => new Float64Array(classes.length))
  const foldOf = new Int32Array(names.length)
  for (const group of order) {
    const best = bestFold(filled, totals, counts[group]!)
    foldOf[group] = best
    add(filled[best]!, counts[group]!, 1)
  }
  return foldsByNumber(
    groupOf.map((group) => foldOf[group]!),
    nSplits,
  )
}

function bestFold(filled: readonly Float64Array[], totals: Float64Array, counts: Float64Array): number {
  let best = 0
  let least = Number.POSITIVE_INFINITY
  let fewest = Number.POSITIVE_INFINITY
  for (const [f, fold] of filled.entries()) {
    add(fold, counts, 1)
    const uneven = totals.map((total, k) => deviationInTurn(filled.map((of) => of[k]! / total)))
    add(fold, counts, -1)
    const mean = pairwiseSum(uneven) / uneven.length
    const rows = pairwiseSum(fold)
    // As near as scikit-learn calls equal.
    const equal = Math.abs(mean - least) <= 1e-8 + 1e-5 * Math.abs(least)
    if (mean < least || (equal && rows < fewest)) {
      least = mean
      fewest = rows
      best = f
    }
  }
  return best
}

function add(to: Float64Array, counts: Float64Array, sign: number): void {
  for (let k = 0; k < to.length; k++) to[k]! += sign * counts[k]!
}

/** `√(Σ (x - x̄)² / n)`, summed as NumPy sums along a row. */
function deviation(values: Float64Array): number {
  const mean = pairwiseSum(values) / values.length
  return Math.sqrt(pairwiseSum(values.map((value) => (value - mean) * (value - mean))) / values.length)
}

/** The same, summed as NumPy sums down a column. */
function deviationInTurn(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / values.length)
}
