import { requireWhole } from '../checks.ts'
import { createMersenneTwister } from '../resample/mersenne-twister.ts'
import { type Fold, requireSplits, rowsWhere } from './fold.ts'
import { type Groups, groupCodes } from './group-codes.ts'
import { type ShuffleSplitOptions, shuffleSizes } from './shuffle-sizes.ts'

/**
 * Random tests of a given size, again and again: a row may be tested several times or never.
 *
 * Source: scikit-learn `ShuffleSplit`: the same rows in the same (random) order for the same `random_state`. O(n · splits).
 * @throws E_ML_EMPTY, E_ML_PARAMETER
 * @example shuffleSplit(100, { seed: 0, nSplits: 3, testSize: 0.25 })
 */
export function shuffleSplit(rows: number, options: ShuffleSplitOptions): Fold[] {
  return drawSplits(rows, 'rows', options, 0.1)
}

/**
 * Random tests of whole groups; sizes count groups, both sides upwards.
 *
 * Source: scikit-learn `GroupShuffleSplit`, for the same `random_state`. O(n · splits).
 * @throws E_ML_EMPTY, E_ML_SHAPE, E_ML_PARAMETER
 * @example groupShuffleSplit(patients, { seed: 0, nSplits: 3 })
 */
export function groupShuffleSplit(groups: Groups, options: ShuffleSplitOptions): Fold[] {
  const { codes, names } = groupCodes(groups, groups.length)
  return drawSplits(names.length, 'groups', options, 0.2).map(({ train, test }) => {
    const [learnt, tested] = [new Set(train), new Set(test)]
    return {
      train: rowsWhere(codes.length, (i) => learnt.has(codes[i]!)),
      test: rowsWhere(codes.length, (i) => tested.has(codes[i]!)),
    }
  })
}

function drawSplits(n: number, what: string, options: ShuffleSplitOptions, otherwise: number): Fold[] {
  const { seed, nSplits = 10 } = options
  requireWhole('seed', seed, 0)
  requireWhole('nSplits', nSplits, 1)
  requireSplits(2, n, what)
  const sizes = shuffleSizes(n, options, otherwise)
  const twister = createMersenneTwister(seed)
  return Array.from({ length: nSplits }, () => {
    const order = twister.permutation(n)
    return { train: order.slice(sizes.test, sizes.test + sizes.train), test: order.slice(0, sizes.test) }
  })
}
