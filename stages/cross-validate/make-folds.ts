import { deriveSeed, type Labels, MillraceError, type Table } from 'millrace'
import {
  groupKFold,
  kFold,
  purgedKFold,
  type SplitFold,
  stratifiedKFold,
  timeSeriesSplit,
  walkForward,
} from 'millrace/ml'
import type { FoldParams } from './params.ts'
import { daysSinceEpoch, periodsOf } from './read-moments.ts'

/** What folds are made from, one value a row. */
export interface FoldRows {
  readonly table: Table
  /** Undefined for a numeric target. */
  readonly labels: Labels | undefined
  /** Rows of one group stay together. */
  readonly groups: readonly string[] | undefined
  /** Rows that may be learnt from, and rows that may be tested. */
  readonly trains: Uint8Array
  readonly tests: Uint8Array
}

/**
 * The folds of those rows that may be learnt from or tested, as row numbers of the table. A fold without a row to test,
 * such as a month in which the team does not play, is left out.
 * @throws E_ML_EMPTY when no fold has a row to test, or one has none to learn from; E_PARAMS where training and test of a
 *   fold share a group; what the split throws
 */
export async function makeFolds(rows: FoldRows, split: FoldParams, seed: number): Promise<SplitFold[]> {
  const { trains, tests, groups } = rows
  const used = Int32Array.from(trains.keys()).filter((row) => trains[row] === 1 || tests[row] === 1)
  const all = await foldsOf(rows, used, split, deriveSeed(seed, 'split'))
  const folds = all
    .map(({ train, test }) => ({
      train: train.map((place) => used[place] as number).filter((row) => trains[row] === 1),
      test: test.map((place) => used[place] as number).filter((row) => tests[row] === 1),
    }))
    .filter(({ test }) => test.length > 0)
  if (folds.length === 0) {
    throw new MillraceError('E_ML_EMPTY', `None of ${all.length} folds has a row to test.`, {
      hint: 'Look at `testWhere` and at the dates of the split.',
    })
  }
  for (const [f, { train, test }] of folds.entries()) {
    if (train.length === 0) {
      throw new MillraceError('E_ML_EMPTY', `Fold ${f + 1} of ${folds.length} has no row to learn from.`, {
        hint: 'Look at `trainWhere`, or begin later: a larger minTrain, a later cutoff.',
      })
    }
    if (groups !== undefined) requireParted(groups, train, test, f)
  }
  return folds
}

async function foldsOf(rows: FoldRows, used: Int32Array, split: FoldParams, seed: number): Promise<SplitFold[]> {
  const at = <T>(values: ArrayLike<T>) => Array.from(used, (row) => values[row] as T)
  switch (split.by) {
    case 'walkForward':
      return walkForward(at(await periodsOf(rows.table, split)), split)
    case 'cutoff': {
      const days = at(await daysSinceEpoch(rows.table, split.time))
      const first = Date.parse(split.cutoff) / 86_400_000
      const side = (late: boolean) => Int32Array.from(days.keys()).filter((i) => (days[i] as number) >= first === late)
      return [{ train: side(false), test: side(true) }]
    }
    case 'timeSeries': {
      const { order, back } = inOrder(at(await daysSinceEpoch(rows.table, split.time)))
      return timeSeriesSplit(order.length, split).map(back)
    }
    case 'purgedKFold': {
      const start = at(await daysSinceEpoch(rows.table, split.time))
      const end = split.until === undefined ? start : at(await daysSinceEpoch(rows.table, split.until))
      const { order, back } = inOrder(start)
      const sorted = (values: readonly number[]) => Float64Array.from(order, (i) => values[i] as number)
      return purgedKFold({ start: sorted(start), end: sorted(end) }, split).map(back)
    }
    case 'kFold':
      return kFold(used.length, { nSplits: split.nSplits, seed: split.shuffle ? seed : undefined })
    case 'stratifiedKFold': {
      if (rows.labels === undefined) {
        throw new MillraceError(
          'E_PARAMS',
          'stratifiedKFold keeps the shares of classes, and the target is a number.',
          {
            hint: 'Use kFold.',
          },
        )
      }
      const labels = { classes: rows.labels.classes, codes: Int32Array.from(at(rows.labels.codes)) }
      return stratifiedKFold(labels, { nSplits: split.nSplits, seed: split.shuffle ? seed : undefined })
    }
    case 'groupKFold':
      return groupKFold(at(rows.groups ?? []), { nSplits: split.nSplits })
  }
}

/** The rows in order of time, and the way back from places in that order. */
function inOrder(times: readonly number[]) {
  const order = Int32Array.from(times.keys()).sort((a, b) => (times[a] as number) - (times[b] as number) || a - b)
  const back = ({ train, test }: SplitFold): SplitFold => ({
    train: train.map((place) => order[place] as number).sort(),
    test: test.map((place) => order[place] as number).sort(),
  })
  return { order, back }
}

function requireParted(groups: readonly string[], train: Int32Array, test: Int32Array, fold: number): void {
  const tested = new Set(Array.from(test, (row) => groups[row]))
  const shared = train.find((row) => tested.has(groups[row]))
  if (shared === undefined) return
  throw new MillraceError(
    'E_PARAMS',
    `Fold ${fold + 1} learns from a row of the group ${groups[shared]} and tests another.`,
    {
      hint: 'Split by time or by groupKFold, or leave `group` out if such rows know nothing of one another.',
    },
  )
}
