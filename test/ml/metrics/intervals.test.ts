import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../src/base/random.ts'
import { bootstrapDifference, bootstrapInterval, reliability, wilsonInterval } from '../../../src/ml/index.ts'
import { normalQuantile } from '../../../src/ml/metrics/normal-quantile.ts'
import { reliabilityBins } from '../../../src/ml/metrics/reliability-bins.ts'
import { codeOf, gaussian, golden, labelsOf, probabilitiesOf } from '../tables.ts'

describe('normalQuantile', () => {
  it.each(golden<{ normalQuantile: [number, number][] }>('metrics').normalQuantile)(
    'agrees with SciPy at %d',
    (p, z) => {
      expect(Math.abs(normalQuantile(p) - z)).toBeLessThan(1e-13 * Math.max(1, Math.abs(z)))
    },
  )
})

describe('wilsonInterval', () => {
  it("has the values of Wilson's formula", () => {
    const [lower, upper] = wilsonInterval(8, 10)
    // R: prop.test(8, 10, correct = FALSE)
    expect(lower).toBeCloseTo(0.4901625, 7)
    expect(upper).toBeCloseTo(0.9433178, 7)
  })

  it('starts at 0 for no success and ends at 1 for all', () => {
    expect(wilsonInterval(0, 20)[0]).toBe(0)
    expect(wilsonInterval(20, 20)[1]).toBe(1)
    expect(codeOf(() => wilsonInterval(0, 0))).toBe('E_ML_EMPTY')
    expect(codeOf(() => wilsonInterval(3, 2))).toBe('E_ML_PARAMETER')
  })
})

describe('bootstrapInterval', () => {
  const random = createRandom(2)
  const losses = Float64Array.from({ length: 200 }, () => 1 + gaussian(random))

  it('is about two standard errors wide on either side of the mean', () => {
    const { mean, lower, upper, level, resamples } = bootstrapInterval(losses, { seed: 1 })
    const deviation = Math.sqrt(losses.reduce((sum, loss) => sum + (loss - mean) ** 2, 0) / 200)
    expect([level, resamples]).toEqual([0.95, 2000])
    expect((upper - lower) / (2 * 1.96 * (deviation / Math.sqrt(200)))).toBeCloseTo(1, 1)
  })

  it('is the same for the same seed', () => {
    expect(bootstrapInterval(losses, { seed: 1 })).toEqual(bootstrapInterval(losses, { seed: 1 }))
    expect(bootstrapInterval(losses, { seed: 1 })).not.toEqual(bootstrapInterval(losses, { seed: 2 }))
  })

  it('compares two models row by row', () => {
    const better = losses.map((loss) => loss - 0.1 + 0.01 * gaussian(random))
    const { lower, upper } = bootstrapDifference(better, losses, { seed: 1 })
    expect(lower).toBeGreaterThan(-0.11)
    expect(upper).toBeLessThan(-0.09)
    expect(codeOf(() => bootstrapDifference([1], [1, 2], { seed: 1 }))).toBe('E_ML_SHAPE')
    expect(codeOf(() => bootstrapInterval([], { seed: 1 }))).toBe('E_ML_EMPTY')
    expect(codeOf(() => bootstrapInterval([Number.NaN], { seed: 1 }))).toBe('E_ML_NOT_FINITE')
  })
})

describe('reliability', () => {
  it('puts an edge into the bin below it, 0 into the first, and leaves no row out', () => {
    const p = [0, 0.1, 0.10000001, 0.2, 0.3, 0.6, 0.7, 1, 0.30000000000000004]
    const bins = reliabilityBins(Array(9).fill(1), p, 10, 0.95)
    expect(bins.map(({ count }) => count)).toEqual([2, 2, 1, 1, 0, 1, 1, 0, 0, 1])
    expect(bins[4]!.observed).toBeNaN()
    expect(bins[9]!.interval[1]).toBe(1)
  })

  it('gives bins for each class and for the prediction', () => {
    const classes = ['a', 'b', 'c']
    const actual = labelsOf(['a', 'b', 'c', 'a'], classes)
    const predicted = probabilitiesOf([0.7, 0.2, 0.1, 0.1, 0.8, 0.1, 0.6, 0.2, 0.2, 0.65, 0.35, 0], classes)
    const { perClass, confidence, level } = reliability(actual, predicted, { bins: 2 })
    expect(level).toBe(0.95)
    expect(perClass.map(({ class: name }) => name)).toEqual(classes)
    expect(perClass[0]!.bins[1]).toMatchObject({ lower: 0.5, upper: 1, count: 3, observed: 2 / 3 })
    expect(perClass[0]!.bins[1]!.meanPredicted).toBeCloseTo(0.65, 12)
    expect(confidence[1]).toMatchObject({ count: 4, observed: 0.75 })
    expect(confidence[0]!.count).toBe(0)
  })
})
