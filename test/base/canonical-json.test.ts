import { describe, expect, test } from 'vitest'
import { canonicalJson } from '../../src/base/canonical-json.ts'

describe('canonicalJson', () => {
  test('writes keys in one order, without white space, at every depth', () => {
    expect(canonicalJson({ b: 1, a: { d: [1, { z: null, y: true }], c: 'x' } })).toBe(
      '{"a":{"c":"x","d":[1,{"y":true,"z":null}]},"b":1}',
    )
    expect(canonicalJson({ B: 1, a: 2, Z: 3, é: 4, 10: 5, 9: 6 })).toBe('{"10":5,"9":6,"B":1,"Z":3,"a":2,"é":4}')
  })

  test.each([
    [
      ['ab', 'c'],
      ['a', 'bc'],
    ],
    [{ a: 'b":"c' }, { a: 'b', b: 'c' }],
    [
      [1, [2]],
      [[1], 2],
    ],
    [1, '1'],
    [null, 'null'],
    [{}, []],
    [{ a: null }, {}],
    [[null], []],
    ['\u00e9', 'e\u0301'],
    [0.1 + 0.2, 0.3],
    [[1, 2], { 0: 1, 1: 2 }],
    [new Date(1), new Date(2)],
  ])('%j and %j come out differently', (a, b) => {
    expect(canonicalJson(a)).not.toBe(canonicalJson(b))
  })

  test('takes -0 for 0, an undefined field for none, and a Date for what it says of itself', () => {
    expect(canonicalJson([-0, { a: undefined }])).toBe('[0,{}]')
    expect(canonicalJson({ day: new Date(0) })).toBe('{"day":"1970-01-01T00:00:00.000Z"}')
  })

  test.each([[Number.NaN], [Number.POSITIVE_INFINITY], [1n], [() => 1], [Symbol('s')], [undefined]])(
    'refuses %s',
    (value) => {
      expect(() => canonicalJson({ deep: [value] })).toThrow(TypeError)
    },
  )

  test.each([[new Map([[1, 2]])], [new Set([1])], [Float64Array.of(1)], [/x/]])(
    'refuses %s, which would come out empty',
    (value) => {
      expect(() => canonicalJson(value)).toThrow(TypeError)
    },
  )
})
