import { describe, expect, it } from 'vitest'
import { bootstrapDraws } from '../../../src/ml/metrics/bootstrap-draws.ts'
import { bootstrapInterval } from '../../../src/ml/metrics/bootstrap-interval.ts'

const losses = Float64Array.from({ length: 50 }, (_, i) => ((i * 37) % 23) / 7)

describe('bootstrapDraws', () => {
  it('gives the intervals of bootstrapInterval with the same seed, for as many means as are asked for', () => {
    const options = { seed: 9, resamples: 300, level: 0.9 }
    const draws = bootstrapDraws(50, options)
    for (const values of [losses, losses.map((loss) => loss * loss)]) {
      const [found, expected] = [draws.interval(values), bootstrapInterval(values, options)]
      for (const end of ['mean', 'lower', 'upper'] as const) expect(found[end]).toBeCloseTo(expected[end], 12)
    }
  })

  it('draws as many rows as there are in each resample', () => {
    const { counts, resamples } = bootstrapDraws(7, { seed: 1, resamples: 20 })
    for (let r = 0; r < resamples; r++) {
      expect(counts.subarray(7 * r, 7 * r + 7).reduce((sum, count) => sum + count, 0)).toBe(7)
    }
  })

  it('refuses no rows, and what is no number', () => {
    expect(() => bootstrapDraws(0, { seed: 1 })).toThrow(expect.objectContaining({ code: 'E_ML_PARAMETER' }))
    const draws = bootstrapDraws(2, { seed: 1, resamples: 5 })
    expect(() => draws.interval([1, Number.NaN])).toThrow(expect.objectContaining({ code: 'E_ML_NOT_FINITE' }))
  })
})
