import { describe, expect, test } from 'vitest'
import { checkSpace } from '../../../src/ml/tune/space/check-space.ts'
import { decodePoint } from '../../../src/ml/tune/space/decode-point.ts'
import { encodeParams } from '../../../src/ml/tune/space/encode-params.ts'
import type { Dimension, Space } from '../../../src/ml/tune/space/space.ts'
import { cellOf, fromUnit, sizeOf, toUnit } from '../../../src/ml/tune/space/unit.ts'

const dimensions: Dimension[] = [
  { type: 'linear', low: -2, high: 3 },
  { type: 'linear', low: 0.1, high: 0.7, step: 0.1 },
  { type: 'log', low: 1e-4, high: 10 },
  { type: 'reverseLog', low: 0, high: 0.999 },
  { type: 'integer', low: 1, high: 7, step: 3 },
  { type: 'integer', low: 1, high: 300, log: true },
  { type: 'categorical', values: ['a', null, 3, true] },
  { type: 'linear', low: 2, high: 2 },
]

describe('dimensions', () => {
  test.each(dimensions)('places of %j lead to values within, and values back to their places', (dimension) => {
    for (let u = 0; u <= 1; u += 1 / 64) {
      const value = fromUnit(dimension, u)
      const back = toUnit(dimension, value)
      expect(fromUnit(dimension, back)).toEqual(typeof value === 'number' ? expect.closeTo(value, 9) : value)
      if (dimension.type !== 'categorical') {
        expect(value).toBeGreaterThanOrEqual(dimension.low)
        expect(value).toBeLessThanOrEqual(dimension.high)
      }
      const cell = cellOf(dimension, value)
      if (cell !== undefined && u < 1) {
        expect(u).toBeGreaterThanOrEqual(cell[0] - 1e-9)
        expect(u).toBeLessThanOrEqual(cell[1] + 1e-9)
      }
    }
  })

  test('steps are counted, and have no dust', () => {
    expect(sizeOf(dimensions[1]!)).toBe(7)
    expect(Array.from({ length: 7 }, (_, i) => fromUnit(dimensions[1]!, (i + 0.5) / 7))).toEqual([
      0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7,
    ])
    expect([0, 0.5, 1].map((u) => fromUnit(dimensions[4]!, u))).toEqual([1, 4, 7])
  })

  test('the middle of a logarithmic scale is the geometric mean', () => {
    expect(fromUnit({ type: 'log', low: 0.01, high: 1 }, 0.5)).toBeCloseTo(0.1, 12)
    expect(fromUnit({ type: 'reverseLog', low: 0, high: 0.99 }, 0.5)).toBeCloseTo(0.9, 12)
  })

  test('a value that there is no room for has no place', () => {
    expect(toUnit(dimensions[0]!, 4)).toBeNaN()
    expect(toUnit(dimensions[6]!, 'b')).toBeNaN()
    expect(toUnit(dimensions[2]!, 'b')).toBeNaN()
  })
})

const conditional: Space = {
  eta: { type: 'log', low: 0.01, high: 1, when: { learner: 'boosting' } },
  learner: { type: 'categorical', values: ['boosting', 'forest'] },
  drop: { type: 'linear', low: 0, high: 1, when: { booster: ['dart'] } },
  booster: { type: 'categorical', values: ['tree', 'dart'], when: { learner: 'boosting' } },
}

describe('spaces', () => {
  test('stand in an order of their own: parents before what depends on them, whatever the order of keys', () => {
    const { names } = checkSpace(conditional)
    expect(names).toEqual(['learner', 'booster', 'drop', 'eta'])
    expect(checkSpace(Object.fromEntries(Object.entries(conditional).reverse())).names).toEqual(names)
  })

  test('leave out parameters that do not exist beside the values of their parents', () => {
    const space = checkSpace(conditional)
    expect(decodePoint(space, [0.9, 0.9, 0.5, 0.5])).toEqual({ learner: 'forest' })
    expect(decodePoint(space, [0.1, 0.1, 0.5, 0.5])).toEqual({
      learner: 'boosting',
      booster: 'tree',
      eta: expect.closeTo(0.1),
    })
    expect(decodePoint(space, [0.1, 0.9, 0.5, 0])).toEqual({
      learner: 'boosting',
      booster: 'dart',
      drop: 0.5,
      eta: 0.01,
    })
    expect([...encodeParams(space, { learner: 'forest' })]).toEqual([0.75, Number.NaN, Number.NaN, Number.NaN])
  })

  test.each<[string, Space, string]>([
    ['no parameter', {}, 'E_ML_EMPTY'],
    ['a range upside down', { x: { type: 'linear', low: 2, high: 1 } }, 'E_ML_PARAMETER'],
    ['a logarithm of 0', { x: { type: 'log', low: 0, high: 1 } }, 'E_ML_PARAMETER'],
    ['a reverse logarithm up to 1', { x: { type: 'reverseLog', low: 0, high: 1 } }, 'E_ML_PARAMETER'],
    ['an integer from 0.5', { x: { type: 'integer', low: 0.5, high: 2 } }, 'E_ML_PARAMETER'],
    ['a step of 0', { x: { type: 'linear', low: 0, high: 2, step: 0 } }, 'E_ML_PARAMETER'],
    ['a value twice', { x: { type: 'categorical', values: ['a', 'a'] } }, 'E_ML_PARAMETER'],
    ['an unknown parent', { x: { type: 'linear', low: 0, high: 2, when: { y: 1 } } }, 'E_ML_PARAMETER'],
    [
      'a value that the parent does not have',
      { x: { type: 'linear', low: 0, high: 2, when: { y: 1 } }, y: { type: 'categorical', values: [2] } },
      'E_ML_PARAMETER',
    ],
    [
      'a circle',
      {
        x: { type: 'categorical', values: [1], when: { y: 1 } },
        y: { type: 'categorical', values: [1], when: { x: 1 } },
      },
      'E_ML_PARAMETER',
    ],
  ])('with %s are refused', (_, space, code) => {
    expect(() => checkSpace(space)).toThrow(expect.objectContaining({ code }))
  })
})
