import { describe, expect, it } from 'vitest'
import { biasReport, generalizedEntropy, labelDistances, predictionGaps } from '../../../src/ml/index.ts'
import { codeOf, labelsOf } from '../tables.ts'

// amazon-sagemaker-clarify's `dfB`.
const facet = labelsOf([...'MFFMFMFFMMFF'])
const actual = labelsOf([...'011110001000'])
const predicted = labelsOf([...'111000110100'])
const dfB = { actual, predicted, facet, positive: ['1'], seed: 1, resamples: 200 }

function values(report: ReturnType<typeof biasReport>): Record<string, number | null> {
  return Object.fromEntries(report.map(({ metric, value }) => [metric, value]))
}

function rowsOf(counts: readonly (readonly [string, string, string, number])[]) {
  const rows = counts.flatMap(([group, y, p, n]) => Array.from({ length: n }, () => [group, y, p] as const))
  const [groups, ys, ps] = [0, 1, 2].map((column) => labelsOf(rows.map((row) => row[column]!)))
  return { facet: groups!, actual: ys!, predicted: ps! }
}

describe('biasReport', () => {
  it("gives Clarify's golden values with d = F", () => {
    const found = values(biasReport({ ...dfB, disfavoured: 'F' }))
    const expected = {
      CI: -1 / 6,
      DI: 10 / 7,
      DCA: 1 / 4,
      DCR: 1 / 3,
      RD: -2 / 3,
      SD: 1 / 6,
      DRR: 1 / 3,
      AD: -13 / 35,
      DAR: -1 / 2,
      TE: -1 / 2,
      GE: 0.24556213017751485,
    }
    for (const [metric, value] of Object.entries(expected))
      expect([metric, found[metric]!.valueOf()]).toEqual([metric, expect.closeTo(value, 14)])
  })

  it('changes the signs with d = M, and DI becomes its inverse', () => {
    const [f, m] = ['F', 'M'].map((disfavoured) => values(biasReport({ ...dfB, disfavoured })))
    for (const metric of ['CI', 'DPL', 'DPPL', 'DCA', 'DCR', 'RD', 'SD', 'DRR', 'AD', 'DAR', 'TE']) {
      expect(m![metric]).toBeCloseTo(-f![metric]!, 14)
    }
    expect(m!.DI).toBeCloseTo(0.7, 14)
    expect(m!.GE).toBe(f!.GE)
  })

  it('gives the published values of German credit from its confusion counts', () => {
    const rows = rowsOf([
      ['a', '1', '1', 27],
      ['a', '0', '1', 1],
      ['a', '1', '0', 1],
      ['a', '0', '0', 3],
      ['d', '1', '1', 556],
      ['d', '0', '1', 31],
      ['d', '1', '0', 52],
      ['d', '0', '0', 229],
    ])
    const found = values(biasReport({ ...rows, positive: ['1'], disfavoured: 'd', seed: 1, resamples: 50 }))
    const published = {
      CI: -0.9288889,
      DPL: 0.1745392,
      JS: 0.0233265,
      KL: 0.0854333,
      KS: 0.1745392,
      LP: 0.2468357,
      TVD: 0.1745392,
      AD: 0.0331221,
      DAR: 0.0170966,
      DCA: -0.0357751,
      DCR: -0.0747331,
      DI: 0.7728769,
      DPPL: 0.1987327,
      DRR: 0.0649466,
      GE: 0.0492201,
      RD: 0.049812,
      SD: 0.1307692,
      TE: 0.6774194,
    }
    expect(Object.keys(found).toSorted()).toEqual(Object.keys(published).toSorted())
    for (const [metric, value] of Object.entries(published))
      expect([metric, found[metric]]).toEqual([metric, expect.closeTo(value, 7)])
  })

  it('measures labels only when there are no predictions', () => {
    const report = biasReport({ actual, facet, positive: ['1'], disfavoured: 'F', seed: 1 })
    expect(report.map(({ metric }) => metric)).toEqual(['CI', 'DPL', 'KL', 'JS', 'LP', 'TVD', 'KS'])
  })

  it('puts the value into its interval, says the sizes of the groups, and which value is neutral', () => {
    for (const metric of biasReport({ ...dfB, disfavoured: 'F', resamples: 1000 })) {
      expect(metric).toMatchObject({ nA: 5, nD: 7, smallSample: true, neutral: metric.metric === 'DI' ? 1 : 0 })
      expect(metric.interval![0]).toBeLessThanOrEqual(metric.value!)
      expect(metric.interval![1]).toBeGreaterThanOrEqual(metric.value!)
      expect(metric.meaning).toMatch(/\.$/)
    }
    expect(biasReport({ ...dfB, disfavoured: 'F' })).toEqual(biasReport({ ...dfB, disfavoured: 'F' }))
  })

  it('joins several positive classes and several disfavoured values', () => {
    const three = labelsOf([...'wdlwdlwdlwdl'])
    const groups = labelsOf([...'xyzxyzxyzxyz'])
    const report = biasReport({ actual: three, facet: groups, positive: ['w', 'd'], disfavoured: ['y', 'z'], seed: 1 })
    expect(values(report)).toMatchObject({ CI: -1 / 3, DPL: 0.5 })
    // No label occurs in both groups: the distances are not defined, and the report says so.
    expect(report.find(({ metric }) => metric === 'KL')).toMatchObject({ value: null, interval: null })
    expect(report.find(({ metric }) => metric === 'KL')!.error).toContain('both groups')
  })

  it('gives all positive and all negative groups infinite or zero ratios as Clarify does', () => {
    const all = { tp: 5, fp: 0, fn: 0, tn: 0 }
    const none = { tp: 0, fp: 0, fn: 0, tn: 5 }
    expect(predictionGaps({ a: none, d: all })).toMatchObject({ di: Number.POSITIVE_INFINITY, te: 0, rd: -1 })
    expect(predictionGaps({ a: none, d: none })).toMatchObject({ di: 0, dca: 0 })
    const missed = { tp: 0, fp: 0, fn: 5, tn: 0 }
    expect(predictionGaps({ a: missed, d: missed })).toMatchObject({ te: 0, dca: 0 })
  })

  it('refuses a facet with one group, an unknown value, and unknown positive classes', () => {
    const alone = labelsOf(Array(12).fill('M'), ['M', 'F'])
    expect(codeOf(() => biasReport({ ...dfB, facet: alone, disfavoured: 'M' }))).toBe('E_FACET')
    expect(codeOf(() => biasReport({ ...dfB, facet: alone, disfavoured: 'F' }))).toBe('E_FACET')
    expect(codeOf(() => biasReport({ ...dfB, disfavoured: 'W' }))).toBe('E_FACET')
    expect(codeOf(() => biasReport({ ...dfB, positive: ['yes'], disfavoured: 'F' }))).toBe('E_ML_LABEL')
    expect(codeOf(() => biasReport({ ...dfB, positive: ['0', '1'], disfavoured: 'F' }))).toBe('E_ML_PARAMETER')
  })
})

describe('labelDistances', () => {
  it("gives Clarify's golden values where the groups share one label only", () => {
    // Labels TTTFFF, d = T F F F F F.
    const { kl, js, lp } = labelDistances([2, 3], [1, 0])
    expect(kl).toBeCloseTo(-0.366516, 6)
    expect(js).toBeCloseTo(0.06641431438, 11)
    expect(lp).toBeCloseTo(0.6, 14)
  })

  it('is 0 for equal shares', () => {
    expect(labelDistances([2, 4], [1, 2])).toEqual({ kl: 0, js: 0, lp: 0, tvd: 0, ks: 0 })
  })
})

describe('generalizedEntropy', () => {
  it('may exceed 0.5, is 0 for right predictions, and is not defined for false negatives only', () => {
    expect(generalizedEntropy({ tp: 1, fp: 0, fn: 9, tn: 0 })).toBeCloseTo(4.5, 12)
    expect(generalizedEntropy({ tp: 3, fp: 0, fn: 0, tn: 2 })).toBe(0)
    expect(codeOf(() => generalizedEntropy({ tp: 0, fp: 0, fn: 4, tn: 0 }))).toBe('E_FACET')
  })
})
