import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../src/base/random.ts'
import {
  biasReports,
  crossFacets,
  disparityReport,
  fitCorrelationRemover,
  flipTest,
  GroupThresholdClassifier,
  groupThresholds,
  intervalLabels,
  RandomForest,
  removeCorrelation,
  reweighing,
} from '../../../src/ml/index.ts'
import { classifierFrom, codeOf, furthest, labelsOf, matrixOf } from '../tables.ts'

describe('facets', () => {
  it('cross into the combinations that occur', () => {
    const { classes, codes } = crossFacets([labelsOf([...'FFMM']), labelsOf([...'bwbb'])])
    expect(classes).toEqual(['F, b', 'F, w', 'M, b'])
    expect([...codes]).toEqual([0, 1, 2, 2])
    expect(codeOf(() => crossFacets([labelsOf(['a']), labelsOf(['a', 'b'])]))).toBe('E_ML_SHAPE')
  })

  it('of numbers are closed above, as in Clarify', () => {
    expect([...intervalLabels('ages', [30, 40, 40.5], { above: 40 }).codes]).toEqual([0, 0, 1])
    expect(intervalLabels('ages', [1, 2, 3], { above: 1, upTo: 2 })).toEqual({
      classes: ['≤ 1 or > 2', '> 1 and ≤ 2'],
      codes: Int32Array.of(0, 1, 0),
    })
    expect(codeOf(() => intervalLabels('ages', [1], {}))).toBe('E_ML_PARAMETER')
    expect(codeOf(() => intervalLabels('ages', [Number.NaN], { above: 1 }))).toBe('E_ML_NOT_FINITE')
  })
})

describe('bias of several facets', () => {
  const actual = labelsOf([...'110011001100'])
  const comparisons = [{ facet: labelsOf([...'aabbaabbccdd']), disfavoured: 'b' }]

  it('gives each comparison what it would get alone', () => {
    const two = [...comparisons, { facet: labelsOf([...'xyxyxyxyxyxy']), disfavoured: ['x'] }]
    const shared = { actual, predicted: labelsOf([...'101011001010']), positive: ['1'], seed: 5, resamples: 50 }
    const both = biasReports({ ...shared, comparisons: two })
    expect(both).toEqual(two.map((one) => biasReports({ ...shared, comparisons: [one] })[0]))
  })

  it('leaves out what numbers have not, and refuses a constant outcome', () => {
    const [metrics] = biasReports({
      actual,
      predicted: actual,
      comparisons,
      positive: ['1'],
      continuous: true,
      seed: 1,
      resamples: 9,
    })
    expect(metrics!.filter(({ value }) => value === null).map(({ metric }) => metric)).toEqual(['RD', 'SD', 'AD', 'TE'])
    const constant = labelsOf([...'111111111111'], ['0', '1'])
    expect(codeOf(() => biasReports({ actual: constant, comparisons, positive: ['1'], seed: 1 }))).toBe(
      'E_ML_ONE_CLASS',
    )
  })

  it('greys groups below the minimum, and keeps them out of disparities', () => {
    const shared = { actual, predicted: actual, positive: ['1'], seed: 1, resamples: 30, minimumGroup: 4 }
    const [metrics] = biasReports({ ...shared, comparisons: [{ ...comparisons[0]!, disfavoured: 'c' }] })
    expect(metrics!.every(({ smallSample }) => smallSample)).toBe(true)
    const { left, groups, demographicParity } = disparityReport({ ...shared, facet: comparisons[0]!.facet })
    expect([left, groups.length, demographicParity.difference]).toEqual([['c', 'd'], 4, 1])
    const small = disparityReport({ ...shared, facet: comparisons[0]!.facet, minimumGroup: 5 })
    expect([small.smallSample, small.left]).toEqual([true, []])
    expect(codeOf(() => disparityReport({ ...shared, facet: labelsOf([...'aaaaaaaaaaaa']) }))).toBe('E_FACET')
  })
})

describe('reweighing', () => {
  it('makes group and outcome independent', () => {
    const [labels, facet] = [labelsOf([...'1110100']), labelsOf([...'aaaaddd'])]
    const { weights, cells } = reweighing(labels, facet)
    const sum = (group: number, label: number) =>
      weights.reduce((total, w, i) => total + (facet.codes[i] === group && labels.codes[i] === label ? w : 0), 0)
    expect(sum(0, 1) / (sum(0, 0) + sum(0, 1))).toBeCloseTo(4 / 7, 12)
    expect(sum(1, 1) / (sum(1, 0) + sum(1, 1))).toBeCloseTo(4 / 7, 12)
    expect(cells).toContainEqual({ group: 'd', label: '1', rows: 1, weight: expect.closeTo(12 / 7, 12) })
  })

  it('refuses one group, a constant target and negative weights', () => {
    const labels = labelsOf([...'0101'])
    expect(codeOf(() => reweighing(labels, labelsOf([...'aaaa'])))).toBe('E_FACET')
    expect(codeOf(() => reweighing(labelsOf([...'0000']), labelsOf([...'abab'])))).toBe('E_ML_ONE_CLASS')
    expect(codeOf(() => reweighing(labels, labelsOf([...'abab']), { sampleWeight: [1, 1, -1, 1] }))).toBe(
      'E_ML_PARAMETER',
    )
  })
})

