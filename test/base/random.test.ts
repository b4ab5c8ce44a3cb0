import { describe, expect, test } from 'vitest'
import { createRandom, deriveSeed } from '../../src/base/random.ts'

describe('createRandom', () => {
  test('gives the same stream for a seed, now and in every later version', () => {
    const random = createRandom(42)
    expect([random.next(), random.next(), random.next()]).toEqual([
      0.15377165265745885, 0.018084542542176507, 0.5348906284683476,
    ])
    expect([random.integer(10), random.integer(1000), random.integer(2 ** 32)]).toEqual([8, 876, 2460634111])
  })

  test('gives numbers from 0 to below 1 whose mean and spread are those of a uniform', () => {
    const random = createRandom(1)
    const values = Float64Array.from({ length: 100_000 }, () => random.next())
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true)
    const mean = values.reduce((a, b) => a + b) / values.length
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
    // Four standard errors.
    expect(Math.abs(mean - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / values.length))
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(0.002)
  })

  test.each([2, 3, 7, 10, 100])('integer(%i) favours none of its values (chi-square at 0.1 %%)', (bound) => {
    const random = createRandom(bound)
    const draws = 10_000 * bound
    const counts = new Float64Array(bound)
    for (let i = 0; i < draws; i++) counts[random.integer(bound)]!++
    const expected = draws / bound
    const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
    const degrees = bound - 1
    // Wilson and Hilferty's approximation of the quantile.
    const limit = degrees * (1 - 2 / (9 * degrees) + 3.09 * Math.sqrt(2 / (9 * degrees))) ** 3
    expect(chiSquare).toBeLessThan(limit * 1.1)
  })

  test('integer(1) is 0, and large bounds stay in range', () => {
    const random = createRandom(0)
    expect([random.integer(1), random.integer(1)]).toEqual([0, 0])
    for (let i = 0; i < 1000; i++) {
      const value = random.integer(2 ** 31 + 1)
      expect(value >= 0 && value <= 2 ** 31).toBe(true)
    }
  })
})

describe('deriveSeed', () => {
  test('differs by name, by order and by the boundary between names, and is an unsigned 32-bit integer', () => {
    const seeds = [
      deriveSeed(1, 'stage', 'train'),
      deriveSeed(1, 'stage', 'smote'),
      deriveSeed(2, 'stage', 'train'),
      deriveSeed(1, 'train', 'stage'),
      deriveSeed(1, 'stagetrain'),
      deriveSeed(1, 'stage', 1),
      deriveSeed(1, 'stage', '1'),
    ]
    expect(new Set(seeds).size).toBe(seeds.length)
    for (const seed of seeds) expect(seed).toBe(seed >>> 0)
    expect(deriveSeed(42, 'stage', 'train')).toBe(3084885752)
  })
})
