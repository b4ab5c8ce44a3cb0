import { describe, expect, it } from 'vitest'
import * as ml from '../../../src/ml/index.ts'
import { codeOf, labelsOf } from '../tables.ts'

const lists = (folds: readonly ml.SplitFold[]) =>
  folds.map(({ train, test }) => ({ train: Array.from(train), test: Array.from(test) }))

describe('examples in the documentation', () => {
  it('are right', () => {
    expect(lists(ml.kFold(4, { nSplits: 2 }))).toEqual([
      { train: [2, 3], test: [0, 1] },
      { train: [0, 1], test: [2, 3] },
    ])
    expect(lists(ml.stratifiedKFold(labelsOf(['a', 'a', 'b', 'b']), { nSplits: 2 }))).toEqual([
      { train: [1, 3], test: [0, 2] },
      { train: [0, 2], test: [1, 3] },
    ])
    expect(lists(ml.groupKFold(['a', 'a', 'b', 'c'], { nSplits: 2 }))).toEqual([
      { train: [2, 3], test: [0, 1] },
      { train: [0, 1], test: [2, 3] },
    ])
    expect(lists(ml.walkForward(['2015', '2015', '2016', '2017']))).toEqual([
      { train: [0, 1], test: [2] },
      { train: [0, 1, 2], test: [3] },
    ])
    const intervals = { start: Float64Array.of(0, 1, 2, 3), end: Float64Array.of(1, 2, 3, 4) }
    expect(lists(ml.purgedKFold(intervals, { nSplits: 2 }))).toEqual([
      { train: [3], test: [0, 1] },
      { train: [0], test: [2, 3] },
    ])
  })
})

describe('walkForward', () => {
  const days = Array.from({ length: 60 }, (_, i) => `2016-08-${String(1 + ((i * 7) % 20)).padStart(2, '0')}`)

  it('never parts a day, and never looks ahead, whatever the order of the rows', () => {
    const folds = ml.walkForward(days, { minTrain: 5, testPeriods: 4, gap: 2, maxTrain: 6 })
    expect(folds).toHaveLength(4)
    for (const { train, test } of folds) {
      const last = Array.from(train, (i) => days[i]!)
        .sort()
        .at(-1)!
      const [first] = Array.from(test, (i) => days[i]!).sort()
      expect(last < first!).toBe(true)
      const learnt = new Set(Array.from(train, (i) => days[i]!))
      expect(learnt.size).toBeLessThanOrEqual(6)
      // Two days between them are left out.
      expect(Number(first!.slice(-2)) - Number(last.slice(-2))).toBe(3)
      for (const day of learnt) {
        expect(Array.from(train).filter((i) => days[i] === day)).toHaveLength(days.filter((of) => of === day).length)
      }
    }
    const tested = folds.flatMap(({ test }) => Array.from(test))
    expect(new Set(tested).size).toBe(tested.length)
  })

  it('says when there are too few periods', () => {
    expect(codeOf(() => ml.walkForward(['a', 'a']))).toBe('E_ML_PARAMETER')
    expect(codeOf(() => ml.walkForward([]))).toBe('E_ML_EMPTY')
    expect(codeOf(() => ml.walkForward([1, Number.NaN]))).toBe('E_ML_NOT_FINITE')
    expect(codeOf(() => ml.walkForward(days, { minTrain: 0 }))).toBe('E_ML_PARAMETER')
  })
})

