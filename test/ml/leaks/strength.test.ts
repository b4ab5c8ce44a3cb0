import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../src/base/random.ts'
import { categoryStrength, classStrength, valueStrength } from '../../../src/ml/index.ts'
import { fitSteps, sharesAt } from '../../../src/ml/leaks/steps.ts'

const random = createRandom(7)
const draw = (n: number, f: (u: number) => number = (u) => u) =>
  Float64Array.from({ length: n }, () => f(random.next()))

describe('valueStrength', () => {
  const y = draw(400, (u) => Math.exp(6 * u))

  it('is 1 for what is the target in other words: units, logarithm, square, fall', () => {
    for (const f of [(v: number) => 3 * v - 5, Math.log, (v: number) => v * v, (v: number) => -1 / v]) {
      expect(valueStrength(y.map(f), y).value).toBe(1)
    }
  })

  it('finds relations that turn, by neighbours', () => {
    const x = draw(2000, (u) => 2 * u - 1)
    expect(
      valueStrength(
        x,
        x.map((v) => v * v),
      ).value,
    ).toBeGreaterThan(0.9999)
  })

  it('is small for noise, also where many values are the same', () => {
    expect(valueStrength(draw(400), y).value).toBeLessThan(0.05)
    expect(
      valueStrength(
        draw(400, (u) => Math.floor(3 * u)),
        y,
      ).value,
    ).toBeLessThan(0.05)
  })

  it('is not taken in by one giant row', () => {
    const [x, z] = [draw(100), draw(100)]
    x[0] = 1e6
    z[0] = 1e6
    expect(valueStrength(x, z).value).toBeLessThan(0.2)
  })

  it('leaves out missing values, and says nothing of fewer than twenty', () => {
    const holes = y.map((v, i) => (i % 2 === 0 ? Number.NaN : v))
    expect(valueStrength(holes, y)).toEqual({ value: 1, measure: 'R²', rows: 200 })
    expect(valueStrength(y.slice(0, 19), y.slice(0, 19)).value).toBeNaN()
    expect(valueStrength(new Float64Array(400), y).value).toBeNaN()
  })
})

describe('classStrength', () => {
  const difference = draw(300, (u) => Math.floor(u * 7) - 3)
  const outcome = {
    classes: ['loss', 'draw', 'win'],
    codes: Int32Array.from(difference, (d) => Math.sign(d) + 1),
  }

  it('is 1 where a class lies in the middle', () => {
    expect(classStrength(difference, outcome).value).toBe(1)
    expect(
      classStrength(
        difference.map((d) => -d),
        outcome,
      ).value,
    ).toBe(1)
  })

  it('is near a half for noise', () => {
    expect(classStrength(draw(300), outcome).value).toBeLessThan(0.62)
  })

  it('sees that only what was missing tells', () => {
    const binary = { classes: ['alive', 'dead'], codes: Int32Array.from(difference, (d) => (d > 0 ? 1 : 0)) }
    const date = Float64Array.from(difference, (d) => (d > 0 ? random.next() : Number.NaN))
    expect(classStrength(date, binary).value).toBe(1)
  })

  it('does not take a class of four rows, or nineteen rows, for a proof', () => {
    const rare = { classes: ['no', 'yes'], codes: Int32Array.from({ length: 100 }, (_, i) => (i < 4 ? 1 : 0)) }
    expect(
      classStrength(
        Float64Array.from({ length: 100 }, (_, i) => i),
        rare,
      ).value,
    ).toBeNaN()
    const few = { classes: ['no', 'yes'], codes: Int32Array.from({ length: 19 }, (_, i) => (i < 9 ? 1 : 0)) }
    expect(
      classStrength(
        Float64Array.from({ length: 19 }, (_, i) => i),
        few,
      ).value,
    ).toBeNaN()
  })
})

describe('categoryStrength', () => {
  const codes = draw(600, (u) => Math.floor(u * 5))

  it('is 1 where each category has one answer, also for classes', () => {
    expect(
      categoryStrength(
        codes,
        codes.map((c) => [3, 1, 4, 1, 5][c]!),
      ).value,
    ).toBe(1)
    const target = { classes: ['a', 'b'], codes: Int32Array.from(codes, (c) => c % 2) }
    expect(categoryStrength(codes, target).value).toBe(1)
  })

  it('is nothing for names that are all different', () => {
    const names = Float64Array.from({ length: 600 }, (_, i) => i)
    const target = { classes: ['a', 'b'], codes: Int32Array.from(codes, (c) => c % 2) }
    expect(categoryStrength(names, codes).value).toBeLessThan(0.05)
    expect(Math.abs(categoryStrength(names, target).value - 0.5)).toBeLessThan(0.1)
  })
})

describe('fitSteps', () => {
  it('cuts between neighbours, never inside equal values', () => {
    const values = [1, 1, 1, 2, 2, 2, 5, 5]
    const steps = fitSteps(values, Int32Array.of(0, 0, 1, 1, 1, 1, 0, 0), 2, Int32Array.from(values.keys()))
    expect(steps.edges).toEqual([1.5, 3.5])
    expect([...sharesAt(steps, 1.5)]).toEqual([0, 1])
    expect([...sharesAt(steps, 99)]).toEqual([1, 0])
  })
})
