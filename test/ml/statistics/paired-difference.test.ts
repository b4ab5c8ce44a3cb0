import { describe, expect, it } from 'vitest'
import { holmAdjust } from '../../../src/ml/statistics/holm-adjust.ts'
import { pairedDifference } from '../../../src/ml/statistics/paired-difference.ts'
import golden from '../../golden/comparisons.json' with { type: 'json' }

describe('pairedDifference', () => {
  it.each(golden.paired)('agrees with SciPy’s normal distribution on %# of random pairs', (each) => {
    const { a, b, level, power, mean, standardError, pValue, detectable } = each
    const found = pairedDifference(a, b, { level, power })
    expect(found.mean).toBeCloseTo(mean, 12)
    expect(found.standardError).toBeCloseTo(standardError, 12)
    expect(Math.abs(found.pValue - pValue)).toBeLessThan(1e-9)
    expect(Math.abs(found.detectable - detectable)).toBeLessThan(1e-9)
  })

  it('is certain of differences that are all the same, and sees nothing where there are none', () => {
    expect(pairedDifference([2, 3], [1, 2])).toMatchObject({ mean: 1, standardError: 0, pValue: 0, detectable: 0 })
    expect(pairedDifference([1, 2], [1, 2])).toMatchObject({ mean: 0, pValue: 1 })
  })

  it('refuses what has no spread, or no partner', () => {
    expect(() => pairedDifference([1], [2])).toThrow(expect.objectContaining({ code: 'E_ML_EMPTY' }))
    expect(() => pairedDifference([1, 2], [2])).toThrow(expect.objectContaining({ code: 'E_ML_SHAPE' }))
    expect(() => pairedDifference([1, Number.NaN], [2, 2])).toThrow(
      expect.objectContaining({ code: 'E_ML_NOT_FINITE' }),
    )
    expect(() => pairedDifference([1, 2], [2, 2], { power: 1 })).toThrow(
      expect.objectContaining({ code: 'E_ML_PARAMETER' }),
    )
  })
})

describe('holmAdjust', () => {
  it.each(golden.holm)('agrees with a second implementation on list %#', ({ pValues, adjusted }) => {
    for (const [i, p] of holmAdjust(pValues).entries()) expect(p).toBeCloseTo(adjusted[i]!, 12)
  })

  it('refuses what is no probability', () => {
    expect(() => holmAdjust([0.5, 1.5])).toThrow(expect.objectContaining({ code: 'E_ML_PARAMETER' }))
  })
})
