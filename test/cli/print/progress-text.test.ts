import { expect, test } from 'vitest'
import { progressText } from '../../../src/cli/print/progress-text.ts'

test('a bar, the share, the time left, the rate and what the stage says', () => {
  expect(progressText({ done: 25, total: 100, label: 'trees' }, 5, 80)).toBe(
    '━━━━━···············  25%, 15.0 s left, 5.0/s  trees',
  )
})

test('a narrow line leaves out from the end, down to the share alone', () => {
  const progress = { done: 25, total: 100, label: 'trees' }
  expect(progressText(progress, 5, 40)).toBe('━━━━━···············  25%, 15.0 s left')
  expect(progressText(progress, 5, 27)).toBe('━━━━━···············  25%')
  expect(progressText(progress, 5, 10)).toBe('25%')
})

test('what is fast is told a second, what is slow by how long each takes', () => {
  expect(progressText({ done: 12_040, total: 50_000 }, 10, 80)).toContain(', 1,204/s')
  expect(progressText({ done: 2, total: 10 }, 9, 80)).toContain(', 4.50 s each')
})

test('nothing is foretold of nothing done, of all done, or of a total that makes no sense', () => {
  expect(progressText({ done: 0, total: 10 }, 3, 80)).toBe(`${'·'.repeat(20)}   0%`)
  expect(progressText({ done: 10, total: 10 }, 2, 80)).toBe(`${'━'.repeat(20)} 100%, 5.0/s`)
  expect(progressText({ done: 12, total: 10 }, 2, 80)).toMatch(/^━{20} 100%/)
  expect(progressText({ done: 3, total: 0 }, 2, 80)).toBe(`${'·'.repeat(20)}   0%`)
})