describe('the correlation remover', () => {
  const sensitive = matrixOf([0, 0, 1, 1], 1, ['s'])

  it('leaves no correlation, keeps gaps, and ignores a sensitive column that another one says', () => {
    const features = matrixOf([1, 5, 2, Number.NaN, 7, 5, 9, 6], 2)
    const twice = matrixOf([0, 0, 0, 0, 1, 1, 1, 1], 2, ['s', 't'])
    for (const trace of [sensitive, twice]) {
      const { data } = removeCorrelation(fitCorrelationRemover(features, trace), features, trace)
      expect([data[0]! + data[1]!, data[2]! + data[3]!]).toEqual([expect.closeTo(9.5, 12), expect.closeTo(9.5, 12)])
      expect(data[5]).toBeNaN()
    }
  })

  it('refuses gaps in the sensitive column, other columns and a wrong alpha', () => {
    const features = matrixOf([1, 2, 3, 4], 1)
    expect(codeOf(() => fitCorrelationRemover(features, matrixOf([0, Number.NaN, 1, 1], 1)))).toBe('E_ML_NOT_FINITE')
    expect(codeOf(() => fitCorrelationRemover(features, sensitive, { alpha: 2 }))).toBe('E_ML_PARAMETER')
    const remover = fitCorrelationRemover(features, sensitive)
    expect(codeOf(() => removeCorrelation(remover, features, matrixOf([0, 0, 1, 1], 1, ['t'])))).toBe('E_ML_FEATURES')
  })
})

describe('thresholds by group', () => {
  const facet = labelsOf([...'aaaadddd'])
  const scores = [0.9, 0.8, 0.4, 0.2, 0.6, 0.5, 0.3, 0.1]
  const positive = [1, 1, 0, 0, 1, 1, 0, 0]

  it('bring the rates together where one threshold does not', () => {
    const { thresholds, accuracy, gap } = groupThresholds(scores, positive, facet, {
      constraint: 'equalizedOdds',
      tolerance: 0,
    })
    expect([accuracy, gap]).toEqual([1, 0])
    expect(thresholds.map(({ threshold }) => threshold)).toEqual([expect.closeTo(0.6, 12), expect.closeTo(0.4, 12)])
  })

  it('refuse one group, and a group without one of the outcomes', () => {
    const constraint = 'equalizedOdds' as const
    expect(codeOf(() => groupThresholds(scores, positive, labelsOf([...'aaaaaaaa']), { constraint }))).toBe('E_FACET')
    expect(codeOf(() => groupThresholds(scores, [1, 1, 0, 0, 1, 1, 1, 1], facet, { constraint }))).toBe('E_FACET')
    expect(codeOf(() => groupThresholds(scores, positive, facet, { constraint, tolerance: -1 }))).toBe('E_ML_PARAMETER')
  })

  it('decide inside a model, survive the file, and keep the order of rows within a group', async () => {
    const features = matrixOf(
      scores.flatMap((score, i) => [score, i < 4 ? 0 : 1]),
      2,
      ['x', 'sex'],
    )
    const inner = await RandomForest.fit(features, labelsOf(positive.map(String)), { nEstimators: 20, seed: 1 })
    const rule = {
      positive: '1',
      columns: ['sex'],
      categories: { sex: ['a', 'd'] },
      groups: [
        { group: 'a', values: [0], threshold: Number.POSITIVE_INFINITY },
        { group: 'd', values: [1], threshold: 0.3 },
      ],
    }
    const model = new GroupThresholdClassifier(inner, rule)
    const before = inner.predictProbability(features).data
    const said = [...model.predict(features).codes]
    expect(said.slice(0, 4)).toEqual([0, 0, 0, 0])
    expect(said.slice(4)).toEqual([4, 5, 6, 7].map((i) => (before[2 * i + 1]! > 0.3 ? 1 : 0)))
    const reread = classifierFrom(model)
    expect(furthest(reread.predictProbability(features).data, model.predictProbability(features).data)).toBe(0)
    expect(reread.categories).toEqual({ sex: ['a', 'd'] })
    expect(codeOf(() => new GroupThresholdClassifier(inner, { ...rule, positive: '2' }))).toBe('E_ML_LABEL')
  })
})

describe('the flip test', () => {
  it('finds the same neighbours as a search of all rows, ties in the order of rows', () => {
    const random = createRandom(7)
    const rows = 300
    const data = Array.from({ length: rows * 2 }, () => random.integer(6))
    const features = matrixOf(data, 2)
    const predicted = Array.from({ length: rows }, () => random.integer(2))
    const isD = Array.from({ length: rows }, () => random.integer(2))
    let net = 0
    for (let d = 0; d < rows; d++) {
      if (isD[d] !== 1) continue
      const all = predicted
        .map((said, a) => ({
          said,
          a,
          far: (data[2 * a]! - data[2 * d]!) ** 2 + (data[2 * a + 1]! - data[2 * d + 1]!) ** 2,
        }))
        .filter(({ a }) => isD[a] !== 1)
        .sort((x, y) => x.far - y.far || x.a - y.a)
      const positive = all.slice(0, 5).filter(({ said }) => said === 1).length > 2 ? 1 : 0
      net += positive - predicted[d]!
    }
    expect(flipTest(features, predicted, isD)).toBeCloseTo(net / isD.filter((one) => one === 1).length, 12)
  })
})