describe('purged folds', () => {
  const rows = 200
  const start = Float64Array.from({ length: rows }, (_, i) => i)
  const end = start.map((at, i) => at + (i % 7))
  const overlaps = (a: number, b: number) => start[a]! <= end[b]! && end[a]! >= start[b]!

  it('learn from no row whose label overlaps a tested one, nor from rows in the embargo', () => {
    for (const embargo of [0, 3]) {
      const folds = ml.purgedKFold({ start, end }, { nSplits: 4, embargo })
      expect(folds.flatMap(({ test }) => Array.from(test))).toEqual(Array.from(start))
      for (const { train, test } of folds) {
        expect(Array.from(train).some((a) => Array.from(test).some((b) => overlaps(a, b)))).toBe(false)
        const last = Math.max(...Array.from(test, (i) => end[i]!))
        for (const row of train) expect(start[row]! <= last || start[row]! > last + embargo).toBe(true)
        // And not one row less than that asks for.
        const from = start[test[0]!]!
        const apart = Array.from(start.keys()).filter((i) => end[i]! < from || start[i]! > last + Math.max(embargo, 0))
        expect(Array.from(train)).toEqual(apart)
      }
    }
  })

  it('are those of plain folds where labels take no time', () => {
    expect(ml.purgedKFold({ start, end: start }, { nSplits: 5 })).toEqual(ml.kFold(rows, { nSplits: 5 }))
  })

  it('come in all combinations, which make whole paths', () => {
    const splits = ml.combinatorialPurged({ start, end }, { nFolds: 6, nTestFolds: 2, embargo: 2 })
    expect(splits).toHaveLength(15)
    for (const { train, test } of splits) {
      expect(Array.from(train).some((a) => Array.from(test).some((b) => overlaps(a, b)))).toBe(false)
    }
    for (let path = 0; path < 5; path++) {
      const covered = splits.flatMap(({ testFolds, paths }) => testFolds.filter((_, i) => paths[i] === path))
      expect(covered.sort()).toEqual([0, 1, 2, 3, 4, 5])
    }
    // What lies between two tested blocks that touch is tested, not purged; the defaults are skfolio's.
    expect(splits[0]!.test).toHaveLength(68)
    expect(ml.combinatorialPurged({ start, end: start })).toHaveLength(45)
  })

  it('refuse what cannot be split', () => {
    const run = (options: ml.PurgedKFoldOptions, intervals = { start, end }) =>
      codeOf(() => ml.purgedKFold(intervals, options))
    expect(run({ nSplits: 201 })).toBe('E_ML_PARAMETER')
    expect(run({ embargo: -1 })).toBe('E_ML_PARAMETER')
    expect(run({}, { start, end: start.map((at) => at - 1) })).toBe('E_ML_PARAMETER')
    expect(run({}, { start: start.slice().reverse(), end: end.slice().reverse() })).toBe('E_ML_PARAMETER')
    expect(run({}, { start, end: end.slice(1) })).toBe('E_ML_SHAPE')
    expect(run({}, { start, end: end.map((at, i) => (i === 3 ? Number.POSITIVE_INFINITY : at)) })).toBe(
      'E_ML_NOT_FINITE',
    )
    expect(run({ nSplits: 2 }, { start, end: start.map(() => 1000) })).toBe('E_ML_PARAMETER')
    expect(codeOf(() => ml.combinatorialPurged({ start, end }, { nFolds: 4, nTestFolds: 4 }))).toBe('E_ML_PARAMETER')
    expect(codeOf(() => ml.combinatorialPurged({ start, end }, { nFolds: 40, nTestFolds: 20 }))).toBe('E_ML_PARAMETER')
  })
})

describe('stratified group folds with a seed', () => {
  const names = Array.from({ length: 300 }, (_, i) => (i % 10 < 3 ? 'a' : 'b'))
  const groups = Array.from({ length: 300 }, (_, i) => i % 50)

  it('never part a group, keep shares, and depend on the seed', () => {
    const labels = labelsOf(names)
    const folds = (seed: number) => ml.stratifiedGroupKFold(labels, groups, { nSplits: 5, seed })
    expect(folds(1)).toEqual(folds(1))
    expect(folds(1)).not.toEqual(folds(2))
    for (const { train, test } of folds(1)) {
      const learnt = new Set(Array.from(train, (i) => groups[i]))
      expect(Array.from(test).some((i) => learnt.has(groups[i]))).toBe(false)
      expect(Array.from(test).filter((i) => names[i] === 'a').length / test.length).toBeCloseTo(0.3, 5)
    }
  })
})

it('refuses what cannot be split, with words', () => {
  const labels = labelsOf(['a', 'a', 'b', 'b', 'b'])
  expect(codeOf(() => ml.kFold(3, { nSplits: 4 }))).toBe('E_ML_PARAMETER')
  expect(codeOf(() => ml.kFold(3, { nSplits: 1 }))).toBe('E_ML_PARAMETER')
  expect(codeOf(() => ml.kFold(3, { seed: -1 }))).toBe('E_ML_PARAMETER')
  expect(codeOf(() => ml.kFold(0))).toBe('E_ML_EMPTY')
  expect(codeOf(() => ml.stratifiedKFold(labels, { nSplits: 4 }))).toBe('E_ML_PARAMETER')
  expect(codeOf(() => ml.groupKFold(['a', 'b'], { nSplits: 3 }))).toBe('E_ML_PARAMETER')
  expect(codeOf(() => ml.leaveOneGroupOut(['a', 'a']))).toBe('E_ML_PARAMETER')
  expect(codeOf(() => ml.stratifiedGroupKFold(labels, ['a'], {}))).toBe('E_ML_SHAPE')
  expect(codeOf(() => ml.timeSeriesSplit(5, { nSplits: 5 }))).toBe('E_ML_PARAMETER')
  expect(codeOf(() => ml.timeSeriesSplit(20, { nSplits: 2, testSize: 10 }))).toBe('E_ML_PARAMETER')
  expect(codeOf(() => ml.shuffleSplit(10, { seed: 1, testSize: 10 }))).toBe('E_ML_PARAMETER')
  expect(codeOf(() => ml.shuffleSplit(10, { seed: 1, testSize: 0.7, trainSize: 0.7 }))).toBe('E_ML_PARAMETER')
  expect(codeOf(() => ml.stratifiedShuffleSplit(labels, { seed: 1, testSize: 1 }))).toBe('E_ML_PARAMETER')
  expect(codeOf(() => ml.stratifiedShuffleSplit(labelsOf(['a', 'b', 'b', 'b']), { seed: 1 }))).toBe('E_ML_PARAMETER')
})
