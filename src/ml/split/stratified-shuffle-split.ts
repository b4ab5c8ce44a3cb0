import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Labels } from '../../base/matrix.ts'
import { requireLabels, requireWhole } from '../checks.ts'
import { createMersenneTwister, type MersenneTwister } from '../resample/mersenne-twister.ts'
import { rowsOfClass } from '../resample/rows-of-class.ts'
import { classSizes } from '../resample/sampling-strategy.ts'
import type { Fold } from './fold.ts'
import { type ShuffleSplitOptions, shuffleSizes } from './shuffle-sizes.ts'

/**
 * Random tests of a given size with the classes in the same shares on both sides.
 *
 * Source: scikit-learn `StratifiedShuffleSplit`: the same rows in the same (random) order for the same `random_state`.
 * O(n · splits).
 * @throws E_ML_PARAMETER when a class has one row, or a side would have fewer rows than there are classes; E_ML_ONE_CLASS;
 *   E_ML_LABEL; E_ML_EMPTY
 * @example stratifiedShuffleSplit(labels, { seed: 0, nSplits: 3, testSize: 0.25 })
 */
export function stratifiedShuffleSplit(labels: Labels, options: ShuffleSplitOptions): Fold[] {
  const { seed, nSplits = 10 } = options
  requireLabels(labels)
  requireWhole('seed', seed, 0)
  requireWhole('nSplits', nSplits, 1)
  const sizes = shuffleSizes(labels.codes.length, options, 0.1)
  const { present, smallest } = classSizes(labels)
  if (smallest.count < 2 || Math.min(sizes.train, sizes.test) < present.length) {
    throw new MillraceError(
      'E_ML_PARAMETER',
      `${sizes.train} rows to learn from and ${sizes.test} to test cannot both hold all ${present.length} classes; "${smallest.name}" has ${smallest.count}.`,
      { hint: 'Every class needs two rows, every side as many rows as there are classes.' },
    )
  }
  const members = present.map(({ code }) => rowsOfClass(labels, code))
  const counts = present.map(({ count }) => count)
  const twister = createMersenneTwister(seed)
  return Array.from({ length: nSplits }, () => {
    const learnt = likeliestCounts(counts, sizes.train, twister)
    const left = counts.map((count, k) => count - learnt[k]!)
    const tested = likeliestCounts(left, sizes.test, twister)
    const train: number[] = []
    const test: number[] = []
    for (const [k, rows] of members.entries()) {
      const order = twister.permutation(rows.length)
      for (let i = 0; i < learnt[k]! + tested[k]!; i++) (i < learnt[k]! ? train : test).push(rows[order[i]!]!)
    }
    // In this order: both draw from the generator.
    return { train: Int32Array.from(twister.shuffle(train)), test: Int32Array.from(twister.shuffle(test)) }
  })
}

/**
 * About the likeliest numbers of each class when `draws` rows are drawn without replacement: shares rounded down, then the
 * largest remainders up, of equal ones a random few. Source: scikit-learn, `_approximate_mode`.
 */
function likeliestCounts(counts: readonly number[], draws: number, twister: MersenneTwister): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0)
  const shares = counts.map((count) => (count / total) * draws)
  const drawn = shares.map(Math.floor)
  let missing = Math.trunc(draws - drawn.reduce((sum, count) => sum + count, 0))
  const remainders = shares.map((share, k) => share - drawn[k]!)
  for (const value of [...new Set(remainders)].sort((a, b) => b - a)) {
    if (missing <= 0) break
    const equal = [...remainders.keys()].filter((k) => remainders[k] === value)
    const now = Math.min(equal.length, missing)
    for (const place of twister.permutation(equal.length).subarray(0, now)) drawn[equal[place]!]!++
    missing -= now
  }
  return drawn
}
