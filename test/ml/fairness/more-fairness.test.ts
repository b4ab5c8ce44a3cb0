import { describe, expect, it } from 'vitest'
import { conditionalDisparity } from '../../../src/ml/fairness/conditional-disparity.ts'
import { flipTest } from '../../../src/ml/fairness/flip-test.ts'
import { groupDisparities } from '../../../src/ml/fairness/group-disparities.ts'
import { codeOf, labelsOf, matrixOf } from '../tables.ts'

describe('disparities between groups', () => {
  // definitions: the vector of Fairlearn's own documentation.
  const actual = [0, 1, 1, 1, 1, 0, 1, 0, 1, 0, 0, 0, 1, 1, 1, 1, 1, 1]
  const predicted = [0, 0, 1, 0, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 0]
  const facet = labelsOf([...'bbabbcccaacabccbcc'])

  it('agree with Fairlearn', () => {
    const { demographicParity, equalizedOdds, overall, groups } = groupDisparities(actual, predicted, facet)
    expect(demographicParity.difference).toBeCloseTo(0.25, 12)
    expect(demographicParity.ratio).toBeCloseTo(2 / 3, 12)
    expect(equalizedOdds).toEqual({ difference: 1, ratio: 0 })
    expect(overall.truePositiveRate).toBeCloseTo(0.5, 12)
    expect(overall.falsePositiveRate).toBeCloseTo(2 / 3, 12)
    expect(overall.selectionRate).toBeCloseTo(0.5556, 4)
    expect(groups.map(({ rows }) => rows).reduce((sum, rows) => sum + rows, 0)).toBe(18)
    const toOverall = groupDisparities(actual, predicted, facet, { method: 'toOverall' })
    expect(toOverall.demographicParity.difference).toBeCloseTo(0.1944, 4)
    expect(toOverall.equalOpportunity.difference).toBeCloseTo(0.1, 12)
    expect(toOverall.equalizedOdds.difference).toBeCloseTo(2 / 3, 12)
  })

  it('count rows by weight', () => {
    const weighted = groupDisparities(actual, predicted, facet, { sampleWeight: actual.map((_, i) => (i < 5 ? 2 : 1)) })
    const repeated = groupDisparities([...actual, ...actual.slice(0, 5)], [...predicted, ...predicted.slice(0, 5)], {
      ...facet,
      codes: Int32Array.from([...facet.codes, ...facet.codes.subarray(0, 5)]),
    })
    expect(weighted).toEqual(repeated)
  })

  it('need two groups', () => {
    expect(codeOf(() => groupDisparities([0, 1], [0, 1], labelsOf(['a', 'a'])))).toBe('E_FACET')
  })
})

describe('conditional disparity', () => {
  it('is what the subgroups do not explain', () => {
    // Overall d is rejected more, but within each subgroup as often as a.
    const rows = [
      ['x', 1, 0],
      ['x', 1, 0],
      ['x', 0, 0],
      ['x', 0, 0],
      ['x', 1, 1],
      ['x', 0, 1],
      ['y', 0, 1],
      ['y', 0, 1],
      ['y', 0, 1],
      ['y', 0, 1],
      ['y', 0, 0],
      ['y', 0, 0],
    ] as const
    const { value, subgroups } = conditionalDisparity(
      rows.map(([, positive]) => positive),
      rows.map(([, , ofD]) => ofD),
      labelsOf(rows.map(([name]) => name)),
    )
    expect(subgroups[0]).toEqual({ name: 'x', rows: 6, disparity: 0 })
    expect(subgroups[1]!.disparity).toBeCloseTo(4 / 6, 12)
    expect(value).toBeCloseTo((6 * 0 + 6 * (4 / 6)) / 12, 12)
  })

  it('needs both outcomes', () => {
    expect(codeOf(() => conditionalDisparity([1, 1], [0, 1], labelsOf(['x', 'x'])))).toBe('E_ML_ONE_CLASS')
  })
})

describe('the flip test', () => {
  const features = matrixOf([0, 1, 10, 11, 0.4, 10.4, 0.6], 1)
  const isDisfavoured = [0, 0, 0, 0, 1, 1, 1]

  it('counts rows of d that their neighbours in a would not be treated as', () => {
    // Neighbours near 0 are positive, near 10 negative: two of d are refused beside positive ones, one is accepted beside a negative one.
    const predicted = [1, 1, 0, 0, 0, 1, 0]
    expect(flipTest(features, predicted, isDisfavoured)).toBeCloseTo((2 - 1) / 3, 12)
    expect(flipTest(features, predicted, isDisfavoured, { sign: 'code' })).toBeCloseTo(-1 / 3, 12)
  })

  it('is 0 where d is treated as its neighbours', () => {
    expect(flipTest(features, [1, 1, 0, 0, 1, 0, 1], isDisfavoured)).toBe(0)
  })
})
