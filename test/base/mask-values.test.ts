import { describe, expect, test } from 'vitest'
import { maskValues } from '../../src/base/mask-values.ts'

const values = new Map([
  ['TOKEN', 'abcdef'],
  ['LONGER', 'abcdefgh'],
  ['MODE', 'fast'],
])

describe('maskValues', () => {
  test('puts the name where a value stood, everywhere in a document', () => {
    const error = {
      code: 'E',
      message: 'at abcdef, abcdef',
      at: { file: 'a.ts', line: 3 },
      stack: null,
      more: ['abcdef'],
    }
    expect(maskValues(error, values)).toEqual({
      code: 'E',
      message: 'at $TOKEN, $TOKEN',
      at: { file: 'a.ts', line: 3 },
      stack: null,
      more: ['$TOKEN'],
    })
  })

  test('takes the longest where one holds another, and leaves words of fewer than six characters', () => {
    expect(maskValues('abcdefgh as fast as abcdef', values)).toBe('$LONGER as fast as $TOKEN')
  })

  test('gives back what it got where there is nothing to hide', () => {
    const value = { text: 'fast' }
    expect(maskValues(value, new Map([['MODE', 'fast']]))).toBe(value)
  })
})
