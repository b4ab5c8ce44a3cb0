import { describe, expect, it } from 'vitest'
import { expectedScore, marginMultiplier, revertToMean, updateRatings } from '../../src/sports/index.ts'
import { codeOf } from '../ml/tables.ts'

describe('elo', () => {
  it('expects half of two equals and ten elevenths of 400 points', () => {
    expect(expectedScore(0)).toBe(0.5)
    expect(expectedScore(400)).toBeCloseTo(10 / 11, 14)
    for (const d of [-700, -65, 3, 250]) expect(expectedScore(d) + expectedScore(-d)).toBeCloseTo(1, 14)
  })

  it('moves as many points to one side as from the other', () => {
    expect(updateRatings(1500, 1500, 2, 0, { homeEdge: 0 })).toEqual({ home: 1510, away: 1490 })
    for (const marginOfVictory of [false, true]) {
      const after = updateRatings(1620, 1480, 1, 4, { marginOfVictory })
      expect(after.home + after.away).toBeCloseTo(3100, 10)
      expect(after.home).toBeLessThan(1620)
    }
  })

  it('counts a draw for the weaker side, and the home edge against the home side', () => {
    expect(updateRatings(1500, 1600, 1, 1).home).toBeGreaterThan(1500)
    expect(updateRatings(1500, 1500, 1, 1).home).toBeLessThan(1500)
    expect(updateRatings(1500, 1500, 1, 1, { homeEdge: 0 }).home).toBe(1500)
  })

  it("has FiveThirtyEight's margin multiplier: larger wins more, favourites' wins less", () => {
    expect(marginMultiplier(1, 0)).toBeCloseTo(Math.LN2, 14)
    expect(marginMultiplier(0, 300)).toBeCloseTo(Math.LN2 * 2.2, 14)
    expect(marginMultiplier(7, 100)).toBeCloseTo((Math.log(8) * 2.2) / 2.3, 14)
    expect(marginMultiplier(-7, 100)).toBeCloseTo((Math.log(8) * 2.2) / 2.1, 14)
  })

  it('reverts to the mean at a new season', () => {
    expect(revertToMean(1600, 0.25)).toBe(1575)
    expect(revertToMean(1600, 1 / 3, 1505)).toBeCloseTo(1505 / 3 + (2 / 3) * 1600, 10)
    expect(codeOf(() => revertToMean(1600, 1.5))).toBe('E_ML_PARAMETER')
    expect(codeOf(() => expectedScore(Number.NaN))).toBe('E_ML_NOT_FINITE')
  })
})
