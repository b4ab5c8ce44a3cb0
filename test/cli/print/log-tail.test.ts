import { expect, test } from 'vitest'
import { LogTail } from '../../../src/cli/print/log-tail.ts'

test('keeps the last lines whole, however the text came in pieces', () => {
  const log = new LogTail()
  for (const piece of ['on', 'e\ntwo\r\nth', 'ree']) log.add(piece)
  expect(log.lines).toEqual(['one', 'two', 'three'])
  expect(log.last).toBe('three')
  expect(log.isCut).toBe(false)
  log.add(`\n${Array.from({ length: 30 }, (_, i) => `line ${i}\n`).join('')}\n`)
  expect(log.lines).toHaveLength(15)
  expect(log.lines.at(-2)).toBe('line 29')
  expect(log.last).toBe('line 29')
  expect(log.isCut).toBe(true)
})
