import { describe, expect, it } from 'vitest'
import { createRandom } from '../../src/base/random.ts'
import { type DevigMethod, devig } from '../../src/sports/index.ts'
import { codeOf } from '../ml/tables.ts'

const methods: DevigMethod[] = ['multiplicative', 'additive', 'power', 'shin']

describe('devig', () => {
  it('gives the golden multiplicative probabilities', () => {
    const expected = [0.35873804, 0.42112726, 0.2201347]
    for (const [i, p] of devig([2.7, 2.3, 4.4], 'multiplicative').entries()) expect(p).toBeCloseTo(expected[i]!, 8)
  })

  it.each(methods)('gives %s probabilities that sum to 1 and keep the order of the odds', (method) => {
    const random = createRandom(7)
    for (let match = 0; match < 300; match++) {
      const shares = Array.from({ length: 2 + random.integer(3) }, () => 0.2 + random.next())
      const total = shares.reduce((sum, share) => sum + share, 0)
      const odds = shares.map((share) => total / share / (1 + 0.12 * random.next()))
      if (odds.some((odd) => odd <= 1)) continue
      const p = devig(odds, method)
      expect(Math.abs(p.reduce((sum, value) => sum + value, 0) - 1)).toBeLessThan(1e-14)
      for (let i = 1; i < p.length; i++) expect(Math.sign(p[i]! - p[0]!)).toBe(Math.sign(odds[0]! - odds[i]!))
    }
  })

  it('solves the equations of power and Shin', () => {
    const odds = [1.5, 4.2, 7]
    const power = devig(odds, 'power')
    const exponents = odds.map((odd, i) => Math.log(power[i]!) / Math.log(1 / odd))
    expect(Math.max(...exponents) - Math.min(...exponents)).toBeLessThan(1e-12)

    // With p and r known, each outcome tells the same z: (1 - z) p² + z p = r² / Σr.
    const shin = devig(odds, 'shin')
    const total = odds.reduce((sum, odd) => sum + 1 / odd, 0)
    const z = odds.map((odd, i) => (1 / odd ** 2 / total - shin[i]! ** 2) / (shin[i]! - shin[i]! ** 2))
    expect(Math.max(...z) - Math.min(...z)).toBeLessThan(1e-12)
    expect(z[0]).toBeGreaterThan(0)
  })

  it('takes more from long shots by power and Shin than by multiplication', () => {
    const [multiplicative, power, shin] = (['multiplicative', 'power', 'shin'] as const).map(
      (m) => devig([1.2, 6, 15], m)[2]!,
    )
    expect(power).toBeLessThan(multiplicative!)
    expect(shin).toBeLessThan(multiplicative!)
  })

  it('leaves odds without a margin as they are', () => {
    for (const method of methods) {
      for (const [i, p] of devig([2, 4, 4], method).entries()) expect(p).toBeCloseTo([0.5, 0.25, 0.25][i]!, 14)
    }
  })

  it('also takes odds that sum to less than 1', () => {
    for (const method of methods) {
      expect(devig([2.2, 2.2], method)[0]).toBeCloseTo(0.5, 14)
    }
  })

  it('refuses odds that are none, and a long shot that the additive method takes below 0', () => {
    expect(codeOf(() => devig([2], 'shin'))).toBe('E_ML_EMPTY')
    expect(codeOf(() => devig([2, 1], 'shin'))).toBe('E_ML_PARAMETER')
    expect(codeOf(() => devig([2, Number.NaN], 'shin'))).toBe('E_ML_NOT_FINITE')
    expect(codeOf(() => devig([1.05, 8, 100], 'additive'))).toBe('E_ML_PARAMETER')
  })
})
