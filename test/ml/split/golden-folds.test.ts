import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import * as ml from '../../../src/ml/index.ts'
import { goldenGroup } from '../../golden/golden-group.ts'
import { golden } from '../tables.ts'

interface Case {
  name: string
  rows: number
  options: { nSplits: number; seed: number; nRepeats: number }
  labels?: number
  groups?: [number, number]
  folds: number
  digest: string
  tests?: number[][]
}

/** As in make-split.py. */
function labelsOf(rows: number, seed: number): ml.Labels {
  const codes = Int32Array.from({ length: rows }, (_, i) => {
    return Number((i * i * 7 + seed * i) % 11 > 6) + Number((i * 13 + seed) % 17 > 12)
  })
  return { classes: ['0', '1', '2'], codes }
}

function groupsOf(rows: number, [count, seed]: [number, number]): number[] {
  return Array.from({ length: rows }, (_, i) => ((i * i + seed * i) % 1009) % count)
}

function split({ name, rows, options, labels = 0, groups = [1, 0] }: Case): ml.SplitFold[] {
  const y = labelsOf(rows, labels)
  const g = groupsOf(rows, groups)
  const ways: Record<string, () => ml.SplitFold[]> = {
    kFold: () => ml.kFold(rows, options),
    repeatedKFold: () => ml.repeatedKFold(rows, options),
    shuffleSplit: () => ml.shuffleSplit(rows, options),
    timeSeriesSplit: () => ml.timeSeriesSplit(rows, options),
    stratifiedKFold: () => ml.stratifiedKFold(y, options),
    repeatedStratifiedKFold: () => ml.repeatedStratifiedKFold(y, options),
    stratifiedShuffleSplit: () => ml.stratifiedShuffleSplit(y, options),
    groupKFold: () => ml.groupKFold(g, options),
    groupShuffleSplit: () => ml.groupShuffleSplit(g, options),
    leaveOneGroupOut: () => ml.leaveOneGroupOut(g),
    stratifiedGroupKFold: () => ml.stratifiedGroupKFold(y, g, options),
  }
  return ways[name]!()
}

const sklearn = goldenGroup({
  group: 'splits: rows of folds',
  source: 'scikit-learn 1.2.1, make-split.py',
  tolerance: 0,
})

it.each(golden<{ cases: Case[] }>('split').cases)('$name of $rows rows, $options, is that of scikit-learn', (given) => {
  const folds = split(given)
  if (given.tests !== undefined) expect(folds.map(({ test }) => Array.from(test))).toEqual(given.tests)
  if (given.tests !== undefined) {
    sklearn.agree(
      folds.flatMap(({ test }) => Array.from(test)),
      given.tests.flat(),
    )
  }
  const sha = createHash('sha256')
  for (const { train, test } of folds) {
    for (const part of [Int32Array.of(train.length, test.length), train, test])
      sha.update(new Uint8Array(part.slice().buffer))
  }
  expect({ folds: folds.length, digest: sha.digest('hex').slice(0, 32) }).toEqual({
    folds: given.folds,
    digest: given.digest,
  })
})
