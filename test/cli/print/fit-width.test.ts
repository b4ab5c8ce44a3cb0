import { expect, test } from 'vitest'
import { fitWidth, textWidth } from '../../../src/cli/print/fit-width.ts'

test('width is in columns: colours take none, Chinese characters and emoji two, accents none of their own', () => {
  expect(textWidth('\x1b[31mred\x1b[39m')).toBe(3)
  expect(textWidth('数据')).toBe(4)
  expect(textWidth('🚀 go')).toBe(5)
  expect(textWidth('cafe\u0301')).toBe(4)
})

test('a text that fits stays as it is; a longer one ends in an ellipsis and closes its colours', () => {
  expect(fitWidth('stage', 5)).toBe('stage')
  expect(fitWidth('stages', 5)).toBe('stag…')
  expect(fitWidth('数据数据', 5)).toBe('数据…')
  expect(fitWidth('\x1b[31mstages\x1b[39m', 5)).toBe('\x1b[31mstag…\x1b[0m')
})
